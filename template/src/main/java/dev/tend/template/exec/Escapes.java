package dev.tend.template.exec;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.fmt.Runes;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The built-in functions {@code html}, {@code js} and {@code urlquery}. */
final class Escapes {
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /** Returns arguments as one text, each printed as at the top of a template. */
    static GoString joined(List<TypedValue> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().value() instanceof GoString text) {
            return text;
        }
        List<Object> values = new ArrayList<>();
        for (TypedValue argument : arguments) {
            TypedValue printed = Printable.of(TypedValue.of(argument.value()));
            boolean asItIs = printed.is(Kind.CHANNEL) || printed.is(Kind.FUNCTION);
            values.add(asItIs ? argument.value() : printed.value());
        }
        return Fmt.sprint(values);
    }

    static GoString html(GoString text) {
        GoStringBuilder escaped = new GoStringBuilder();
        for (int i = 0; i < text.length(); i++) {
            switch (text.at(i)) {
                case 0 -> escaped.append("\ufffd");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendByte(text.at(i));
            }
        }
        return escaped.toGoString();
    }

    static GoString javaScript(GoString text) {
        GoStringBuilder escaped = new GoStringBuilder();
        for (int i = 0; i < text.length(); i += text.runeLength(i)) {
            int rune = text.rune(i);
            switch (rune) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '"' -> escaped.append("\\\"");
                case '<', '>', '&', '=' -> appendUnicode(escaped, rune);
                default -> appendCharacter(escaped, text, i);
            }
        }
        return escaped.toGoString();
    }

    private static void appendCharacter(GoStringBuilder escaped, GoString text, int index) {
        int rune = text.rune(index);
        boolean printable = rune >= ' ' && (rune < 0x80 || Runes.isPrintable(rune));
        if (printable) {
            // A byte that is part of no character stays as it is.
            escaped.append(text.substring(index, index + text.runeLength(index)));
        } else {
            appendUnicode(escaped, rune);
        }
    }

    private static void appendUnicode(GoStringBuilder escaped, int rune) {
        String digits = Integer.toHexString(rune).toUpperCase(Locale.ROOT);
        escaped.append("\\u")
                .append("0".repeat(Math.max(0, 4 - digits.length())))
                .append(digits);
    }

    static GoString urlQuery(GoString text) {
        GoStringBuilder escaped = new GoStringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int value = text.at(i);
            boolean plain = value < 0x80 && (Character.isLetterOrDigit(value) || "-_.~".indexOf(value) >= 0);
            if (plain) {
                escaped.appendByte(value);
            } else if (value == ' ') {
                escaped.appendByte('+');
            } else {
                escaped.appendByte('%').appendByte(HEX.charAt(value >> 4)).appendByte(HEX.charAt(value & 15));
            }
        }
        return escaped.toGoString();
    }
}

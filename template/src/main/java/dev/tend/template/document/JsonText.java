package dev.tend.template.document;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Strings of JSON. */
final class JsonText {

    private JsonText() {}

    /** Appends a string in quotes. What is no UTF-8 becomes the escape of U+FFFD. */
    static void append(GoStringBuilder out, GoString text, boolean escapesHtml) {
        out.appendByte('"');
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            int letter = "\"\\\b\f\n\r\t".indexOf(rune);
            if (letter >= 0) {
                out.appendByte('\\').appendByte("\"\\bfnrt".charAt(letter));
            } else if (!text.isRune(at)
                    || rune < ' '
                    || rune == 0x2028
                    || rune == 0x2029
                    || escapesHtml && isHtml(rune)) {
                escape(out, rune);
            } else {
                out.appendRune(rune);
            }
        }
        out.appendByte('"');
    }

    private static boolean isHtml(int rune) {
        return rune == '<' || rune == '>' || rune == '&';
    }

    private static void escape(GoStringBuilder out, int rune) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.appendByte("0123456789abcdef".charAt(rune >> shift & 15));
        }
    }
}

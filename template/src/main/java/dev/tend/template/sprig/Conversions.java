package dev.tend.template.sprig;

import dev.tend.template.fmt.Fmt;
import dev.tend.template.text.Numerals;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoList;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Int;
import dev.tend.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns any value into a string, a number or a list of strings, as Sprig does. */
final class Conversions {

    private Conversions() {}

    /** Returns a string as it is, bytes as a string, anything else as it is printed. */
    static GoString string(Object value) {
        if (value instanceof GoString text) {
            return text;
        }
        if (value instanceof GoList list && list.type().equals(GoType.BYTES)) {
            var bytes = new GoStringBuilder();
            list.forEach(one -> bytes.appendByte((int) ((Int) one).bits()));
            return bytes.toGoString();
        }
        return Fmt.sprint(value);
    }

    /** Returns the elements of a list as strings without nil; anything else as a list of one. */
    static List<GoString> strings(Object value) {
        var strings = new ArrayList<GoString>();
        if (value instanceof GoList list) {
            for (Object item : list) {
                if (item != null) {
                    strings.add(string(item));
                }
            }
        } else if (value != null) {
            strings.add(string(value));
        }
        return strings;
    }

    /** Returns an int64, 0 for what is no number. A text may be octal or hexadecimal. */
    static long int64(Object value) {
        return switch (Values.plain(value)) {
            case Int number -> number.bits();
            case Double number -> truncated(number);
            case Float number -> truncated(number);
            case Boolean bool -> bool ? 1 : 0;
            case GoString text -> int64(text.utf8());
            case null, default -> 0;
        };
    }

    private static long truncated(double number) {
        // As Go on x86-64 does it where the number does not fit.
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    private static long int64(String text) {
        String plain = withoutZeroFraction(Numerals.separatesDigits(text) ? text.replace("_", "") : text);
        String sign = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(0, 1) : "";
        String digits = plain.substring(sign.length());
        int base = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            int letter = "xXbBoO".indexOf(digits.charAt(1));
            base = letter < 0 ? 8 : new int[] {16, 2, 8}[letter / 2];
            digits = digits.substring(letter < 0 ? 1 : 2);
        }
        try {
            return Numerals.parseInt(GoString.of(sign + digits), base);
        } catch (FunctionException e) {
            return 0;
        }
    }

    /** Returns a number without a fraction of zeros. */
    private static String withoutZeroFraction(String text) {
        int point = text.indexOf('.');
        boolean zeros = point >= 0;
        for (int i = point + 1; zeros && i < text.length(); i++) {
            zeros = text.charAt(i) == '0';
        }
        return zeros ? text.substring(0, point) : text;
    }

    /** Returns a float64, 0 for what is no number. */
    static double float64(Object value) {
        return switch (Values.plain(value)) {
            case Int number -> number.toDouble();
            case Double number -> number;
            case Float number -> number;
            case Boolean bool -> bool ? 1 : 0;
            case GoString text -> float64(text);
            case null, default -> 0;
        };
    }

    private static double float64(GoString text) {
        try {
            return Numerals.parseFloat(text);
        } catch (FunctionException e) {
            return 0;
        }
    }

    /** Tells whether a value is nil, false, zero or empty. */
    static boolean isEmpty(Object value) {
        return !Values.isTrue(value);
    }

    /** Returns the items of a list; the message of an error begins as given. */
    static List<Object> items(Object value, String message) {
        if (value instanceof GoList list) {
            return list.items();
        }
        throw new FunctionException(message + kind(value));
    }

    /** Tells whether a value, which may be nil, is in a list. */
    static boolean isIn(List<?> items, Object value) {
        for (Object item : items) {
            if (Objects.equals(item, value)) {
                return true;
            }
        }
        return false;
    }

    /** Returns Go's name for the kind of a value. */
    static String kind(Object value) {
        return value == null ? "invalid" : Values.typeOf(value).kind().word();
    }

    /** Returns a list of values of any type. */
    static GoList list(List<?> items) {
        return GoList.of(GoType.ANYS, items);
    }
}

package dev.tend.template.document;

import dev.tend.template.text.Numerals;
import dev.tend.template.text.TimeLayout;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.Int;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

/**
 * The meaning of a plain scalar of YAML 1.1, as the reference's library takes it: {@code yes} and {@code off} are booleans, {@code 0777} and
 * {@code 0b11} numbers, and a time is a string.
 */
final class YamlScalars {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Map<String, Double> FLOATS = Map.of(
            ".nan", Double.NaN,
            ".NaN", Double.NaN,
            ".NAN", Double.NaN,
            ".inf", Double.POSITIVE_INFINITY,
            ".Inf", Double.POSITIVE_INFINITY,
            ".INF", Double.POSITIVE_INFINITY,
            "-.inf", Double.NEGATIVE_INFINITY,
            "-.Inf", Double.NEGATIVE_INFINITY,
            "-.INF", Double.NEGATIVE_INFINITY);

    private YamlScalars() {}

    /** Returns the value of a plain scalar: null, a boolean, a number or a string. */
    static Object resolve(String text) {
        if (NULL.contains(text)) {
            return null;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        Double named = FLOATS.get(text.startsWith("+") ? text.substring(1) : text);
        if (named != null && !text.startsWith("+-")) {
            return named;
        }
        char first = text.charAt(0);
        if (first == '.') {
            return dotted(text);
        }
        if (first == '+' || first == '-' || first >= '0' && first <= '9') {
            return number(text);
        }
        return GoString.of(text);
    }

    /** Tells whether a string needs quotes because it would not be one without. */
    static boolean isOther(String text) {
        return !(resolve(text) instanceof GoString) || isTime(text) || isBase60(text);
    }

    private static Object dotted(String text) {
        try {
            return Numerals.parseFloat(GoString.of(text));
        } catch (FunctionException e) {
            return GoString.of(text);
        }
    }

    private static Object number(String text) {
        String plain = text.replace("_", "");
        BigInteger integer = isTime(text) ? null : integer(plain);
        if (integer != null && integer.bitLength() <= 63) {
            return Int.of(integer.longValue());
        }
        if (integer != null && integer.signum() > 0 && integer.bitLength() == 64) {
            return Int.uint64(integer.longValue());
        }
        if (isDecimal(plain)) {
            try {
                return Numerals.parseFloat(GoString.of(plain));
            } catch (FunctionException e) {
                return GoString.of(text);
            }
        }
        return GoString.of(text);
    }

    /** Returns an integer with the prefixes that Go knows, or null. */
    private static BigInteger integer(String plain) {
        boolean signed = plain.startsWith("-") || plain.startsWith("+");
        String digits = signed ? plain.substring(1) : plain;
        int base = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            base = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            boolean letter = base != 8 || digits.charAt(1) == 'o' || digits.charAt(1) == 'O';
            digits = digits.substring(letter ? 2 : 1);
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), base) < 0 || digits.charAt(i) > 'z') {
                return null;
            }
        }
        if (digits.isEmpty() || digits.length() > 100) {
            return null;
        }
        BigInteger size = new BigInteger(digits, base);
        return plain.startsWith("-") ? size.negate() : size;
    }

    /** A number with a point or an exponent, which has to have a digit before or behind the point. */
    private static boolean isDecimal(String plain) {
        int at = plain.startsWith("-") || plain.startsWith("+") ? 1 : 0;
        int whole = digits(plain, at);
        int end = whole;
        if (end < plain.length() && plain.charAt(end) == '.') {
            end = digits(plain, end + 1);
            if (end == whole + 1 && whole == at) {
                return false;
            }
        } else if (whole == at) {
            return false;
        }
        if (end < plain.length() && (plain.charAt(end) == 'e' || plain.charAt(end) == 'E')) {
            int from = end + 1;
            if (from < plain.length() && (plain.charAt(from) == '+' || plain.charAt(from) == '-')) {
                from++;
            }
            end = digits(plain, from);
            if (end == from) {
                return false;
            }
        }
        return end == plain.length();
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** A date such as 2001-2-3, perhaps with a time behind it. */
    static boolean isTime(String text) {
        if (digits(text, 0) != 4 || text.length() < 8 || text.charAt(4) != '-') {
            return false;
        }
        for (String layout : new String[] {
            "2006-1-2T15:4:5.999999999Z07:00",
            "2006-1-2t15:4:5.999999999Z07:00",
            "2006-1-2 15:4:5.999999999",
            "2006-1-2"
        }) {
            try {
                TimeLayout.parse(layout, text);
                return true;
            } catch (FunctionException e) {
                // The next layout may fit.
            }
        }
        return false;
    }

    /** Numbers such as 1:30:00, which other readers of YAML 1.1 take to the base of 60. */
    private static boolean isBase60(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int end = at;
        while (end < text.length() && (digits(text, end) > end || end > at && text.charAt(end) == '_')) {
            end++;
        }
        int groups = 0;
        while (end > at && end < text.length() && text.charAt(end) == ':') {
            int next = digits(text, end + 1);
            int length = next - end - 1;
            if (length < 1 || length > 2 || length == 2 && text.charAt(end + 1) > '5') {
                return false;
            }
            groups++;
            end = next;
        }
        if (groups > 0 && end < text.length() && text.charAt(end) == '.') {
            end++;
            while (end < text.length() && (digits(text, end) > end || text.charAt(end) == '_')) {
                end++;
            }
        }
        return groups > 0 && end == text.length();
    }
}

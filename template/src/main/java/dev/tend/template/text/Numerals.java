package dev.tend.template.text;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;

/** Numbers from text, as Go's package {@code strconv} reads them, with its errors. */
public final class Numerals {

    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    private Numerals() {}

    /** Tells whether a text consists of ASCII digits, at least one of them. */
    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Reads a signed number of 64 bits.
     *
     * @param base 2, 8, 10 or 16
     * @throws FunctionException as {@code strconv.ParseInt} says it
     */
    public static long parseInt(GoString text, int base) {
        return parseInt("ParseInt", text, base);
    }

    /**
     * Reads a decimal number of 64 bits.
     *
     * @throws FunctionException as {@code strconv.Atoi} says it
     */
    public static long atoi(GoString text) {
        return parseInt("Atoi", text, 10);
    }

    private static long parseInt(String function, GoString raw, int base) {
        String text = raw.utf8();
        boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
        BigInteger number = digits(function, raw, signed ? text.substring(1) : text, base);
        BigInteger value = signed && text.charAt(0) == '-' ? number.negate() : number;
        if (value.bitLength() > 63) {
            throw outOfRange(function, raw);
        }
        return value.longValue();
    }

    /**
     * Reads an unsigned decimal number of 64 bits.
     *
     * @throws FunctionException as {@code strconv.ParseUint} says it
     */
    public static long parseUint(GoString text) {
        BigInteger number = digits("ParseUint", text, text.utf8(), 10);
        if (number.compareTo(UNSIGNED_END) >= 0) {
            throw outOfRange("ParseUint", text);
        }
        return number.longValue();
    }

    private static BigInteger digits(String function, GoString text, String digits, int base) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) >= 0x80 || Character.digit(digits.charAt(i), base) < 0) {
                throw invalid(function, text);
            }
        }
        if (digits.isEmpty()) {
            throw invalid(function, text);
        }
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        if (digits.length() - from > 64) {
            throw outOfRange(function, text);
        }
        return new BigInteger(digits.substring(from), base);
    }

    private static FunctionException invalid(String function, GoString text) {
        return new FunctionException("strconv." + function + ": parsing " + Quotes.quote(text) + ": invalid syntax");
    }

    private static FunctionException outOfRange(String function, GoString text) {
        return new FunctionException(
                "strconv." + function + ": parsing " + Quotes.quote(text) + ": value out of range");
    }

    /**
     * Reads Go's words for true and false.
     *
     * @throws FunctionException as {@code strconv.ParseBool} says it
     */
    public static boolean parseBool(GoString text) {
        return switch (text.utf8()) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> throw invalid("ParseBool", text);
        };
    }

    /**
     * Reads a floating point number, decimal or hexadecimal, or infinity, or not a number.
     *
     * @throws FunctionException as {@code strconv.ParseFloat} says it
     */
    public static double parseFloat(GoString raw) {
        String text = raw.utf8();
        if (text.indexOf('_') >= 0) {
            if (!separatesDigits(text)) {
                throw invalid("ParseFloat", raw);
            }
            text = text.replace("_", "");
        }
        double number = float64(text).orElseThrow(() -> invalid("ParseFloat", raw));
        boolean word = text.length() > 1 && Character.isLetter(text.charAt(text.length() - 1)) && !isHex(text);
        if (Double.isInfinite(number) && !word) {
            throw outOfRange("ParseFloat", raw);
        }
        return number;
    }

    /** Tells whether each underscore in a number is between digits, or between the prefix of a base and a digit. */
    public static boolean separatesDigits(String text) {
        String number = asciiLower(text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text);
        boolean prefix = number.startsWith("0x");
        char before = prefix ? '0' : '^';
        for (int i = prefix ? 2 : 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean digit = isDigit(number, i) || prefix && c >= 'a' && c <= 'f';
            if (c == '_' && before != '0' || before == '_' && !digit) {
                return false;
            }
            before = digit ? '0' : c == '_' ? '_' : '!';
        }
        return before != '_';
    }

    private static boolean isHex(String text) {
        return text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
    }

    private static OptionalDouble float64(String text) {
        boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
        String size = signed ? text.substring(1) : text;
        double sign = signed && text.charAt(0) == '-' ? -1 : 1;
        String word = asciiLower(size);
        if (word.equals("inf") || word.equals("infinity")) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        if (word.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (word.startsWith("0x")) {
            return isHexFloat(word) ? OptionalDouble.of(sign * Double.parseDouble(word)) : OptionalDouble.empty();
        }
        return isDecimal(word) ? OptionalDouble.of(sign * Double.parseDouble(word)) : OptionalDouble.empty();
    }

    private static boolean isDecimal(String word) {
        int at = 0;
        int digits = 0;
        boolean point = false;
        for (; at < word.length() && (isDigit(word, at) || word.charAt(at) == '.'); at++) {
            if (word.charAt(at) == '.') {
                if (point) {
                    return false;
                }
                point = true;
            } else {
                digits++;
            }
        }
        return digits > 0 && (at == word.length() || isExponent(word, at, 'e'));
    }

    private static boolean isHexFloat(String word) {
        int at = 2;
        int digits = 0;
        boolean point = false;
        for (; at < word.length(); at++) {
            char c = word.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (isDigit(word, at) || c >= 'a' && c <= 'f') {
                digits++;
            } else {
                break;
            }
        }
        return digits > 0 && isExponent(word, at, 'p');
    }

    private static boolean isExponent(String word, int at, char letter) {
        if (at >= word.length() || word.charAt(at) != letter) {
            return false;
        }
        int from = at + 1;
        if (from < word.length() && (word.charAt(from) == '+' || word.charAt(from) == '-')) {
            from++;
        }
        return isDigits(word.substring(from));
    }

    private static boolean isDigit(String word, int at) {
        return word.charAt(at) >= '0' && word.charAt(at) <= '9';
    }

    private static String asciiLower(String text) {
        var lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }

    /** Returns the number that {@link #parseFloat} reads, as the shortest decimal number. */
    public static BigDecimal decimal(double number) {
        return new BigDecimal(Double.toString(number));
    }
}

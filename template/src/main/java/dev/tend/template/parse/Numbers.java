package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.Complex;
import java.math.BigInteger;

/** Numbers as Go reads them: underscores between digits, prefixes of bases, hexadecimal fractions. */
final class Numbers {
    private static final BigInteger LARGEST_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    /** Numbers with more digits are too large, and are not computed. */
    private static final int MOST_DIGITS = 100;

    private Numbers() {}

    /** An integer as an int64 and as a uint64. */
    record Integers(boolean isInt, long signed, boolean isUint, long unsigned) {}

    /** Reads an integer of any base. It is neither int nor uint where the text is no integer, or does not fit. */
    static Integers parseIntegers(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        BigInteger number = parseMagnitude(signed ? text.substring(1) : text);
        if (number == null) {
            return new Integers(false, 0, false, 0);
        }
        BigInteger value = text.startsWith("-") ? number.negate() : number;
        boolean isInt = value.bitLength() <= 63;
        // Of the numbers with a sign, only zero is an unsigned one.
        boolean isUint = signed ? value.signum() == 0 : number.compareTo(LARGEST_UNSIGNED) <= 0;
        return new Integers(isInt, isInt ? value.longValue() : 0, isUint, isUint ? value.longValue() : 0);
    }

    private static BigInteger parseMagnitude(String text) {
        int base = base(text);
        String digits = base == 10 ? text : base == 8 && !hasPrefix(text) ? text.substring(1) : text.substring(2);
        String plain = digits.replace("_", "");
        if (text.isEmpty() || plain.length() != digits.length() && !hasProperUnderscores(text)) {
            return null;
        }
        if (plain.isEmpty()) {
            // "0" and "0_" come here as octal numbers without further digits.
            return text.equals("0") ? BigInteger.ZERO : null;
        }
        String significant = withoutLeadingZeros(plain);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.digit(plain.charAt(i), base) < 0) {
                return null;
            }
        }
        return significant.length() > MOST_DIGITS ? LARGEST_UNSIGNED.shiftLeft(64) : new BigInteger(significant, base);
    }

    private static String withoutLeadingZeros(String digits) {
        int i = 0;
        while (i < digits.length() - 1 && digits.charAt(i) == '0') {
            i++;
        }
        return digits.substring(i);
    }

    private static boolean hasPrefix(String text) {
        return text.length() >= 3 && text.charAt(0) == '0' && "bBoOxX".indexOf(text.charAt(1)) >= 0;
    }

    private static int base(String text) {
        if (!text.startsWith("0")) {
            return 10;
        }
        return !hasPrefix(text)
                ? 8
                : switch (text.charAt(1)) {
                    case 'b', 'B' -> 2;
                    case 'o', 'O' -> 8;
                    default -> 16;
                };
    }

    /** Returns whether each underscore is between digits, or between a prefix and a digit. */
    private static boolean hasProperUnderscores(String number) {
        String text = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        boolean prefix = text.length() >= 2 && text.charAt(0) == '0' && "bBoOxX".indexOf(text.charAt(1)) >= 0;
        boolean hex = prefix && (text.charAt(1) | 0x20) == 'x';
        char before = prefix ? '0' : '^';
        for (int i = prefix ? 2 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char type = c == '_' ? '_' : Character.digit(c, hex ? 16 : 10) >= 0 ? '0' : '!';
            if (type == '_' && before != '0' || type == '!' && before == '_') {
                return false;
            }
            before = type;
        }
        return before != '_';
    }

    /**
     * Reads a float64.
     *
     * @throws SyntaxException if the text is none, or too large
     */
    static double parseFloat(String text) {
        boolean underscores = text.indexOf('_') >= 0;
        String plain = text.replace("_", "");
        if (underscores && !hasProperUnderscores(text) || !isFloat(plain)) {
            throw invalid(text, "invalid syntax");
        }
        double number = Double.parseDouble(plain);
        if (Double.isInfinite(number)) {
            throw invalid(text, "value out of range");
        }
        return number;
    }

    private static SyntaxException invalid(String text, String why) {
        return new SyntaxException("strconv.ParseFloat: parsing " + Quotes.quote(text) + ": " + why);
    }

    /** Returns whether the text has digits in the right places; Java reads such as Go does. */
    private static boolean isFloat(String text) {
        int i = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        boolean hex = text.length() > i + 2 && text.charAt(i) == '0' && (text.charAt(i + 1) | 0x20) == 'x';
        int mantissa = hex ? i + 2 : i;
        int end = skipDigits(text, mantissa, hex ? 16 : 10);
        int digits = end - mantissa;
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = skipDigits(text, fraction, hex ? 16 : 10);
            digits += end - fraction;
        }
        if (digits == 0) {
            return false;
        }
        boolean exponent = end < text.length() && (text.charAt(end) | 0x20) == (hex ? 'p' : 'e');
        return exponent ? isExponent(text, end + 1) : !hex && end == text.length();
    }

    private static boolean isExponent(String text, int from) {
        int digits = from < text.length() && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
        return digits < text.length() && skipDigits(text, digits, 10) == text.length();
    }

    private static int skipDigits(String text, int from, int base) {
        int end = from;
        while (end < text.length() && text.charAt(end) < 0x80 && Character.digit(text.charAt(end), base) >= 0) {
            end++;
        }
        return end;
    }

    /**
     * Reads a complex number with both parts.
     *
     * @throws SyntaxException if it is none
     */
    static Complex parseComplex(String text) {
        int sign = imaginarySign(text);
        String real = text.substring(0, sign);
        String imaginary = text.substring(sign, text.length() - 1);
        if (!isScanned(real) || !isScanned(imaginary)) {
            throw new SyntaxException("syntax error scanning complex number");
        }
        return new Complex(parseFloat(real), parseFloat(imaginary));
    }

    /**
     * Returns whether the scanner of complex numbers reads all of a part. It knows no binary and octal numbers, and takes an
     * {@code i} behind a sign for the beginning of an infinity.
     */
    private static boolean isScanned(String part) {
        boolean hex = part.indexOf('x') >= 0 || part.indexOf('X') >= 0;
        return part.length() > (part.startsWith("+") || part.startsWith("-") ? 1 : 0)
                && part.chars().noneMatch(c -> "ioO".indexOf(c) >= 0 || !hex && "bB".indexOf(c) >= 0);
    }

    /** Returns where the second part begins: with the last sign that is not the sign of an exponent. */
    private static int imaginarySign(String text) {
        boolean hex = false;
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            hex |= (text.charAt(i) | 0x20) == 'x';
            boolean exponent = (before | 0x20) == 'p' || !hex && (before | 0x20) == 'e';
            if ("+-".indexOf(text.charAt(i)) >= 0 && !exponent) {
                return i;
            }
        }
        return text.length() - 1;
    }
}

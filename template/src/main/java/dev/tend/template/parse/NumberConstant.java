package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.Complex;
import dev.tend.template.value.Int;

/**
 * A number in the source, as each of the types that can hold it exactly.
 *
 * @param source its text
 * @param isInt whether it is an int64, which is {@code integer}
 * @param isUint whether it is a uint64, which is {@code unsigned}
 * @param isFloat whether it is a float64, which is {@code real}
 * @param isComplex whether it is written as a complex number, which is {@code complex}
 */
public record NumberConstant(
        String source,
        boolean isInt,
        long integer,
        boolean isUint,
        long unsigned,
        boolean isFloat,
        double real,
        boolean isComplex,
        Complex complex) {

    private static final Complex ZERO = new Complex(0, 0);

    /** Returns a constant of a character. */
    static NumberConstant ofRune(String source, int rune) {
        return new NumberConstant(source, true, rune, true, rune, true, rune, false, ZERO);
    }

    /**
     * Returns a constant of a real number, or of an imaginary one.
     *
     * @throws SyntaxException if it is neither, or does not fit
     */
    static NumberConstant ofNumber(String source) {
        if (source.endsWith("i")) {
            try {
                return ofComplex(source, new Complex(0, Numbers.parseFloat(source.substring(0, source.length() - 1))));
            } catch (SyntaxException _) {
                // It is refused below, with the message for numbers.
            }
        }
        Numbers.Integers integers = Numbers.parseIntegers(source);
        if (integers.isInt() || integers.isUint()) {
            double real = integers.isInt() ? integers.signed() : toDouble(integers.unsigned());
            return new NumberConstant(
                    source,
                    integers.isInt(),
                    integers.signed(),
                    integers.isUint(),
                    integers.unsigned(),
                    true,
                    real,
                    false,
                    ZERO);
        }
        return ofFloat(source);
    }

    private static NumberConstant ofFloat(String source) {
        double real;
        try {
            real = Numbers.parseFloat(source);
        } catch (SyntaxException _) {
            throw new SyntaxException("illegal number syntax: " + quote(source));
        }
        if (source.chars().noneMatch(c -> ".eEpP".indexOf(c) >= 0)) {
            throw new SyntaxException("integer overflow: " + quote(source));
        }
        return new NumberConstant(
                source, isLong(real), (long) real, isUnsigned(real), toUnsigned(real), true, real, false, ZERO);
    }

    /** Returns a constant of a complex number, which is also a real one if it has no imaginary part. */
    static NumberConstant ofComplex(String source, Complex complex) {
        double real = complex.real();
        boolean isFloat = complex.imaginary() == 0;
        boolean isInt = isFloat && isLong(real);
        boolean isUint = isFloat && isUnsigned(real);
        return new NumberConstant(
                source,
                isInt,
                isInt ? (long) real : 0,
                isUint,
                isUint ? toUnsigned(real) : 0,
                isFloat,
                isFloat ? real : 0,
                true,
                complex);
    }

    private static boolean isLong(double number) {
        return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
    }

    private static boolean isUnsigned(double number) {
        return number == Math.rint(number) && number >= 0 && number < 0x1p64;
    }

    private static long toUnsigned(double number) {
        return number < 0x1p63 ? (long) number : (long) (number - 0x1p63) ^ Long.MIN_VALUE;
    }

    private static double toDouble(long unsigned) {
        return Int.uint64(unsigned).toDouble();
    }

    private static String quote(String source) {
        return Quotes.quote(source);
    }
}

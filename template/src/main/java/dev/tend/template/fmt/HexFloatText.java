package dev.tend.template.fmt;

/** Floating point numbers with a hexadecimal mantissa and a binary exponent, such as {@code 0x1.8p+01}. */
final class HexFloatText {

    private static final int FRACTION_BITS = 52;
    private static final int BIAS = 1023;

    private HexFloatText() {}

    /**
     * Returns the text of a number that is neither negative nor infinite.
     *
     * @param form {@code x} or {@code X}
     * @param precision hexadecimal digits after the point; below 0 for as many as needed
     */
    static String format(double size, char form, int precision) {
        long bits = Double.doubleToRawLongBits(size);
        long mantissa = bits & (1L << FRACTION_BITS) - 1;
        int exponent = (int) (bits >>> FRACTION_BITS);
        if (exponent == 0) {
            exponent++;
        } else {
            mantissa |= 1L << FRACTION_BITS;
        }
        exponent -= BIAS;
        if (mantissa == 0) {
            exponent = 0;
        }
        // The leading 1 moves to bit 60: fifteen hexadecimal digits follow it.
        mantissa <<= 60 - FRACTION_BITS;
        while (mantissa != 0 && (mantissa & 1L << 60) == 0) {
            mantissa <<= 1;
            exponent--;
        }
        if (precision >= 0 && precision < 15) {
            mantissa = round(mantissa, precision);
            if ((mantissa & 1L << 61) != 0) {
                mantissa >>= 1;
                exponent++;
            }
        }
        String text = text(mantissa, precision, exponent);
        return form == 'X' ? Formatter.upper(text) : text;
    }

    /** Rounds to so many digits, half to even. */
    private static long round(long mantissa, int precision) {
        int shift = precision * 4;
        long extra = mantissa << shift & (1L << 60) - 1;
        long kept = mantissa >>> 60 - shift;
        if ((extra | kept & 1) > 1L << 59) {
            kept++;
        }
        return kept << 60 - shift;
    }

    private static String text(long mantissa, int precision, int exponent) {
        var text = new StringBuilder("0x");
        text.append((char) ('0' + (mantissa >>> 60 & 1)));
        long rest = mantissa << 4;
        if (precision < 0 && rest != 0) {
            text.append('.');
            while (rest != 0) {
                text.append(Character.forDigit((int) (rest >>> 60), 16));
                rest <<= 4;
            }
        } else if (precision > 0) {
            text.append('.');
            for (int i = 0; i < precision; i++) {
                text.append(Character.forDigit((int) (rest >>> 60), 16));
                rest <<= 4;
            }
        }
        text.append('p').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }
}

package dev.tend.template.fmt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating point numbers as text, as Go's {@code strconv.FormatFloat} writes them for 64 bits. */
public final class FloatText {

    /** The precision that asks for the fewest digits from which the same number is read again. */
    public static final int SHORTEST = -1;

    private FloatText() {}

    /**
     * Returns a number as text.
     *
     * @param form one of {@code b e E f g G x X}
     * @param precision digits after the point, or significant digits for {@code g G}; {@link #SHORTEST} for as many as needed
     */
    public static String format(double value, char form, int precision) {
        return format(value, form, precision, false);
    }

    /** Returns a number of 64 or, if it is a single one, of 32 bits as text. */
    static String format(double value, char form, int precision, boolean single) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        double size = Math.abs(value);
        String text =
                switch (form) {
                    case 'b' -> single ? binary((float) size) : binary(size);
                    case 'x', 'X' -> HexFloatText.format(size, form, precision);
                    default -> decimal(size, form, precision, single);
                };
        return negative ? "-" + text : text;
    }

    private static String binary(double size) {
        long bits = Double.doubleToRawLongBits(size);
        int exponent = (int) (bits >>> 52);
        long mantissa = bits & (1L << 52) - 1;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << 52;
        }
        int power = exponent - 1075;
        return mantissa + (power < 0 ? "p" : "p+") + power;
    }

    private static String binary(float size) {
        int bits = Float.floatToRawIntBits(size);
        int exponent = bits >>> 23;
        int mantissa = bits & (1 << 23) - 1 | (exponent == 0 ? 0 : 1 << 23);
        int power = Math.max(exponent, 1) - 150;
        return mantissa + (power < 0 ? "p" : "p+") + power;
    }

    private static String decimal(double size, char form, int precision, boolean single) {
        boolean shortest = precision < 0;
        if (shortest) {
            Digits digits = single ? Digits.shortest((float) size) : Digits.shortest(size);
            return layOut(digits, form, shortestPrecision(digits, form), true);
        }
        Digits exact = Digits.exact(size);
        return switch (form) {
            case 'e', 'E' -> layOut(exact.round(precision + 1), form, precision, false);
            case 'f' -> layOut(exact.round(exact.point() + precision), form, precision, false);
            default -> {
                int significant = Math.max(precision, 1);
                yield layOut(exact.round(significant), form, significant, false);
            }
        };
    }

    private static int shortestPrecision(Digits digits, char form) {
        return switch (form) {
            case 'e', 'E' -> Math.max(digits.count() - 1, 0);
            case 'f' -> Math.max(digits.count() - digits.point(), 0);
            default -> digits.count();
        };
    }

    private static String layOut(Digits digits, char form, int precision, boolean shortest) {
        return switch (form) {
            case 'e', 'E' -> exponential(digits, precision, form);
            case 'f' -> plain(digits, precision);
            default -> general(digits, precision, form == 'g' ? 'e' : 'E', shortest);
        };
    }

    /** Chooses the form with an exponent where that is below -4, or not below the precision (6 for the shortest text). */
    private static String general(Digits digits, int precision, char letter, boolean shortest) {
        int threshold = precision;
        if (threshold > digits.count() && digits.count() >= digits.point()) {
            threshold = digits.count();
        }
        if (shortest) {
            threshold = 6;
        }
        int exponent = digits.point() - 1;
        if (exponent < -4 || exponent >= threshold) {
            return exponential(digits, Math.min(precision, digits.count()) - 1, letter);
        }
        return plain(digits, Math.max(digits.count() - digits.point(), 0));
    }

    private static String exponential(Digits digits, int precision, char letter) {
        var text = new StringBuilder();
        text.append(digits.at(0));
        if (precision > 0) {
            text.append('.');
            digits.append(text, 1, precision);
        }
        int exponent = digits.count() == 0 ? 0 : digits.point() - 1;
        text.append(letter).append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }

    private static String plain(Digits digits, int precision) {
        var text = new StringBuilder();
        if (digits.point() > 0) {
            digits.append(text, 0, digits.point());
        } else {
            text.append('0');
        }
        if (precision > 0) {
            text.append('.');
            digits.append(text, digits.point(), precision);
        }
        return text.toString();
    }

    /**
     * Decimal digits without zeros at either end: the number is 0.DIGITS times ten to the power of the point.
     *
     * @param digits none for zero
     * @param point the position of the decimal point, relative to the first digit
     */
    private record Digits(String digits, int point) {

        static Digits exact(double size) {
            return of(new BigDecimal(size));
        }

        static Digits shortest(double size) {
            Digits digits = of(new BigDecimal(Double.toString(size)));
            return digits.count() == 2 ? digits.oneDigitWhereEnough(size) : digits;
        }

        static Digits shortest(float size) {
            Digits digits = of(new BigDecimal(Float.toString(size)));
            return digits.count() == 2 ? digits.oneDigitWhereEnough(size) : digits;
        }

        private static Digits of(BigDecimal number) {
            if (number.signum() == 0) {
                return new Digits("", 0);
            }
            String all = number.unscaledValue().toString();
            int point = all.length() - number.scale();
            int end = all.length();
            while (all.charAt(end - 1) == '0') {
                end--;
            }
            return new Digits(all.substring(0, end), point);
        }

        /** Java writes two digits at least, and the two nearest ones where one digit means the same number: 4.9E-324. */
        private Digits oneDigitWhereEnough(double size) {
            BigDecimal two = new BigDecimal("0." + digits).scaleByPowerOfTen(point);
            BigDecimal one = two.round(new MathContext(1, RoundingMode.HALF_EVEN));
            return one.doubleValue() == size ? of(one) : this;
        }

        private Digits oneDigitWhereEnough(float size) {
            BigDecimal two = new BigDecimal("0." + digits).scaleByPowerOfTen(point);
            BigDecimal one = two.round(new MathContext(1, RoundingMode.HALF_EVEN));
            return one.floatValue() == size ? of(one) : this;
        }

        int count() {
            return digits.length();
        }

        char at(int index) {
            return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
        }

        void append(StringBuilder text, int from, int count) {
            for (int i = from; i < from + count; i++) {
                text.append(at(i));
            }
        }

        /** Returns the nearest number of that many digits; of two that are as near, the even one. */
        Digits round(int kept) {
            if (kept >= digits.length() || digits.isEmpty()) {
                return this;
            }
            if (kept < 0) {
                return new Digits("", 0);
            }
            BigDecimal fraction = new BigDecimal("0." + digits).setScale(kept, RoundingMode.HALF_EVEN);
            if (fraction.signum() == 0) {
                return new Digits("", 0);
            }
            Digits rounded = of(fraction);
            return new Digits(rounded.digits, rounded.point + point);
        }
    }
}

package dev.tend.text;

import java.util.OptionalLong;

/** Seconds with six decimals, as text and as microseconds, without the rounding of floating point. */
final class Decimals {

    private static final int MAX_WHOLE_DIGITS = 12;
    private static final int PLACES = 6;

    private Decimals() {}

    static String seconds(long micros) {
        long size = Math.abs(micros);
        String fraction =
                String.valueOf(Durations.SECOND + size % Durations.SECOND).substring(1);
        return (micros < 0 ? "-" : "") + size / Durations.SECOND + "." + fraction;
    }

    /** Empty where {@code literal} has an exponent, or more than twelve digits before the point. */
    static OptionalLong micros(String literal) {
        boolean negative = literal.startsWith("-");
        String number = negative ? literal.substring(1) : literal;
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String fraction = dot < 0 ? "" : number.substring(dot + 1);
        if (whole.isEmpty() || whole.length() > MAX_WHOLE_DIGITS || !isDigits(whole) || !isDigits(fraction)) {
            return OptionalLong.empty();
        }
        String padded = (fraction + "000000").substring(0, PLACES);
        long micros = Long.parseLong(whole) * Durations.SECOND + Long.parseLong(padded);
        return OptionalLong.of(negative ? -micros : micros);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

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
        char[] text = literal.toCharArray();
        boolean negative = text.length > 0 && text[0] == '-';
        int start = negative ? 1 : 0;
        int dot = digits(text, start);
        int end = dot < text.length && text[dot] == '.' ? digits(text, dot + 1) : dot;
        if (end < text.length || dot == start || dot - start > MAX_WHOLE_DIGITS) {
            return OptionalLong.empty();
        }
        long micros = number(text, start, dot);
        for (int i = dot + 1; i <= dot + PLACES; i++) {
            micros = micros * 10 + (i < end ? text[i] - '0' : 0);
        }
        return OptionalLong.of(negative ? -micros : micros);
    }

    /** Returns the index of the first character from {@code from} on that is no digit. */
    private static int digits(char[] text, int from) {
        int i = from;
        while (i < text.length && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i;
    }

    private static long number(char[] text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}

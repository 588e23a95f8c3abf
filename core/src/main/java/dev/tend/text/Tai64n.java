package dev.tend.text;

import java.util.OptionalLong;

/**
 * Moments as daemontools and runit write them: TAI64N, seconds since 1970 plus ten and 2<sup>62</sup>, then nanoseconds, as 24
 * hexadecimal digits. Leap seconds since 1972 are not counted, as there.
 */
public final class Tai64n {

    /** The label of the second 0 of 1970. */
    public static final long EPOCH = (1L << 62) + 10;

    /** The length of a label in characters: {@code @} and 24 digits. */
    public static final int LENGTH = 25;

    private static final int SECOND_DIGITS = 16;
    private static final int NANO_DIGITS = 8;
    private static final String DIGITS = "0123456789abcdef";

    private Tai64n() {}

    /** Writes a label, {@link #LENGTH} bytes, from {@code offset} on. */
    public static void write(long micros, byte[] into, int offset) {
        into[offset] = '@';
        put(EPOCH + Math.floorDiv(micros, Durations.SECOND), into, offset + 1, SECOND_DIGITS);
        put(Math.floorMod(micros, Durations.SECOND) * 1000 + 500, into, offset + 1 + SECOND_DIGITS, NANO_DIGITS);
    }

    private static void put(long number, byte[] into, int offset, int digits) {
        for (int i = 0; i < digits; i++) {
            int digit = (int) (number >>> 4 * (digits - 1 - i)) & 0xf;
            into[offset + i] = (byte) DIGITS.charAt(digit);
        }
    }

    /** The label of a moment, in microseconds since 1970. */
    public static String label(long micros) {
        byte[] bytes = new byte[LENGTH];
        write(micros, bytes, 0);
        var text = new StringBuilder(LENGTH);
        for (byte b : bytes) {
            text.append((char) b);
        }
        return text.toString();
    }

    /** The moment of a label; empty where the text is none. */
    public static OptionalLong parse(String text) {
        if (text.length() != LENGTH || text.charAt(0) != '@') {
            return OptionalLong.empty();
        }
        for (int i = 1; i < LENGTH; i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return OptionalLong.empty();
            }
        }
        long seconds = number(text, 1, SECOND_DIGITS) - EPOCH;
        return OptionalLong.of(seconds * Durations.SECOND + number(text, 1 + SECOND_DIGITS, NANO_DIGITS) / 1000);
    }

    private static long number(String text, int from, int digits) {
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number << 4 | DIGITS.indexOf(text.charAt(i));
        }
        return number;
    }
}

package dev.tend.probe;

import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The 128 bits of an address as people write it; an IPv4 one stands in the last 32, as IPv6 has it ({@code ::ffff:1.2.3.4}). Names
 * are none.
 */
record InternetAddress(long high, long low) {

    static final int BITS = 128;
    static final int BITS_BEFORE_V4 = 96;

    private static final long V4 = 0xffff_0000_0000L;
    private static final int PARTS = 8;

    static Optional<InternetAddress> parse(String text) {
        if (text.indexOf(':') < 0) {
            long number = v4(text);
            return number < 0 ? Optional.empty() : Optional.of(new InternetAddress(0, V4 | number));
        }
        var parts = new ArrayList<Integer>();
        int gap = text.indexOf("::");
        if (gap < 0) {
            return add(text, parts) && parts.size() == PARTS ? Optional.of(of(parts)) : Optional.empty();
        }
        var right = new ArrayList<Integer>();
        if (!add(text.substring(0, gap), parts) || !add(text.substring(gap + 2), right)) {
            return Optional.empty();
        }
        if (parts.size() + right.size() >= PARTS) {
            return Optional.empty();
        }
        while (parts.size() + right.size() < PARTS) {
            parts.add(0);
        }
        parts.addAll(right);
        return Optional.of(of(parts));
    }

    private static InternetAddress of(List<Integer> parts) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < PARTS / 2; i++) {
            high = high << 16 | parts.get(i);
            low = low << 16 | parts.get(i + PARTS / 2);
        }
        return new InternetAddress(high, low);
    }

    /** Adds what stands between colons, each 16 bits; the last may be an IPv4 address. Returns whether all of it is valid. */
    private static boolean add(String text, List<Integer> parts) {
        int at = 0;
        while (at < text.length() && parts.size() < PARTS) {
            int colon = text.indexOf(':', at);
            String part = text.substring(at, colon < 0 ? text.length() : colon);
            long four = colon < 0 ? v4(part) : -1;
            int value = number(part, 16, 4);
            if (four >= 0) {
                parts.add((int) (four >> 16));
                parts.add((int) four & 0xffff);
            } else if (value < 0 || colon == text.length() - 1) {
                return false;
            } else {
                parts.add(value);
            }
            at = colon < 0 ? text.length() : colon + 1;
        }
        return at == text.length() && parts.size() <= PARTS;
    }

    /** 32 bits, or -1. */
    private static long v4(String text) {
        long address = 0;
        int at = 0;
        for (int i = 0; i < 4; i++) {
            int dot = i == 3 ? text.length() : text.indexOf('.', at);
            int value = dot < at ? -1 : number(text.substring(at, dot), 10, 3);
            if (value < 0 || value > 255) {
                return -1;
            }
            address = address << 8 | value;
            at = dot + 1;
        }
        return address;
    }

    private static int number(String digits, int radix, int longest) {
        int value = digits.isEmpty() || digits.length() > longest ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++) {
            int digit = Ascii.digit(digits.charAt(i), radix);
            value = digit < 0 ? -1 : value * radix + digit;
        }
        return value;
    }

    /** Tells whether the first bits, up to all 128, equal those of the other one. */
    boolean matches(InternetAddress other, int bits) {
        return same(high, other.high, Math.min(bits, 64)) && same(low, other.low, Math.max(0, bits - 64));
    }

    private static boolean same(long one, long other, int bits) {
        return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
    }

    boolean isV4() {
        return matches(new InternetAddress(0, V4), BITS_BEFORE_V4);
    }

    boolean isLoopback() {
        return isV4() ? (low >>> 24 & 0xff) == 127 : high == 0 && low == 1;
    }
}

package dev.tend.text;

/** A checksum of 64 bits that finds what was damaged or has changed by accident: FNV-1a over characters. */
public final class Fnv1a {

    public static final long START = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    /** Returns the checksum of what has the checksum {@code sum} and a text after it. */
    public static long add(long sum, String text) {
        long next = sum;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * PRIME;
        }
        return next;
    }

    public static long of(String text) {
        return add(START, text);
    }
}

package dev.tend.probe;

import dev.tend.posix.Text;

/**
 * Looks for a text in bytes that come piece by piece, and keeps none of them: at each byte it knows how much of the text the last
 * ones are (Knuth, Morris and Pratt). It looks at a megabyte and no more.
 */
final class Needle {

    private static final long LOOKED_AT = 1 << 20;

    private final byte[] wanted;
    private final int[] border;
    private int matched;
    private long seen;

    /** @param text what to look for; "" is found at once */
    Needle(String text) {
        this.wanted = Text.encode(text);
        this.border = new int[wanted.length];
        for (int i = 1; i < wanted.length; i++) {
            border[i] = longer(border[i - 1], wanted[i]);
        }
    }

    private int longer(int length, byte next) {
        int candidate = length;
        while (candidate > 0 && wanted[candidate] != next) {
            candidate = border[candidate - 1];
        }
        return wanted[candidate] == next ? candidate + 1 : 0;
    }

    boolean found() {
        return matched == wanted.length;
    }

    /** Whether more bytes would change nothing. */
    boolean isDone() {
        return found() || seen >= LOOKED_AT;
    }

    void take(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !isDone(); i++) {
            matched = longer(matched, bytes[i]);
            seen++;
        }
    }
}

package dev.tend.text;

import java.nio.charset.StandardCharsets;

/**
 * Looks for a text in bytes that come piece by piece, and keeps none of them: at each byte it knows how much of the text the last
 * ones are (Knuth, Morris and Pratt).
 */
public final class Needle {

    private final byte[] wanted;
    private final long most;
    private final int[] border;
    private int matched;
    private long seen;

    /**
     * @param text the text to look for; "" is found at once
     * @param most the number of bytes that are looked at
     */
    public Needle(String text, long most) {
        this.wanted = text.getBytes(StandardCharsets.UTF_8);
        this.most = most;
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

    public boolean found() {
        return matched == wanted.length;
    }

    /** Tells whether more bytes would change nothing. */
    public boolean isDone() {
        return found() || seen >= most;
    }

    public void take(byte[] bytes, int from, int to) {
        for (int i = from; i < to && !isDone(); i++) {
            matched = longer(matched, bytes[i]);
            seen++;
        }
    }
}

package dev.tend.probe;

import dev.tend.text.Ascii;
import dev.tend.text.Needle;

/**
 * Decodes the chunked coding (RFC 9112, 7.1), piece by piece. What comes after the last chunk is not looked at. It
 * refuses sizes that are no hexadecimal number, or that no body has.
 */
final class Chunks {

    private static final int MOST_DIGITS = 12;
    private static final int LONGEST_LINE = 4096;

    /** The position in the coding. */
    private enum Part {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        DONE
    }

    private Part part = Part.SIZE;
    private long left;
    private int digits;
    private int line;

    boolean isDone() {
        return part == Part.DONE;
    }

    /** Hands on what is data in {@code bytes}. @throws Unanswered where it is no chunked coding */
    void take(byte[] bytes, int from, int to, Needle into) {
        int at = from;
        while (at < to && part != Part.DONE) {
            if (part == Part.DATA) {
                int count = (int) Math.min(left, to - at);
                into.take(bytes, at, at + count);
                left -= count;
                at += count;
                part = left == 0 ? Part.DATA_END : Part.DATA;
            } else {
                mark(bytes[at++]);
            }
        }
    }

    private void mark(byte b) {
        if (++line > LONGEST_LINE) {
            throw malformed();
        }
        if (b == '\n') {
            lineEnds();
        } else if (part == Part.SIZE) {
            digit(b);
        } else if (part == Part.DATA_END && b != '\r') {
            throw malformed();
        }
    }

    private void lineEnds() {
        if (part != Part.DATA_END) {
            if (digits == 0) {
                throw malformed();
            }
            part = left == 0 ? Part.DONE : Part.DATA;
        } else {
            part = Part.SIZE;
        }
        digits = 0;
        line = 0;
    }

    private void digit(byte b) {
        int value = Ascii.digit((char) b, 16);
        if (value >= 0 && ++digits <= MOST_DIGITS) {
            left = left << 4 | value;
        } else if (digits > 0 && digits <= MOST_DIGITS && (b == ';' || b == ' ' || b == '\t' || b == '\r')) {
            part = Part.EXTENSION;
        } else {
            throw malformed();
        }
    }

    private static Unanswered malformed() {
        return new Unanswered("the answer is malformed: a chunk without its size");
    }
}

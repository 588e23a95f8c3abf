package dev.tend.template.value;

import java.util.Arrays;

/** Builds a string byte by byte, up to a limit. Past it, each method throws {@link FunctionException}. */
public final class GoStringBuilder {
    /** The largest value that a function should build, in bytes. */
    public static final int DEFAULT_LIMIT = 16 * 1024 * 1024;

    private final int limit;
    private byte[] bytes = new byte[64];
    private int length;

    /** @param limit the largest number of bytes */
    public GoStringBuilder(int limit) {
        this.limit = limit;
    }

    public GoStringBuilder() {
        this(DEFAULT_LIMIT);
    }

    /** Returns the number of bytes so far. */
    public int length() {
        return length;
    }

    public GoStringBuilder append(GoString text) {
        reserve(text.length());
        text.copyTo(bytes, length);
        length += text.length();
        return this;
    }

    public GoStringBuilder append(String text) {
        return append(GoString.of(text));
    }

    /** Appends one byte, of which the lowest 8 bits count. */
    public GoStringBuilder appendByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** Appends the UTF-8 of a character; what is none becomes U+FFFD, as in Go. */
    public GoStringBuilder appendRune(int rune) {
        boolean valid = rune >= 0 && rune <= 0x10ffff && (rune < 0xd800 || rune > 0xdfff);
        int written = valid ? rune : Utf8.REPLACEMENT;
        if (written < 0x80) {
            return appendByte(written);
        }
        int following = written < 0x800 ? 1 : written < 0x10000 ? 2 : 3;
        appendByte(0xff00 >> following + 1 & 0xff | written >> 6 * following);
        for (int i = following - 1; i >= 0; i--) {
            appendByte(0x80 | written >> 6 * i & 0x3f);
        }
        return this;
    }

    /** Cuts off what is behind a number of bytes. */
    public void truncate(int shorter) {
        length = Math.min(length, shorter);
    }

    private void reserve(int more) {
        if (more > limit - length) {
            throw new FunctionException("a value has more than " + limit + " bytes");
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, (int) Math.min(Math.max(limit, 64), Math.max(length + more, 2L * bytes.length)));
        }
    }

    public GoString toGoString() {
        return length == 0 ? GoString.EMPTY : GoString.of(bytes, length);
    }

    @Override
    public String toString() {
        return toGoString().utf8();
    }
}

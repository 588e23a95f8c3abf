package dev.tend.template.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string of Go: immutable bytes, which mostly are UTF-8 and need not be. */
public final class GoString implements Comparable<GoString> {
    public static final GoString EMPTY = new GoString(new byte[0]);

    private final byte[] bytes;

    private GoString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the UTF-8 of a text. */
    public static GoString of(String text) {
        return text.isEmpty() ? EMPTY : new GoString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a string of a copy of these bytes. */
    public static GoString of(byte[] bytes) {
        return new GoString(bytes.clone());
    }

    /** Returns a string of a copy of the first bytes of an array. */
    static GoString of(byte[] bytes, int length) {
        return new GoString(Arrays.copyOf(bytes, length));
    }

    /** Returns the text that the bytes are in UTF-8. Each part that is not UTF-8 becomes U+FFFD. */
    public String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the number of bytes. */
    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** Returns the byte at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** Returns a copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Copies all bytes into an array from an index on. */
    void copyTo(byte[] target, int index) {
        System.arraycopy(bytes, 0, target, index, bytes.length);
    }

    /** Returns the bytes from an index to another, the latter excluded. */
    public GoString substring(int from, int to) {
        if (from == 0 && to == bytes.length) {
            return this;
        }
        return from == to ? EMPTY : new GoString(Arrays.copyOfRange(bytes, from, to));
    }

    public GoString substring(int from) {
        return substring(from, bytes.length);
    }

    /** Returns the index where another string first occurs, from an index on, or -1. */
    public int indexOf(GoString part, int from) {
        int last = bytes.length - part.bytes.length;
        for (int i = from; i <= last; i++) {
            if (Arrays.equals(bytes, i, i + part.bytes.length, part.bytes, 0, part.bytes.length)) {
                return i;
            }
        }
        return -1;
    }

    public boolean startsWith(GoString prefix) {
        return length() >= prefix.length()
                && Arrays.equals(bytes, 0, prefix.length(), prefix.bytes, 0, prefix.length());
    }

    public boolean endsWith(GoString suffix) {
        int from = length() - suffix.length();
        return from >= 0 && Arrays.equals(bytes, from, length(), suffix.bytes, 0, suffix.length());
    }

    public GoString concat(GoString other) {
        byte[] both = Arrays.copyOf(bytes, Math.addExact(bytes.length, other.bytes.length));
        other.copyTo(both, bytes.length);
        return new GoString(both);
    }

    /**
     * Returns the character that begins at an index, as Go decodes it: U+FFFD for a byte that begins no character. Only
     * {@link #runeLength} tells that from a U+FFFD in the string.
     */
    public int rune(int index) {
        int length = Utf8.length(bytes, index);
        return length == 0 ? Utf8.REPLACEMENT : Utf8.decode(bytes, index, length);
    }

    /** Returns the number of bytes of the character that begins at an index: 1 to 4; 1 for a byte that begins none. */
    public int runeLength(int index) {
        return Math.max(1, Utf8.length(bytes, index));
    }

    /** Returns whether a character begins at this index. */
    public boolean isRune(int index) {
        return Utf8.length(bytes, index) > 0;
    }

    /** Returns the number of characters; a byte that is part of none counts as one. */
    public int runeCount() {
        int count = 0;
        for (int i = 0; i < bytes.length; i += runeLength(i)) {
            count++;
        }
        return count;
    }

    public boolean isUtf8() {
        for (int i = 0; i < bytes.length; i += runeLength(i)) {
            if (!isRune(i)) {
                return false;
            }
        }
        return true;
    }

    /** Compares the bytes as unsigned numbers. */
    @Override
    public int compareTo(GoString other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoString that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return utf8();
    }
}

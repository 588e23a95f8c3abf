package dev.tend.control;

import dev.tend.posix.Text;
import java.util.Arrays;

/** A queue of bytes: appended at its end, taken from its start. The caller bounds its size. */
final class Bytes {

    private static final byte[] NONE = new byte[0];
    private static final int LEAST = 512;

    private byte[] array = NONE;
    private int start;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns how much memory it takes. */
    int capacity() {
        return array.length;
    }

    byte[] array() {
        return array;
    }

    /** Returns the index in {@link #array} of the first byte. */
    int start() {
        return start;
    }

    void append(String text) {
        byte[] bytes = Text.encode(text);
        append(bytes, bytes.length);
    }

    void append(byte[] bytes, int count) {
        if (start + size + count > array.length) {
            int needed = size + count;
            byte[] roomier = needed > array.length ? new byte[Math.max(LEAST, needed + needed / 2)] : array;
            System.arraycopy(array, start, roomier, 0, size);
            array = roomier;
            start = 0;
        }
        System.arraycopy(bytes, 0, array, start + size, count);
        size += count;
    }

    /** Returns the distance of a byte from the start; -1 where there is none. */
    int indexOf(byte wanted) {
        for (int i = 0; i < size; i++) {
            if (array[start + i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(array, start, start + count);
        skip(count);
        return taken;
    }

    void skip(int count) {
        start += count;
        size -= count;
        if (size == 0) {
            clear(); // an idle connection holds no memory
        }
    }

    /** Keeps the first {@code count} bytes, in no more memory than they need. */
    void cut(int count) {
        array = count == 0 ? NONE : Arrays.copyOfRange(array, start, start + count);
        start = 0;
        size = count;
    }

    void clear() {
        cut(0);
    }
}

package dev.tend.simulation;

import java.nio.charset.StandardCharsets;

/** Bytes that come at the end and leave at the beginning. */
final class Bytes {

    private byte[] store = {};
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(byte[] from, int offset, int count) {
        if (head + size + count > store.length) {
            byte[] larger = size + count > store.length / 2 ? new byte[2 * (size + count)] : store;
            System.arraycopy(store, head, larger, 0, size);
            store = larger;
            head = 0;
        }
        System.arraycopy(from, offset, store, head + size, count);
        size += count;
    }

    /** Writes at a place, after zeros where that is beyond the end. */
    void put(long position, byte[] from, int offset, int count) {
        if (position > size) {
            add(new byte[(int) position - size], 0, (int) position - size);
        }
        int over = (int) Math.min(count, size - position);
        System.arraycopy(from, offset, store, head + (int) position, over);
        add(from, offset + over, count - over);
    }

    /** Copies from a place on as much as there is and fits. Returns how much. */
    int copy(long position, byte[] into) {
        int count = (int) Math.max(0, Math.min(into.length, size - position));
        if (count > 0) {
            System.arraycopy(store, head + (int) position, into, 0, count);
        }
        return count;
    }

    /** Moves bytes from the beginning to a place in others. */
    void moveTo(Bytes other, long position, int count) {
        other.put(position, store, head, count);
        drop(count);
    }

    void drop(int count) {
        head += count;
        size -= count;
    }

    void cut(long end) {
        size = (int) Math.min(size, end);
    }

    void clear() {
        size = 0;
    }

    String text() {
        return new String(store, head, size, StandardCharsets.UTF_8);
    }
}

package dev.tend.simulation;

import dev.tend.kernel.Errno;

/** The destination of the keeper's own output: a reader, fast or slow, or none any more. */
public final class FakeScreen {

    private static final int GONE = -1;

    private final Bytes shown = new Bytes();
    private int room = Integer.MAX_VALUE;

    /** So many bytes more fit into its reader. */
    public void room(int bytes) {
        room = bytes;
    }

    /** Ends its reader and closes its terminal. */
    public void gone() {
        room = GONE;
    }

    /** All that was written. */
    public String text() {
        return shown.text();
    }

    boolean isGone() {
        return room == GONE;
    }

    /** Tells whether a poller would report it as writable. */
    boolean hasRoom() {
        return room != 0;
    }

    /** Returns the number of bytes, out of so many, that it would take. */
    int fitting(int count) {
        return Math.min(count, room);
    }

    /** Takes so many bytes, of which there are none where it is full. */
    int show(byte[] from, int offset, int count) {
        if (count == 0) {
            return -Errno.EAGAIN;
        }
        shown.add(from, offset, count);
        room -= room == Integer.MAX_VALUE ? 0 : count;
        return count;
    }
}

package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Poller;
import dev.tend.kernel.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Bytes on their way to a standard stream that another program reads, or does not. It holds a bounded number of them,
 * never waits for the reader, and takes no more memory than it has ever held. The caller decides what becomes of bytes
 * without room.
 */
public final class OutputQueue {

    private static final int SMALLEST = 1024;

    private final Streams streams;
    private final Poller poller;
    private final IntSupplier opener;
    private final int capacity;
    private final List<Runnable> waiting = new ArrayList<>();

    /** A ring. */
    private byte[] bytes = {};

    private int head;
    private int count;
    private int descriptor = -1;
    private boolean stuck;
    private boolean gone;

    /** @param opener called once, with the first byte to write: returns a descriptor that never blocks */
    public OutputQueue(Streams streams, Poller poller, IntSupplier opener, int capacity) {
        this.streams = streams;
        this.poller = poller;
        this.opener = opener;
        this.capacity = capacity;
    }

    /** Tells whether an event of this descriptor is for the queue. */
    public boolean owns(int number) {
        return number == descriptor && descriptor >= 0;
    }

    /** Tells whether nobody will ever read again: what is put into the queue is dropped. */
    boolean isGone() {
        return gone;
    }

    /** Tells whether so many bytes more fit in. */
    public boolean hasRoom(int more) {
        return gone || count + more <= capacity;
    }

    /** Adds bytes that fit. */
    public void putAll(byte[] from, int start, int end) {
        for (int i = start; i < end; i++) {
            put(from[i]);
        }
    }

    void put(byte b) {
        if (gone) {
            return;
        }
        if (count == bytes.length) {
            grow();
        }
        bytes[(head + count) % bytes.length] = b;
        count++;
    }

    private void grow() {
        byte[] larger = new byte[Math.min(capacity, Math.max(SMALLEST, 2 * count))];
        for (int i = 0; i < count; i++) {
            larger[i] = bytes[(head + i) % count];
        }
        bytes = larger;
        head = 0;
    }

    /** Writes what can be written now; to be called when the descriptor has become writable. */
    public void flush() {
        while (count > 0 && !gone) {
            int written = streams.write(descriptor(), bytes, head, Math.min(count, bytes.length - head));
            if (written < 0 && written != -Errno.EINTR) {
                stop(written);
                return;
            }
            if (written > 0) {
                head = (head + written) % bytes.length;
                count -= written;
            }
        }
        head = 0;
        if (stuck) {
            stuck = false;
            poller.unwatch(descriptor);
        }
        wakeWaiting();
    }

    private void stop(int result) {
        if (result != -Errno.EAGAIN) {
            gone = true;
            count = 0;
            flush();
        } else if (!stuck) {
            stuck = true;
            poller.watch(descriptor, false, true);
        }
    }

    private void wakeWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        for (Runnable each : all) {
            each.run();
        }
    }

    private int descriptor() {
        if (descriptor < 0) {
            descriptor = opener.getAsInt();
        }
        return descriptor;
    }

    /** Runs something once, as soon as all that is queued has been written. */
    public void whenDrained(Runnable action) {
        waiting.add(action);
    }
}

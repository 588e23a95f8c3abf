package dev.tend.simulation;

import dev.tend.kernel.Errno;
import java.nio.charset.StandardCharsets;

/** The other side of a control connection: what a command line, or something hostile, does there. */
public final class FakeClient {

    private final int user;
    private final int pid;
    private final Bytes toKeeper = new Bytes();
    private final Bytes fromKeeper = new Bytes();
    private int room = 1 << 16;
    private boolean sendsNoMore;
    private boolean unwritable;
    private boolean closed;
    private boolean hungUp;

    FakeClient(int user, int pid) {
        this.user = user;
        this.pid = pid;
    }

    int user() {
        return user;
    }

    int pid() {
        return pid;
    }

    public void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        toKeeper.add(bytes, 0, bytes.length);
    }

    /** All that came from the keeper. */
    public String received() {
        return fromKeeper.text();
    }

    /** So many bytes more fit into this side's buffer: 0 for one that has stopped reading. */
    public void room(int bytes) {
        room = bytes;
    }

    /** Sends no more, and reads on. */
    public void endRequests() {
        sendsNoMore = true;
    }

    /** Whatever is written to it from now on fails, for a reason of the system's. */
    public void failWrites() {
        unwritable = true;
    }

    /** Closes this side. */
    public void close() {
        closed = true;
    }

    /** Tells whether the keeper has closed its side. */
    public boolean isHungUp() {
        return hungUp;
    }

    /** Tells whether a write need not wait, even if it fails. */
    boolean isWritable() {
        return room > 0 || closed || unwritable;
    }

    boolean isClosed() {
        return closed;
    }

    boolean hasSent() {
        return closed || sendsNoMore || toKeeper.size() > 0;
    }

    /** Reads what the client has sent to the keeper. */
    int sent(byte[] into) {
        int count = toKeeper.copy(0, into);
        toKeeper.drop(count);
        return count == 0 && !closed && !sendsNoMore ? -Errno.EAGAIN : count;
    }

    /** Writes from the keeper to the client. */
    int receive(byte[] from, int offset, int count) {
        if (closed || unwritable) {
            return closed ? -Errno.EPIPE : -Errno.EIO;
        }
        int taken = Math.min(count, room);
        if (taken == 0) {
            return -Errno.EAGAIN;
        }
        fromKeeper.add(from, offset, taken);
        room -= taken;
        return taken;
    }

    void hangUp() {
        hungUp = true;
    }
}

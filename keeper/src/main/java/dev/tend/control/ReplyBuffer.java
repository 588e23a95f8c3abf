package dev.tend.control;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Streams;

/** The replies that one client has not taken yet, and how fast it takes them. It closes nothing. */
final class ReplyBuffer {

    /** Answers of many lines go out in pieces of about this size, so that the other side can begin. */
    private static final int ENOUGH_TO_SEND = 4 << 10;

    /** However fast a client reads: others have a turn after so much. */
    private static final int MOST_IN_A_TURN = 256 << 10;

    /** The rest of a reply that was sent in part, where the others are dropped: more is not kept for that. */
    private static final int MOST_KEPT = 16 << 10;

    private final Streams streams;
    private final int descriptor;
    private final Bytes bytes = new Bytes();
    private int sentInTurn;

    /** Tells whether the system takes no more for now. */
    private boolean full;

    /** Tells whether the client has a part of the reply that comes first. */
    private boolean midLine;

    private boolean broken;

    ReplyBuffer(Streams streams, int descriptor) {
        this.streams = streams;
        this.descriptor = descriptor;
    }

    /** @param line a reply, encoded, with its end */
    void add(String line) {
        bytes.append(line);
        if (bytes.size() > ENOUGH_TO_SEND && !full) {
            flush();
        }
    }

    /** Sends what the system takes. */
    void flush() {
        full = false;
        while (!bytes.isEmpty() && !full && !broken) {
            int count = streams.write(descriptor, bytes.array(), bytes.start(), bytes.size());
            if (count > 0) {
                sentInTurn += count;
                midLine = bytes.array()[bytes.start() + count - 1] != '\n';
                bytes.skip(count);
            } else if (count == -Errno.EAGAIN) {
                full = true;
            } else if (count != -Errno.EINTR) {
                broken = true;
            }
        }
    }

    /** Tells whether it is worth adding more in this turn. */
    boolean hasRoom() {
        return !full && !broken && bytes.size() <= ENOUGH_TO_SEND && !tookItsShare();
    }

    /** Tells whether it has sent so much in this turn that others come first. */
    boolean tookItsShare() {
        return sentInTurn >= MOST_IN_A_TURN;
    }

    /** Counts work as so many bytes sent. */
    void charge(int count) {
        sentInTurn += count;
    }

    void nextTurn() {
        sentInTurn = 0;
    }

    boolean isEmpty() {
        return bytes.isEmpty();
    }

    /** Tells whether the client cannot be written to any more. */
    boolean isBroken() {
        return broken;
    }

    int capacity() {
        return bytes.capacity();
    }

    /** Drops all but the rest of a reply that was sent in part. Returns whether the client can make sense of what comes then. */
    boolean dropRest() {
        int end = midLine ? bytes.indexOf((byte) '\n') + 1 : 0;
        boolean whole = !midLine || end > 0 && end <= MOST_KEPT;
        bytes.cut(whole ? end : 0);
        return whole;
    }
}

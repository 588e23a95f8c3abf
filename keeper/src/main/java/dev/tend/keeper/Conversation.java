package dev.tend.keeper;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One connection to the control socket. What comes in is bounded by the longest request, what goes out by how much a peer may
 * leave unread: one that sends garbage or stops reading is cut off, and nobody else notices.
 */
final class Conversation implements Loop.Source {

    private static final int LONGEST_REQUEST = 64 << 10;
    private static final int MOST_UNREAD = 1 << 20;

    /** Answers of many lines go out in pieces of about this size, so that the other side can begin. */
    private static final int ENOUGH_TO_SEND = 4 << 10;

    private final Kernel kernel;
    private final Loop loop;
    private final int descriptor;
    private final Desk desk;
    private final Consumer<Conversation> whenClosed;
    private final Bytes incoming = new Bytes();
    private final Bytes outgoing = new Bytes();
    private Optional<Waiter> waiter = Optional.empty();
    private boolean following;
    private boolean awaitsEnd;
    private boolean held;
    private Runnable whenGone = () -> {};
    private boolean ending;
    private boolean waitsForRoom;
    private boolean closed;

    Conversation(Kernel kernel, Loop loop, int descriptor, Desk desk, Consumer<Conversation> whenClosed) {
        this.kernel = kernel;
        this.loop = loop;
        this.descriptor = descriptor;
        this.desk = desk;
        this.whenClosed = whenClosed;
        loop.listen(descriptor, this);
    }

    @Override
    public void readable() {
        byte[] chunk = new byte[4096];
        int count = kernel.read(descriptor, chunk);
        if (count == 0 || count < 0 && count != -Errno.EAGAIN && count != -Errno.EINTR) {
            close();
            return;
        }
        if (count > 0 && !ending) {
            incoming.append(chunk, count);
            requests();
        }
    }

    /** One request after the other: the next is not looked at while one waits for its answer. */
    private void requests() {
        while (!closed && !ending && waiter.isEmpty() && !following && !awaitsEnd && !held) {
            int end = incoming.indexOf((byte) '\n');
            if (end < 0) {
                if (incoming.size() > LONGEST_REQUEST) {
                    end(64, "the request is longer than " + LONGEST_REQUEST + " bytes");
                }
                return;
            }
            String line = new String(incoming.take(end + 1), 0, end, StandardCharsets.UTF_8);
            request(line);
        }
        if (incoming.size() > LONGEST_REQUEST) {
            close(); // it goes on talking instead of listening
        }
    }

    private void request(String line) {
        try {
            Request request = Codec.request(line);
            desk.answer(request, this);
        } catch (WireException garbage) {
            done(64, garbage.getMessage());
        }
    }

    // ---- for the desk

    void say(Reply reply) {
        if (closed || ending) {
            return;
        }
        outgoing.append(Codec.encode(reply) + "\n");
        if (outgoing.size() > ENOUGH_TO_SEND) {
            flush();
        }
        if (outgoing.size() > MOST_UNREAD) {
            close();
        }
    }

    /** The last line of an answer; the connection stays for another request. */
    void done(int code, String error) {
        say(new Reply.End(code, error));
        flush();
    }

    /** The last line, and no more is listened to. */
    void end(int code, String error) {
        say(new Reply.End(code, error));
        ending = true;
        flush();
    }

    void await(Waiter patient) {
        waiter = Optional.of(patient);
    }

    /** Its answer takes a while. @param gone is told where nobody waits for it any more */
    void hold(Runnable gone) {
        held = true;
        whenGone = gone;
    }

    /** It has its answer. */
    void release() {
        held = false;
        whenGone = () -> {};
        requests();
    }

    /** Whether it has taken all it was told so far, or there is nobody any more. */
    boolean hasRoom() {
        flush();
        return outgoing.isEmpty();
    }

    void follow() {
        following = true;
    }

    void awaitEnd() {
        awaitsEnd = true;
    }

    // ---- what happens meanwhile

    void changed(Instance instance) {
        waiter.ifPresent(patient -> patient.changed(instance));
    }

    /** Its waiter has its answer. */
    void waited() {
        waiter.ifPresent(Waiter::cancel);
        waiter = Optional.empty();
        requests();
    }

    void told(Reply.Told told) {
        if (following) {
            say(told);
            flush();
        }
    }

    void keeperEnds() {
        if (awaitsEnd) {
            done(0, "");
        }
        close();
    }

    // ---- writing

    @Override
    public void writable() {
        flush();
    }

    private void flush() {
        while (!closed && !outgoing.isEmpty()) {
            int count = kernel.write(descriptor, outgoing.array(), outgoing.start(), outgoing.size());
            if (count == -Errno.EAGAIN) {
                listenForRoom(true);
                return;
            }
            if (count <= 0) {
                close();
                return;
            }
            outgoing.skip(count);
        }
        listenForRoom(false);
        if (ending) {
            close();
        }
    }

    private void listenForRoom(boolean wanted) {
        if (!closed && wanted != waitsForRoom) {
            waitsForRoom = wanted;
            loop.listen(descriptor, true, wanted, this);
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            waiter.ifPresent(Waiter::cancel);
            waiter = Optional.empty();
            whenGone.run();
            loop.ignore(descriptor);
            kernel.close(descriptor);
            whenClosed.accept(this);
        }
    }
}

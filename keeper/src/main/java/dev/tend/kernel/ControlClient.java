package dev.tend.kernel;

import static dev.tend.kernel.Calls.must;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Epoll;
import dev.tend.posix.Sockets;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import java.util.Optional;
import java.util.OptionalInt;

/** A connection to a keeper's socket: lines out, lines in. It waits, so it is nothing for the loop. */
public final class ControlClient implements AutoCloseable {

    private static final int LONGEST_LINE = 4 << 20;
    private static final int FIRST_SIZE = 4096;

    private final int descriptor;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;

    private ControlClient(int descriptor) {
        this.descriptor = descriptor;
    }

    /** @throws KernelException where nobody listens there */
    public static ControlClient connect(String path) {
        return new ControlClient(must(UnixSocket.connect(path), "cannot connect to ", path));
    }

    /** The user id of whoever began to listen at the other side. */
    public int user() {
        int[] peer = new int[3];
        must(Sockets.peer(descriptor, peer), "cannot tell whose keeper it is");
        return peer[1];
    }

    /**
     * The pid of the process that listens on a socket, whether it answers or not; 0 where it cannot be seen from here. Empty where
     * nobody does, and also where the process that did has ended and left the socket to a child that is about to close it.
     *
     * @throws KernelException where that cannot be found out
     */
    public static OptionalInt listener(String path) {
        return UnixSocket.listener(path);
    }

    /** @throws KernelException where the other side has hung up */
    public void send(String line) {
        byte[] bytes = Text.encode(line + "\n");
        int done = 0;
        while (done < bytes.length) {
            int count = Sockets.send(descriptor, bytes, done, bytes.length - done);
            if (count == -Errno.EAGAIN) {
                Terminals.poll(descriptor, Terminals.POLLOUT, -1);
            } else {
                done += must(count, "cannot ask the keeper");
            }
        }
    }

    /** Waits for the next line; empty where the other side has hung up. */
    public Optional<String> receive() {
        return receive(Epoll.FOREVER);
    }

    /**
     * Waits for the next line, up to so many microseconds.
     *
     * @return empty where the time is over or the other side has hung up
     */
    public Optional<String> receive(long timeout) {
        long deadline = Times.micros(Times.CLOCK_MONOTONIC) + timeout;
        int searched = start;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    String line = Text.decode(buffer, start, i);
                    start = i + 1;
                    return Optional.of(line);
                }
            }
            int waiting = end - start;
            if (!await(timeout, deadline) || !fill()) {
                return Optional.empty();
            }
            searched = start + waiting;
        }
    }

    private boolean await(long timeout, long deadline) {
        if (timeout == Epoll.FOREVER) {
            return true;
        }
        long left = Math.max(0, deadline - Times.micros(Times.CLOCK_MONOTONIC));
        return Terminals.poll(descriptor, Terminals.POLLIN, (int) Math.min((left + 999) / 1000, Integer.MAX_VALUE)) > 0;
    }

    /** Reads more to the end of the buffer, which begins with the unfinished line. */
    private boolean fill() {
        int waiting = end - start;
        if (waiting >= LONGEST_LINE) {
            throw new KernelException("the keeper's answer is too long");
        }
        byte[] next = waiting > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, start, next, 0, waiting);
        buffer = next;
        start = 0;
        end = waiting;
        int count = Descriptors.read(descriptor, buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count > 0 || count == -Errno.EINTR;
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}

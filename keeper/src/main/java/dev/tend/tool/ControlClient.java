package dev.tend.tool;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.linux.UnixSocket;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Sockets;
import dev.tend.posix.Terminals;
import dev.tend.posix.Text;
import dev.tend.posix.Times;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection to a keeper's socket: lines out, lines in. It waits, so it is nothing for the loop. No wait is without a limit: a
 * keeper that is stopped, or hangs, accepts no connection, takes no request and sends no reply.
 */
public final class ControlClient implements AutoCloseable {

    private static final int LONGEST_LINE = 4 << 20;
    private static final int FIRST_SIZE = 1 << 14;
    private static final int NO_DESCRIPTOR = -1;

    /** Between two attempts to connect to a keeper whose queue of connections is full. */
    private static final int RETRY_MILLIS = 20;

    private final int descriptor;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;

    private ControlClient(int descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Connects, within so many microseconds.
     *
     * @throws KernelException where no process listens there, and, with ETIMEDOUT, where the keeper does not accept the connection
     */
    public static ControlClient connect(String path, long timeout) {
        long deadline = now() + timeout;
        int result = UnixSocket.connect(path);
        while (result == -Errno.EAGAIN && now() < deadline) {
            Terminals.poll(NO_DESCRIPTOR, 0, RETRY_MILLIS);
            result = UnixSocket.connect(path);
        }
        return new ControlClient(must(result == -Errno.EAGAIN ? -Errno.ETIMEDOUT : result, "cannot connect to ", path));
    }

    private static long now() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    /** Returns the user id of the process that listens at the other side. */
    public int user() {
        return peer()[1];
    }

    /** Returns the pid of the process that listens at the other side; 0 where it cannot be seen from here. */
    public int process() {
        return peer()[0];
    }

    private int[] peer() {
        int[] peer = new int[3];
        must(Sockets.peer(descriptor, peer), "cannot tell whose keeper it is");
        return peer;
    }

    /**
     * Returns the pid of the process that listens on a socket, whether it answers or not; 0 where it cannot be seen from here.
     * Empty where none does, and also where the process that did has ended and left the socket to a child that is about to close
     * it.
     *
     * @throws KernelException where that cannot be found out
     */
    public static OptionalInt listener(String path) {
        return UnixSocket.listener(path);
    }

    /**
     * Sends a line, within so many microseconds.
     *
     * @throws KernelException where the other side has hung up, and, with ETIMEDOUT, where it does not take the line
     */
    public void send(String line, long timeout) {
        long deadline = now() + timeout;
        byte[] bytes = Text.encode(line + "\n");
        int done = 0;
        while (done < bytes.length) {
            int count = Sockets.send(descriptor, bytes, done, bytes.length - done);
            if (count == -Errno.EAGAIN) {
                await(Terminals.POLLOUT, deadline, "cannot ask the keeper");
            } else {
                done += must(count, "cannot ask the keeper");
            }
        }
    }

    /**
     * Waits for the next line, up to so many microseconds.
     *
     * @return empty where the other side has hung up
     * @throws KernelException with ETIMEDOUT where the time is over
     */
    public Optional<String> receive(long timeout) {
        long deadline = now() + timeout;
        int searched = start;
        while (true) {
            int newline = newline(buffer, searched, end);
            if (newline < end) {
                String line = Text.decode(buffer, start, newline);
                start = newline + 1;
                return Optional.of(line);
            }
            int waiting = end - start;
            await(Terminals.POLLIN, deadline, "the keeper does not answer");
            if (!fill()) {
                return Optional.empty();
            }
            searched = start + waiting;
        }
    }

    /** Returns the index of the first line end in a part of an array; {@code to} if there is none. */
    private static int newline(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    private void await(int events, long deadline, String tried) {
        long left = Math.max(0, deadline - now());
        int ready = Terminals.poll(descriptor, events, (int) Math.min((left + 999) / 1000, Integer.MAX_VALUE));
        if (ready == 0) {
            throw new KernelException(tried, Errno.ETIMEDOUT);
        }
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
        return count > 0 || count == -Errno.EINTR || count == -Errno.EAGAIN;
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}

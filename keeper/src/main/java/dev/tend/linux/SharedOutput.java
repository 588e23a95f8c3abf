package dev.tend.linux;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Terminals;

/**
 * A standard stream that this program did not open, and writes to without blocking. Other programs share the open file,
 * so its O_NONBLOCK is not ours to set. A terminal, pipe or device is opened once more instead, which gives an open
 * file of its own. A regular file never blocks, and must not be opened again: all its writers continue where the last
 * one stopped. A socket has a flag for each write. A stream that cannot be opened again, such as another user's
 * terminal or anything without {@code /proc}, is written to only where a poll says that there is room, a little at a
 * time, and a write that blocks nevertheless is interrupted.
 */
final class SharedOutput {

    /** No writer to a pipe gets a part of it in between, {@code PIPE_BUF}; and a terminal takes no more at once. */
    private static final int AT_ONCE = 4096;

    /** A write that has not returned after this time has found no room: another process was quicker. */
    private static final long LONGEST_WRITE_MICROS = 10_000;

    private final int descriptor;
    private final Manner manner;

    private enum Manner {
        /** It does not block, or says that it would. */
        PLAIN,
        SOCKET,
        INTERRUPTED
    }

    /** @param stream 1 or 2 */
    SharedOutput(int stream) {
        Stat stat = new Stat();
        int kind = stat.fstat(stream) == 0 ? stat.kind() : 0;
        int again = kind == Stat.REGULAR || kind == Stat.SOCKET
                ? -Errno.EINVAL
                : Paths.open(
                        "/proc/self/fd/" + stream,
                        Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY | Paths.O_APPEND,
                        0);
        this.descriptor = again >= 0 ? again : duplicate(stream);
        this.manner = kind == Stat.SOCKET
                ? Manner.SOCKET
                : again >= 0 || kind == Stat.REGULAR ? Manner.PLAIN : Manner.INTERRUPTED;
    }

    /** Without a free descriptor, the stream itself: what is said of that has to be heard. */
    private static int duplicate(int stream) {
        int duplicate = Descriptors.dup(stream, StandardStreams.ERROR + 1);
        return duplicate >= 0 ? duplicate : stream;
    }

    int descriptor() {
        return descriptor;
    }

    /** Returns how many bytes were written, or a negated errno; {@code -EAGAIN} where there is no room now. */
    int write(byte[] from, int offset, int count) {
        return switch (manner) {
            case PLAIN -> Descriptors.write(descriptor, from, offset, count);
            case SOCKET -> Sockets.send(descriptor, from, offset, count);
            case INTERRUPTED -> interrupted(from, offset, Math.min(count, AT_ONCE));
        };
    }

    private int interrupted(byte[] from, int offset, int count) {
        if (Terminals.poll(descriptor, Terminals.POLLOUT, 0) <= 0) {
            return -Errno.EAGAIN;
        }
        int written = Descriptors.writeBriefly(descriptor, from, offset, count, LONGEST_WRITE_MICROS);
        return written == -Errno.EINTR ? -Errno.EAGAIN : written;
    }
}

package dev.tend.kernel;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Terminals;

/**
 * Our own standard output, written to without blocking. It is shared with other programs, so its mode is not ours to change: it
 * is opened once more instead. A file is not, for it never blocks, and all who write to it go on where the last one ended. What
 * can't be opened again, a socket or another user's terminal, is asked for room before each write, and gets no more than surely
 * fits.
 */
final class Console {

    private static final int STANDARD_OUTPUT = 1;
    private static final int SURELY_FITS = 512; // a terminal with room at all takes that much; a pipe a page

    private final int descriptor;
    private final boolean unasked;
    private final boolean socket;

    Console() {
        Stat stat = new Stat();
        int kind = stat.fstat(STANDARD_OUTPUT) == 0 ? stat.kind() : 0;
        int again = kind == Stat.REGULAR
                ? -1
                : Paths.open("/proc/self/fd/1", Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY | Paths.O_APPEND, 0);
        this.unasked = again >= 0 || kind == Stat.REGULAR;
        this.descriptor = again >= 0 ? again : Descriptors.dup(STANDARD_OUTPUT, 3);
        this.socket = kind == Stat.SOCKET;
    }

    int descriptor() {
        return descriptor;
    }

    int write(byte[] from, int offset, int count) {
        if (socket) {
            return Sockets.send(descriptor, from, offset, count);
        }
        if (!unasked && Terminals.poll(descriptor, Terminals.POLLOUT, 0) <= 0) {
            return -Errno.EAGAIN;
        }
        return Descriptors.write(descriptor, from, offset, unasked ? count : Math.min(count, SURELY_FITS));
    }
}

package dev.tend.kernel;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Terminals;

/**
 * Our own standard output, written to without blocking. It is shared with other programs, so its mode is not ours to change: it
 * is opened once more instead. What can't be opened again, a socket or another user's terminal, is asked for room before each
 * write, and gets no more than surely fits.
 */
final class Console {

    private static final int STANDARD_OUTPUT = 1;
    private static final int SURELY_FITS = 512; // a terminal with room at all takes that much; a pipe a page

    private final int descriptor;
    private final boolean reopened;
    private final boolean socket;

    Console() {
        int again =
                Paths.open("/proc/self/fd/1", Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY | Paths.O_APPEND, 0);
        Stat stat = new Stat();
        this.reopened = again >= 0;
        this.descriptor = reopened ? again : Descriptors.dup(STANDARD_OUTPUT, 3);
        this.socket = stat.fstat(descriptor) == 0 && stat.kind() == Stat.SOCKET;
    }

    int descriptor() {
        return descriptor;
    }

    int write(byte[] from, int offset, int count) {
        if (socket) {
            return Sockets.send(descriptor, from, offset, count);
        }
        if (!reopened && Terminals.poll(descriptor, Terminals.POLLOUT, 0) <= 0) {
            return -Errno.EAGAIN;
        }
        return Descriptors.write(descriptor, from, offset, reopened ? count : Math.min(count, SURELY_FITS));
    }
}

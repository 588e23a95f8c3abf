package dev.tend.command;

import dev.tend.kernel.Errno;

/** Standard output or standard error takes no more. */
public final class OutputLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int errno;

    OutputLost(int errno) {
        super("cannot write to standard output: " + Errno.phrase(errno));
        this.errno = errno;
    }

    /** Tells whether the reader has closed its end, as with {@code tend status | head -1}: that is no failure to report. */
    public boolean quiet() {
        return errno == Errno.EPIPE;
    }
}

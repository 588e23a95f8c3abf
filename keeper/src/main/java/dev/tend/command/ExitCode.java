package dev.tend.command;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;

/** The exit codes of the commands; from {@code <sysexits.h>} where that has a fitting one. */
public final class ExitCode {

    public static final int DONE = 0;

    /** Refused, or not what was asked for. */
    public static final int FAILED = 1;

    /** {@code status NAME}: it is not up; the code of init scripts. */
    public static final int NOT_UP = 3;

    /** {@code pidfile show}: it is not known whether it runs; the code of init scripts. */
    public static final int UNKNOWN = 4;

    /** {@code EX_USAGE}. */
    public static final int USAGE = 64;

    /** {@code EX_UNAVAILABLE}: no keeper there. */
    public static final int NO_KEEPER = 69;

    /** {@code EX_OSERR}: the system refuses a call that cannot be done without. */
    static final int SYSTEM = 71;

    /** {@code EX_OSFILE}: going's code for a missing folder; also for a missing file that was named. */
    public static final int NO_FOLDER = 72;

    /** {@code EX_CANTCREAT}. */
    public static final int CANNOT_CREATE = 73;

    /** {@code EX_IOERR}. */
    public static final int IO = 74;

    /** {@code EX_TEMPFAIL}: it took longer than the user wanted to wait. */
    public static final int TIMED_OUT = 75;

    /** {@code EX_NOPERM}. */
    public static final int NOT_PERMITTED = 77;

    /** {@code EX_CONFIG}: a service file is wrong. */
    public static final int BAD_CONFIGURATION = 78;

    /** {@code pidfile start}: the program cannot be started; the code of shells. */
    public static final int NOT_STARTED = 127;

    private ExitCode() {}

    /** For a call to the system that failed. */
    public static int of(KernelException failed) {
        return switch (failed.errno()) {
            case Errno.EACCES, Errno.EPERM -> NOT_PERMITTED;
            case Errno.ENOENT, Errno.EROFS, Errno.EEXIST, Errno.EADDRINUSE, Errno.ENOTDIR, Errno.EISDIR ->
                CANNOT_CREATE;
            case Errno.ENOSYS -> SYSTEM;
            default -> IO;
        };
    }
}

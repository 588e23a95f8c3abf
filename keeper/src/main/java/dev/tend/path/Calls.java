package dev.tend.path;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;

/** Turns the negated errno of a call into a {@link KernelException}; the words are joined only where it failed. */
public final class Calls {

    private Calls() {}

    public static int must(int result, String tried, String path) {
        if (result < 0) {
            throw new KernelException(tried + path, -result);
        }
        return result;
    }

    /** For the pid that {@code fork(2)} or its like has returned. */
    public static int mustStart(int pid) {
        if (pid == -Errno.EAGAIN) {
            throw KernelException.saying(
                    "cannot start a process: the user or the container has as many as it may (ulimit -u, pids.max)",
                    Errno.EAGAIN);
        }
        return must(pid, "cannot start a process");
    }

    public static int must(int result, String tried) {
        return must(result, tried, "");
    }
}

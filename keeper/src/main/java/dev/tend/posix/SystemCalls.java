package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Finds out which system calls there are: an old kernel lacks some, and a filter of a container or a service refuses some. */
public final class SystemCalls {

    private static final int EPERM = 1; // <asm-generic/errno-base.h>
    private static final int EACCES = 13; // <asm-generic/errno-base.h>
    private static final int ENOSYS = 38; // <asm-generic/errno.h>

    private SystemCalls() {}

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, long a, long b, long c, long d, long e, long f);

    /**
     * Makes a call with arguments that are invalid, so that it does nothing but fail.
     *
     * @return the errno by which the system refuses the call whatever its arguments are, or 0
     */
    public static int refusal(int number) {
        int result = (int) checked(syscall0(number, -1, -1, -1, -1, -1, -1));
        return result == -ENOSYS || result == -EPERM || result == -EACCES ? -result : 0;
    }
}

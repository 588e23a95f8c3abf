package dev.tend.linux;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.posix.SystemCalls;
import dev.tend.text.Ascii;

/**
 * The system calls that a keeper cannot do without, all of them as old as Linux 3.7. A filter that refuses one would leave it
 * waiting for what never comes, so it is found out beforehand. Newer calls are not among them: without those, something is
 * slower or coarser.
 */
public enum NeededCalls {
    EPOLL_CREATE1(291),
    EPOLL_CTL(233),
    EPOLL_PWAIT(281),
    WAITID(247),
    PIPE2(293),
    SOCKETPAIR(53),
    ACCEPT4(288),
    DUP3(292),
    SPLICE(275),
    TEE(276),
    TIMERFD_CREATE(283),
    TIMERFD_SETTIME(286),
    PRCTL(157);

    private final int number; // <asm/unistd_64.h>

    NeededCalls(int number) {
        this.number = number;
    }

    /** @throws KernelException that names the first call that the system refuses, with the errno ENOSYS */
    public static void check() {
        for (NeededCalls call : values()) {
            int refusal = SystemCalls.refusal(call.number);
            if (refusal != 0) {
                throw KernelException.saying(
                        "this system refuses the call " + Ascii.lower(call.name()) + "(2) ("
                                + Errno.name(refusal) + "), without which no service can be kept: allow it in the"
                                + " seccomp profile, or use a newer kernel or container runtime",
                        Errno.ENOSYS);
            }
        }
    }
}

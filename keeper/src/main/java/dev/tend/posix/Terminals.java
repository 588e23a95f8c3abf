package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Terminals, and waiting for one descriptor or two. */
public final class Terminals {

    public static final int POLLIN = 1; // <poll.h>
    public static final int POLLOUT = 4; // <poll.h>
    private static final int POLLHUP = 0x10; // <poll.h>

    private static final int TIOCGWINSZ = 0x5413; // <asm-generic/ioctls.h>

    private Terminals() {}

    @Import(name = "isatty")
    @Include("unistd.h")
    private static native int isatty0(int fd);

    @Import(name = "tcsetpgrp")
    @Include("unistd.h")
    private static native int tcsetpgrp0(int fd, int group);

    @Import(name = "tcgetpgrp")
    @Include("unistd.h")
    private static native int tcgetpgrp0(int fd);

    @Import(name = "ioctl")
    @Include("sys/ioctl.h")
    private static native int ioctl0(int fd, int request, Address argument);

    @Import(name = "poll")
    @Include("poll.h")
    private static native int poll0(Address descriptors, long count, int timeout);

    public static boolean isatty(int fd) {
        return isatty0(fd) == 1;
    }

    /** Makes a process group the one that reads from the terminal and gets its signals. */
    public static int tcsetpgrp(int fd, int group) {
        return checked(tcsetpgrp0(fd, group));
    }

    public static int tcgetpgrp(int fd) {
        return checked(tcgetpgrp0(fd));
    }

    /**
     * Returns how many columns a terminal has; 0 where there is none or it does not say.
     *
     * <pre>{@code
     * struct winsize {             // 8 bytes
     *     unsigned short ws_row;   // 0
     *     unsigned short ws_col;   // 2
     * }
     * }</pre>
     */
    public static int columns(int fd) {
        Struct size = new Struct(8);
        return ioctl0(fd, TIOCGWINSZ, size.address()) < 0 ? 0 : size.int16(2);
    }

    /**
     * Waits up to so many milliseconds, or, with -1, without end, until a descriptor can be read or written.
     *
     * <pre>{@code
     * struct pollfd {       // 8 bytes
     *     int fd;           // 0
     *     short events;     // 4
     *     short revents;    // 6
     * }
     * }</pre>
     *
     * @return 1, 0 after the time, or a negated errno
     */
    public static int poll(int fd, int events, int millis) {
        Struct one = new Struct(8).int32(0, fd).int16(4, events);
        return checked(poll0(one.address(), 1, millis));
    }

    /** Tells whether the other side of a connection, or of a pipe, is closed altogether. */
    public static boolean isHungUp(int fd) {
        Struct one = new Struct(8).int32(0, fd);
        return poll0(one.address(), 1, 0) > 0 && (one.int16(6) & POLLHUP) != 0;
    }

    /**
     * Waits up to so many milliseconds, or, with -1, without end, until one of two descriptors can be read; unlike an epoll, also
     * where they are files.
     *
     * @return bit 0 for the first and bit 1 for the second, 0 after the time, or a negated errno
     */
    public static int awaitReadable(int first, int second, int millis) {
        Struct both =
                new Struct(16).int32(0, first).int16(4, POLLIN).int32(8, second).int16(12, POLLIN);
        int result = checked(poll0(both.address(), 2, millis));
        return result <= 0 ? result : (both.int16(6) != 0 ? 1 : 0) | (both.int16(14) != 0 ? 2 : 0);
    }
}

package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Timers as descriptors, by the clock of the system.
 *
 * <pre>{@code
 * struct itimerspec {               // 32 bytes
 *     struct timespec it_interval;  //  0: seconds, nanoseconds
 *     struct timespec it_value;     // 16: all 0 takes the timer back
 * }
 * }</pre>
 */
public final class Timer {

    private static final int TFD_CLOEXEC_NONBLOCK = 0x80800; // <sys/timerfd.h>
    private static final int TFD_TIMER_ABSTIME = 1; // <sys/timerfd.h>
    private static final int TFD_TIMER_CANCEL_ON_SET = 2; // <sys/timerfd.h>

    private Timer() {}

    @Import(name = "timerfd_create")
    @Include("sys/timerfd.h")
    private static native int timerfd_create0(int clock, int flags);

    @Import(name = "timerfd_settime")
    @Include("sys/timerfd.h")
    private static native int timerfd_settime0(int fd, int flags, Address value, Address old);

    @Import(name = "read")
    @Include("unistd.h")
    private static native int read0(int fd, Address into, long count);

    /** A timer by a clock of {@link Times}. */
    public static int create(int clock) {
        return checked(timerfd_create0(clock, TFD_CLOEXEC_NONBLOCK));
    }

    /**
     * Sets the timer to a time of its clock, in microseconds, at which it becomes readable; a change of that clock
     * makes it readable, too. 0 disarms it. Returns {@code -ECANCELED} where the clock was set since the last report:
     * the timer is set then, too.
     */
    public static int set(int fd, long micros) {
        long[] value = {0, 0, micros / 1_000_000, micros % 1_000_000 * 1000};
        int flags = TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET;
        return checked(timerfd_settime0(fd, flags, Address.ofData(value), Memory.none()));
    }

    /** Returns a timer that becomes readable every so many microseconds, or a negated errno. */
    public static int every(long micros) {
        int fd = create(Times.CLOCK_MONOTONIC);
        long seconds = micros / 1_000_000;
        long nanos = micros % 1_000_000 * 1000;
        long[] value = {seconds, nanos, seconds, nanos};
        int result = fd < 0 ? fd : checked(timerfd_settime0(fd, 0, Address.ofData(value), Memory.none()));
        if (fd >= 0 && result < 0) {
            Descriptors.close(fd);
        }
        return result < 0 ? result : fd;
    }

    /** Returns a positive number where its time has come, {@code -ECANCELED} where the clock was set. */
    public static int read(int fd) {
        long[] count = new long[1];
        return checked(read0(fd, Address.ofData(count), 8));
    }
}

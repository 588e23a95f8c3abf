package dev.tend.posix;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Clocks and chance. */
public final class Times {

    public static final int CLOCK_REALTIME = 0; // <time.h>
    public static final int CLOCK_MONOTONIC = 1; // <time.h>

    /** As the monotonic one, but it counts on while the machine sleeps; start times in {@code /proc} are of this clock. */
    public static final int CLOCK_BOOTTIME = 7; // <time.h>

    private static final int SC_CLK_TCK = 2; // <unistd.h>
    private static final long[] TIMESPEC = new long[2]; // seconds, nanoseconds

    private Times() {}

    @Import(name = "clock_gettime")
    @Include("time.h")
    private static native int clock_gettime0(int clock, Address into);

    @Import(name = "localtime_r")
    @Include("time.h")
    private static native Address localtime_r0(Address seconds, Address into);

    @Import(name = "getrandom")
    @Include("sys/random.h")
    private static native int getrandom0(Address into, long count, int flags);

    @Import(name = "sysconf")
    @Include("unistd.h")
    private static native long sysconf0(int name);

    /** A clock in microseconds. */
    public static long micros(int clock) {
        clock_gettime0(clock, Address.ofData(TIMESPEC));
        return TIMESPEC[0] * 1_000_000 + TIMESPEC[1] / 1000;
    }

    /**
     * Returns the processor time of all threads of a process, in microseconds, or -1 where it cannot be known. It takes no right.
     * The clock's number is made of the pid as in {@code clock_getcpuclockid(3)}, which asks the kernel once more.
     */
    public static long processorMicros(int pid) {
        int clock = ~pid << 3 | 2; // CPUCLOCK_SCHED of the whole process, <linux/posix-timers.h>
        return clock_gettime0(clock, Address.ofData(TIMESPEC)) == 0 ? TIMESPEC[0] * 1_000_000 + TIMESPEC[1] / 1000 : -1;
    }

    /**
     * The local date of a second since 1970.
     *
     * <pre>{@code
     * struct tm {       // 56 bytes
     *     int tm_sec;   //  0
     *     int tm_min;   //  4
     *     int tm_hour;  //  8
     *     int tm_mday;  // 12
     *     int tm_mon;   // 16: from 0
     *     int tm_year;  // 20: since 1900
     *     ...
     * }
     * }</pre>
     *
     * @return the first six of them
     */
    public static int[] localtime(long second) {
        long[] time = {second};
        int[] fields = new int[14];
        localtime_r0(Address.ofData(time), Address.ofData(fields));
        return fields;
    }

    /** A number nobody can guess; where the system has no chance to offer, the time. */
    public static long random() {
        long[] number = {micros(CLOCK_MONOTONIC)};
        getrandom0(Address.ofData(number), 8, 1); // GRND_NONBLOCK, <sys/random.h>
        return number[0];
    }

    /** Clock ticks in a second, the unit of times in {@code /proc}. */
    public static long ticksPerSecond() {
        return sysconf0(SC_CLK_TCK);
    }
}

package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * One epoll instance, level-triggered where nothing else is asked for.
 *
 * <pre>{@code
 * struct epoll_event {      // packed on x86_64: 12 bytes
 *     uint32_t events;      //  0
 *     epoll_data_t data;    //  4: we keep the descriptor and what was asked for
 * }
 * struct timespec {         // 16 bytes
 *     time_t tv_sec;        //  0
 *     long tv_nsec;         //  8
 * }
 * }</pre>
 */
public final class Epoll {

    public static final int EPOLLIN = 1; // <sys/epoll.h>
    public static final int EPOLLOUT = 4; // <sys/epoll.h>

    /** The value for {@link #await} that waits without end. */
    public static final long FOREVER = -1;

    /** Tells of a change only, not of how it is. */
    public static final int EPOLLET = 1 << 31; // <sys/epoll.h>

    private static final int EPOLL_CLOEXEC = 0x80000; // <sys/epoll.h>
    private static final int EPOLL_CTL_ADD = 1; // <sys/epoll.h>
    private static final int EPOLL_CTL_DEL = 2; // <sys/epoll.h>
    private static final int EPOLL_CTL_MOD = 3; // <sys/epoll.h>
    private static final long SYS_EPOLL_PWAIT2 = 441; // <asm/unistd_64.h>, since Linux 5.11
    private static final int EPERM = 1;
    private static final int EEXIST = 17;
    private static final int ENOSYS = 38;
    private static final int EVENT_SIZE = 12;
    private static final int EVENTS_AT_ONCE = 128;
    private static final long LONGEST =
            1_000_000_000L * 1_000; // a thousand seconds fit every kernel's millisecond count

    private final int fd;
    private final Struct one = new Struct(EVENT_SIZE);
    private final Struct events = new Struct(EVENT_SIZE * EVENTS_AT_ONCE);
    private final long[] timespec = new long[2];

    /** Tells whether the system grants {@code epoll_pwait2}: an old kernel has none, and an old container runtime refuses it. */
    private boolean precise = true;

    /** Tells whether the next wait removes our code from memory. */
    private boolean releasing;

    public Epoll() {
        this.fd = checked(epoll_create1_0(EPOLL_CLOEXEC));
    }

    @Import(name = "epoll_create1")
    @Include("sys/epoll.h")
    private static native int epoll_create1_0(int flags);

    @Import(name = "epoll_ctl")
    @Include("sys/epoll.h")
    private static native int epoll_ctl0(int epoll, int operation, int fd, Address event);

    @Import(name = "epoll_wait")
    @Include("sys/epoll.h")
    private static native int epoll_wait0(int epoll, Address events, int count, int timeout);

    @Import(name = "tend_rest")
    @Include(value = "code.h", isSystem = false)
    private static native int rest0(int epoll, Address events, int count, int timeout);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, long a, Address b, long c, Address d, Address e, long f);

    /** Asks about a descriptor, or changes what is asked; most are new here. */
    public int watch(int descriptor, int interest) {
        int result = control(EPOLL_CTL_ADD, descriptor, interest);
        return result == -EEXIST ? control(EPOLL_CTL_MOD, descriptor, interest) : result;
    }

    public int unwatch(int descriptor) {
        return control(EPOLL_CTL_DEL, descriptor, 0);
    }

    private int control(int operation, int descriptor, int interest) {
        one.int32(0, interest).int32(4, descriptor).int32(8, interest);
        return checked(epoll_ctl0(fd, operation, descriptor, one.address()));
    }

    /** A negated errno where there can be none. */
    public int descriptor() {
        return fd;
    }

    /**
     * Waits up to so many microseconds; without {@code epoll_pwait2}, up to the next full millisecond. Returns how many
     * descriptors have something, or a negated errno.
     */
    public int await(long micros) {
        if (releasing) {
            releasing = false;
            return rest0(fd, events.address(), EVENTS_AT_ONCE, micros == FOREVER ? -1 : millis(micros));
        }
        if (micros == FOREVER || micros == 0) {
            return checked(epoll_wait0(fd, events.address(), EVENTS_AT_ONCE, (int) micros));
        }
        long bounded = Math.min(micros, LONGEST);
        if (precise) {
            timespec[0] = bounded / 1_000_000;
            timespec[1] = bounded % 1_000_000 * 1000;
            long count = checked(syscall0(
                    SYS_EPOLL_PWAIT2,
                    fd,
                    events.address(),
                    EVENTS_AT_ONCE,
                    Address.ofData(timespec),
                    Memory.none(),
                    0));
            if (count != -ENOSYS && count != -EPERM) {
                return (int) count;
            }
            precise = false;
        }
        return checked(epoll_wait0(fd, events.address(), EVENTS_AT_ONCE, millis(bounded)));
    }

    /** Returns the next full millisecond. */
    private static int millis(long micros) {
        return (int) ((Math.min(micros, LONGEST) + 999) / 1000);
    }

    /**
     * Lets the next wait begin without our code and constants in memory: what is used again comes back from the file, or from the
     * system's cache of it. That wait ends with a full millisecond.
     */
    public void releaseCode() {
        releasing = true;
    }

    public int descriptor(int index) {
        return events.int32(index * EVENT_SIZE + 4);
    }

    /**
     * Tells whether a descriptor that is watched for reading can be read; an error or the other side's end counts, also
     * where it is watched for nothing: an epoll always reports these.
     */
    public boolean readable(int index) {
        return happened(index, EPOLLIN) || events.int32(index * EVENT_SIZE + 8) == 0;
    }

    /** Tells whether a descriptor that is watched for writing can be written; an error or the other side's end counts. */
    public boolean writable(int index) {
        return happened(index, EPOLLOUT);
    }

    private boolean happened(int index, int wanted) {
        int seen = events.int32(index * EVENT_SIZE);
        int failure = seen & ~(EPOLLIN | EPOLLOUT);
        boolean asked = (events.int32(index * EVENT_SIZE + 8) & wanted) != 0;
        return asked && ((seen & wanted) != 0 || failure != 0);
    }
}

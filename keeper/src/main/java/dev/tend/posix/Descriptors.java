package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Calls for open files, pipes and terminals by their descriptor. */
public final class Descriptors {

    public static final int SEEK_END = 2; // <unistd.h>

    private static final int O_CLOEXEC = 0x80000; // <fcntl.h>
    private static final int O_NONBLOCK = 0x800; // <fcntl.h>
    private static final int F_GETFD = 1; // <fcntl.h>
    private static final int F_SETFD = 2; // <fcntl.h>
    private static final int F_GETFL = 3; // <fcntl.h>
    private static final int F_SETFL = 4; // <fcntl.h>
    private static final int F_SETSIG = 10; // <fcntl.h>
    private static final int F_SETLEASE = 1024; // <fcntl.h>
    private static final int F_RDLCK = 0; // <fcntl.h>
    private static final int F_UNLCK = 2; // <fcntl.h>
    private static final int SIGURG = 23; // <signal.h>, ignored by default
    private static final int F_DUPFD_CLOEXEC = 1030; // <fcntl.h>
    private static final int F_SETPIPE_SZ = 1031; // <fcntl.h>
    private static final int F_GETPIPE_SZ = 1032; // <fcntl.h>
    private static final int SPLICE_F_MOVE = 1; // <fcntl.h>
    private static final int SPLICE_F_NONBLOCK = 2; // <fcntl.h>
    private static final int FIONREAD = 0x541b; // <asm-generic/ioctls.h>
    private static final int LOCK_EX = 2; // <sys/file.h>
    private static final int LOCK_NB = 4; // <sys/file.h>
    private static final long SYS_CLOSE_RANGE = 436; // <asm/unistd_64.h>
    private static final long CLOSE_RANGE_CLOEXEC = 4; // <linux/close_range.h>, since Linux 5.11
    private static final int FD_CLOEXEC = 1; // <fcntl.h>
    private static final int FIRST_OTHER = 3;
    private static final long MAX_DESCRIPTOR = 0xffff_ffffL;

    private Descriptors() {}

    @Import(name = "close")
    @Include("unistd.h")
    private static native int close0(int fd);

    @Import(name = "read")
    @Include("unistd.h")
    private static native int read0(int fd, Address into, long count);

    @Import(name = "write")
    @Include("unistd.h")
    private static native int write0(int fd, Address from, long count);

    @Import(name = "tend_write_briefly")
    @Include(value = "output.h", isSystem = false)
    private static native long writeBriefly0(int fd, Address from, long count, long micros);

    @Import(name = "pread")
    @Include("unistd.h")
    private static native int pread0(int fd, Address into, long count, long offset);

    @Import(name = "pwrite")
    @Include("unistd.h")
    private static native int pwrite0(int fd, Address from, long count, long offset);

    @Import(name = "flock")
    @Include("sys/file.h")
    private static native int flock0(int fd, int operation);

    @Import(name = "lseek")
    @Include("unistd.h")
    private static native long lseek0(int fd, long offset, int whence);

    @Import(name = "ftruncate")
    @Include("unistd.h")
    private static native int ftruncate0(int fd, long size);

    @Import(name = "fsync")
    @Include("unistd.h")
    private static native int fsync0(int fd);

    @Import(name = "dup2")
    @Include("unistd.h")
    private static native int dup2_0(int from, int to);

    @Import(name = "pipe2")
    @Include("unistd.h")
    private static native int pipe2_0(Address descriptors, int flags);

    @Import(name = "fchown")
    @Include("unistd.h")
    private static native int fchown0(int fd, int owner, int group);

    @Import(name = "fchmod")
    @Include("sys/stat.h")
    private static native int fchmod0(int fd, int mode);

    @Import(name = "fcntl")
    @Include("fcntl.h")
    private static native int fcntl0(int fd, int command, long argument);

    @Import(name = "splice")
    @Include("fcntl.h")
    private static native long splice0(int from, Address fromOffset, int to, Address toOffset, long count, int flags);

    @Import(name = "tee")
    @Include("fcntl.h")
    private static native long tee0(int from, int to, long count, int flags);

    @Import(name = "ioctl")
    @Include("sys/ioctl.h")
    private static native int ioctl0(int fd, int request, Address argument);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long syscall0(long number, long a, long b, long c, long d);

    public static int close(int fd) {
        return checked(close0(fd));
    }

    public static int read(int fd, byte[] into) {
        return read(fd, into, 0, into.length);
    }

    public static int read(int fd, byte[] into, int offset, int count) {
        return checked(read0(fd, Address.ofData(into).add(offset), count));
    }

    public static int write(int fd, byte[] from, int offset, int count) {
        return checked(write0(fd, Address.ofData(from).add(offset), count));
    }

    /** As {@link #write}, but returns {@code -EINTR} where it has blocked for so many microseconds without writing anything. */
    public static int writeBriefly(int fd, byte[] from, int offset, int count, long micros) {
        return (int) checked(writeBriefly0(fd, Address.ofData(from).add(offset), count, micros));
    }

    public static int pread(int fd, byte[] into, long position) {
        return checked(pread0(fd, Address.ofData(into), into.length, position));
    }

    public static int pwrite(int fd, byte[] from, long position) {
        return checked(pwrite0(fd, Address.ofData(from), from.length, position));
    }

    public static long lseek(int fd, long offset, int whence) {
        return checked(lseek0(fd, offset, whence));
    }

    public static int ftruncate(int fd, long size) {
        return checked(ftruncate0(fd, size));
    }

    public static int fsync(int fd) {
        return checked(fsync0(fd));
    }

    /** Takes the exclusive lock of an open file, which processes that inherit the descriptor share; -EAGAIN where it is taken. */
    public static int flock(int fd, boolean wait) {
        return checked(flock0(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB));
    }

    /** Returns whether a descriptor stands for an open file. */
    public static boolean isOpen(int fd) {
        return fcntl0(fd, F_GETFD, 0) >= 0;
    }

    /** Has a descriptor handed down to programs. */
    public static int handDown(int fd) {
        return checked(fcntl0(fd, F_SETFD, 0));
    }

    public static int dup2(int from, int to) {
        return checked(dup2_0(from, to));
    }

    /** A second descriptor of the same open file, numbered {@code least} or above, and not handed down to programs. */
    public static int dup(int fd, int least) {
        return checked(fcntl0(fd, F_DUPFD_CLOEXEC, least));
    }

    public static int fchown(int fd, int owner, int group) {
        return checked(fchown0(fd, owner, group));
    }

    public static int fchmod(int fd, int mode) {
        return checked(fchmod0(fd, mode));
    }

    /** A non-blocking pipe: its reading end in {@code ends[0]}, its writing end in {@code ends[1]}. */
    public static int pipe2(int[] ends) {
        return checked(pipe2_0(Address.ofData(ends), O_CLOEXEC | O_NONBLOCK));
    }

    public static int setNonBlocking(int fd) {
        int flags = checked(fcntl0(fd, F_GETFL, 0));
        return flags < 0 ? flags : checked(fcntl0(fd, F_SETFL, flags | O_NONBLOCK));
    }

    public static int setBlocking(int fd) {
        int flags = checked(fcntl0(fd, F_GETFL, 0));
        return flags < 0 ? flags : checked(fcntl0(fd, F_SETFL, flags & ~O_NONBLOCK));
    }

    /**
     * Tells whether no process has this file, opened for reading, open for writing: only then can a lease be had. It is
     * given back at once; a process that opened the file for writing in between has waited for that, and the signal
     * about it is ignored. Where there are no leases, or the file belongs to another user, it is not known, and the
     * answer is false.
     */
    public static boolean isUnwritten(int fd) {
        fcntl0(fd, F_SETSIG, SIGURG);
        boolean had = fcntl0(fd, F_SETLEASE, F_RDLCK) == 0;
        fcntl0(fd, F_SETLEASE, F_UNLCK);
        return had;
    }

    public static int pipeSize(int fd) {
        return checked(fcntl0(fd, F_GETPIPE_SZ, 0));
    }

    public static int setPipeSize(int fd, long size) {
        return checked(fcntl0(fd, F_SETPIPE_SZ, size));
    }

    /** Moves bytes from a pipe to a place in a file. */
    public static long splice(int from, int to, long position, long count) {
        long[] place = {position};
        return checked(
                splice0(from, Memory.none(), to, Address.ofData(place), count, SPLICE_F_MOVE | SPLICE_F_NONBLOCK));
    }

    public static long tee(int from, int to, long count) {
        return checked(tee0(from, to, count, SPLICE_F_NONBLOCK));
    }

    /** Returns how many bytes can be read at once. */
    public static int readable(int fd) {
        int[] count = new int[1];
        int result = checked(ioctl0(fd, FIONREAD, Address.ofData(count)));
        return result < 0 ? result : count[0];
    }

    /** Closes every descriptor but 0, 1, 2 and those {@code kept}, in ascending order. */
    public static void closeAllBut(int... kept) {
        int from = FIRST_OTHER;
        for (int fd : kept) {
            closeRange(from, fd - 1);
            from = Math.max(fd + 1, FIRST_OTHER);
        }
        closeRange(from, MAX_DESCRIPTOR);
    }

    private static void closeRange(long first, long last) {
        if (first <= last && syscall0(SYS_CLOSE_RANGE, first, last, 0, 0) < 0) {
            for (int fd : open(first, last)) {
                close0(fd);
            }
        }
    }

    /** Has none of the descriptors that are open now handed down to programs, but for 0, 1 and 2. */
    public static void keepToOurselves() {
        if (syscall0(SYS_CLOSE_RANGE, FIRST_OTHER, MAX_DESCRIPTOR, CLOSE_RANGE_CLOEXEC, 0) < 0) {
            for (int fd : open(FIRST_OTHER, MAX_DESCRIPTOR)) {
                fcntl0(fd, F_SETFD, FD_CLOEXEC);
            }
        }
    }

    /** Returns the open descriptors of a range, by {@code /proc}; none where it is not mounted. */
    private static List<Integer> open(long first, long last) {
        List<String> names = new ArrayList<>();
        Paths.names("/proc/self/fd", names);
        List<Integer> open = new ArrayList<>();
        for (String name : names) {
            int fd = number(name);
            if (fd >= first && fd <= last) {
                open.add(fd);
            }
        }
        return open;
    }

    private static int number(String name) {
        try {
            return Integer.parseInt(name);
        } catch (NumberFormatException noDescriptor) {
            return -1;
        }
    }
}

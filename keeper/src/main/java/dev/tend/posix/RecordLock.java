package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * An fcntl lock on a whole file. It belongs to the process: a child does not inherit it, {@code execve} keeps it, and closing
 * <em>any</em> descriptor of the file gives it up.
 *
 * <pre>{@code
 * struct flock {            // 32 bytes
 *     short l_type;         //  0
 *     short l_whence;       //  2
 *     off_t l_start;        //  8
 *     off_t l_len;          // 16: 0 is up to the end
 *     pid_t l_pid;          // 24
 * }
 * }</pre>
 */
public final class RecordLock {

    private static final int F_GETLK = 5; // <fcntl.h>
    private static final int F_SETLK = 6; // <fcntl.h>
    private static final int F_WRLCK = 1; // <fcntl.h>
    private static final int F_UNLCK = 2; // <fcntl.h>

    private RecordLock() {}

    @Import(name = "fcntl")
    @Include("fcntl.h")
    private static native int fcntl0(int fd, int command, Address argument);

    /** Takes the lock; -EACCES or -EAGAIN where another process has it. */
    public static int take(int fd) {
        Struct lock = new Struct(32).int16(0, F_WRLCK);
        return checked(fcntl0(fd, F_SETLK, lock.address()));
    }

    /** Returns the pid of another process that has it (0 where that cannot be seen from here), or -1 where it is free. */
    public static int holder(int fd) {
        Struct lock = new Struct(32).int16(0, F_WRLCK);
        boolean known = fcntl0(fd, F_GETLK, lock.address()) == 0 && lock.int16(0) != F_UNLCK;
        return known ? lock.int32(24) : -1;
    }
}

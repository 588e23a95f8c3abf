package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * One inotify instance, for folders.
 *
 * <pre>{@code
 * struct inotify_event {
 *     int wd;               //  0
 *     uint32_t mask;        //  4
 *     uint32_t cookie;      //  8
 *     uint32_t len;         // 12
 *     char name[];          // 16, padded with NULs
 * }
 * }</pre>
 */
public final class Inotify {

    public static final int IN_CLOSE_WRITE = 0x8; // <sys/inotify.h>
    public static final int IN_MOVED_FROM = 0x40; // <sys/inotify.h>
    public static final int IN_MOVED_TO = 0x80; // <sys/inotify.h>
    public static final int IN_CREATE = 0x100; // <sys/inotify.h>
    public static final int IN_DELETE = 0x200; // <sys/inotify.h>
    public static final int IN_DELETE_SELF = 0x400; // <sys/inotify.h>
    public static final int IN_MOVE_SELF = 0x800; // <sys/inotify.h>
    public static final int IN_UNMOUNT = 0x2000; // <sys/inotify.h>
    public static final int IN_Q_OVERFLOW = 0x4000; // <sys/inotify.h>
    public static final int IN_IGNORED = 0x8000; // <sys/inotify.h>

    private static final int IN_ONLYDIR = 0x1000000; // <sys/inotify.h>
    private static final int IN_CLOEXEC_NONBLOCK = 0x80800; // <sys/inotify.h>
    private static final int IN_MASK_ADD = 0x20000000; // <sys/inotify.h>
    private static final int REMOVALS =
            IN_ONLYDIR | IN_MASK_ADD | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;
    private static final int ITSELF = IN_ONLYDIR | IN_MASK_ADD | IN_DELETE_SELF | IN_MOVE_SELF;
    private static final int WANTED = IN_ONLYDIR
            | IN_CLOSE_WRITE
            | IN_MOVED_FROM
            | IN_MOVED_TO
            | IN_CREATE
            | IN_DELETE
            | IN_DELETE_SELF
            | IN_MOVE_SELF;

    private final int fd;
    private final Struct events = new Struct(4096);
    private int filled;
    private int at;

    public Inotify() {
        this.fd = checked(inotify_init1_0(IN_CLOEXEC_NONBLOCK));
    }

    @Import(name = "inotify_init1")
    @Include("sys/inotify.h")
    private static native int inotify_init1_0(int flags);

    @Import(name = "inotify_add_watch")
    @Include("sys/inotify.h")
    private static native int inotify_add_watch0(int fd, Address path, int mask);

    @Import(name = "inotify_rm_watch")
    @Include("sys/inotify.h")
    private static native int inotify_rm_watch0(int fd, int watch);

    @Import(name = "read")
    @Include("unistd.h")
    private static native int read0(int fd, Address into, long count);

    /** Returns the descriptor to wait for, or a negated errno where this user can have no more instances. */
    public int descriptor() {
        return fd;
    }

    /** Returns the number of the watch. */
    public int add(String folder) {
        return add(folder, WANTED);
    }

    /** Returns the number of a watch for names that go, or that others take the place of. */
    public int addRemovals(String folder) {
        return add(folder, REMOVALS);
    }

    /** Returns the number of a watch for the end or the renaming of the folder itself, whatever happens in it. */
    public int addItself(String folder) {
        return add(folder, ITSELF);
    }

    private int add(String folder, int mask) {
        byte[] name = Text.terminated(folder);
        return checked(inotify_add_watch0(fd, Address.ofData(name), mask));
    }

    public int remove(int watch) {
        return checked(inotify_rm_watch0(fd, watch));
    }

    /** Reads what has happened. */
    public int read() {
        at = -1;
        filled = checked(read0(fd, events.address(), events.size()));
        return filled;
    }

    /** Goes to the next event of what was read. */
    public boolean next() {
        at = at < 0 ? 0 : at + 16 + events.int32(at + 12);
        return at < filled;
    }

    public int watch() {
        return events.int32(at);
    }

    /** Tells whether the event is one of these. */
    public boolean is(int mask) {
        return (events.int32(at + 4) & mask) != 0;
    }

    public String name() {
        int from = at + 16;
        int to = from;
        while (to < from + events.int32(at + 12) && events.bytes()[to] != 0) {
            to++;
        }
        return Text.decode(events.bytes(), from, to);
    }
}

package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Namespaces of a process, see {@code namespaces(7)}, and the mounts and the network in them. All calls return a negated errno. */
public final class Namespaces {

    // <linux/sched.h>
    public static final int NEWNS = 0x20000;
    public static final int NEWUSER = 0x10000000;
    public static final int NEWPID = 0x20000000;
    public static final int NEWNET = 0x40000000;

    // <sys/mount.h>
    public static final int MS_RDONLY = 1;
    public static final int MS_NOSUID = 2;
    public static final int MS_NODEV = 4;
    public static final int MS_NOEXEC = 8;
    public static final int MS_REMOUNT = 0x20;
    public static final int MS_BIND = 0x1000;
    public static final int MS_REC = 0x4000;
    public static final int MS_PRIVATE = 0x40000;

    /** Stands for a text that is not given. */
    public static final String NONE = "";

    // <asm/unistd_64.h>
    private static final long SYS_OPEN_TREE = 428;
    private static final long SYS_MOVE_MOUNT = 429;
    private static final long SYS_MOUNT_SETATTR = 442;

    private static final long AT_EMPTY_PATH = 0x1000; // <fcntl.h>
    private static final long AT_RECURSIVE = 0x8000; // <fcntl.h>
    private static final long O_CLOEXEC = 0x80000; // <fcntl.h>
    private static final long OPEN_TREE_CLONE = 1; // <linux/mount.h>
    private static final long MOVE_MOUNT_BOTH_EMPTY_PATH = 0x44; // <linux/mount.h>
    private static final long MOUNT_ATTR_RDONLY = 1; // <linux/mount.h>

    private static final int AF_INET = 2; // <sys/socket.h>
    private static final int SOCK_DGRAM = 2; // <sys/socket.h>
    private static final int SIOCSIFFLAGS = 0x8914; // <linux/sockios.h>
    private static final int IFF_UP_RUNNING = 0x41; // <net/if.h>

    private static final byte[] EMPTY = {0};

    private Namespaces() {}

    @Import(name = "unshare")
    @Include("sched.h")
    private static native int unshare0(int flags);

    @Import(name = "setns")
    @Include("sched.h")
    private static native int setns0(int fd, int type);

    @Import(name = "mount")
    @Include("sys/mount.h")
    private static native int mount0(Address source, Address target, Address type, long flags, Address data);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long openTree0(long number, long fd, Address path, long flags);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long moveMount0(long number, long from, Address path, long to, Address other, long flags);

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long mountSetattr0(
            long number, long fd, Address path, long flags, Address attributes, long size);

    @Import(name = "socket")
    @Include("sys/socket.h")
    private static native int socket0(int domain, int type, int protocol);

    @Import(name = "ioctl")
    @Include("sys/ioctl.h")
    private static native int ioctl0(int fd, int request, Address argument);

    public static int unshare(int flags) {
        return checked(unshare0(flags));
    }

    /** Enters the namespace behind a descriptor. */
    public static int setns(int fd) {
        return checked(setns0(fd, 0));
    }

    /** @param source, {@code type} and {@code data} may be {@link #NONE} */
    public static int mount(String source, String target, String type, int flags, String data) {
        byte[] from = Text.terminated(source);
        byte[] to = Text.terminated(target);
        byte[] kind = Text.terminated(type);
        byte[] words = Text.terminated(data);
        return checked(
                mount0(Address.ofData(from), Address.ofData(to), Address.ofData(kind), flags, Address.ofData(words)));
    }

    /**
     * Makes what is mounted at and below an open path read-only, in the mounts of this process: a copy of the tree is made read-only and then mounted
     * there, so that no path is looked up again. Since Linux 5.12.
     *
     * @param root whether the path is the root itself, which is changed in place: what is mounted over it would not be seen
     */
    public static int makeReadOnly(int fd, boolean root) {
        if (root) {
            return setReadOnly(fd);
        }
        int tree = (int) checked(openTree0(
                SYS_OPEN_TREE, fd, Address.ofData(EMPTY), OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH | AT_RECURSIVE));
        int result = tree < 0 ? tree : setReadOnly(tree);
        if (result >= 0) {
            result = (int) checked(moveMount0(
                    SYS_MOVE_MOUNT,
                    tree,
                    Address.ofData(EMPTY),
                    fd,
                    Address.ofData(EMPTY),
                    MOVE_MOUNT_BOTH_EMPTY_PATH));
        }
        Descriptors.close(tree);
        return result;
    }

    /**
     * <pre>{@code
     * struct mount_attr {      // 32 bytes
     *     __u64 attr_set;      //  0
     * }
     * }</pre>
     */
    private static int setReadOnly(int fd) {
        Struct attributes = new Struct(32).int64(0, MOUNT_ATTR_RDONLY);
        return (int) checked(mountSetattr0(
                SYS_MOUNT_SETATTR,
                fd,
                Address.ofData(EMPTY),
                AT_EMPTY_PATH | AT_RECURSIVE,
                attributes.address(),
                attributes.size()));
    }

    /**
     * Brings the loopback interface up, which a new network has down.
     *
     * <pre>{@code
     * struct ifreq {              // 40 bytes
     *     char ifr_name[16];      //  0
     *     short ifr_flags;        // 16
     * }
     * }</pre>
     */
    public static int bringLoopbackUp() {
        Struct request = new Struct(40).int16(16, IFF_UP_RUNNING);
        request.bytes()[0] = 'l';
        request.bytes()[1] = 'o';
        int fd = checked(socket0(AF_INET, SOCK_DGRAM, 0));
        int result = fd < 0 ? fd : checked(ioctl0(fd, SIOCSIFFLAGS, request.address()));
        Descriptors.close(fd);
        return result;
    }
}

package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * The result of {@code stat(2)} for a file.
 *
 * <pre>{@code
 * struct stat {             // 144 bytes
 *     dev_t st_dev;         //  0
 *     ino_t st_ino;         //  8
 *     nlink_t st_nlink;     // 16
 *     mode_t st_mode;       // 24
 *     uid_t st_uid;         // 28
 *     gid_t st_gid;         // 32
 *     off_t st_size;        // 48
 *     struct timespec st_mtim; // 88: seconds, 96: nanoseconds
 *     struct timespec st_ctim; // 104: seconds, 112: nanoseconds
 * }
 * }</pre>
 */
public final class Stat {

    public static final int REGULAR = 0x8000; // S_IFREG, <sys/stat.h>
    public static final int FOLDER = 0x4000; // S_IFDIR
    public static final int FIFO = 0x1000; // S_IFIFO
    public static final int SOCKET = 0xc000; // S_IFSOCK
    public static final int LINK = 0xa000; // S_IFLNK

    private static final int S_IFMT = 0xf000;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100; // <fcntl.h>

    private static final int OVERFLOW = 65_534; // /proc/sys/kernel/overflowuid
    private static final int NONE = -1;

    private static int unknown = NONE;

    private final Struct struct = new Struct(144);

    @Import(name = "stat")
    @Include("sys/stat.h")
    private static native int stat0(Address path, Address into);

    @Import(name = "lstat")
    @Include("sys/stat.h")
    private static native int lstat0(Address path, Address into);

    @Import(name = "fstat")
    @Include("sys/stat.h")
    private static native int fstat0(int fd, Address into);

    @Import(name = "fstatat")
    @Include("sys/stat.h")
    private static native int fstatat0(int folder, Address name, Address into, int flags);

    /** Of the file at a path, symbolic links followed. */
    public int stat(String path) {
        byte[] name = Text.terminated(path);
        return checked(stat0(Address.ofData(name), struct.address()));
    }

    /** Of the file at a path, be it a symbolic link itself. */
    public int lstat(String path) {
        byte[] name = Text.terminated(path);
        return checked(lstat0(Address.ofData(name), struct.address()));
    }

    public int fstat(int fd) {
        return checked(fstat0(fd, struct.address()));
    }

    /** Of the file with that name in an open folder, be it a symbolic link itself. */
    public int fstatat(int folder, String path) {
        byte[] name = Text.terminated(path);
        return checked(fstatat0(folder, Address.ofData(name), struct.address(), AT_SYMLINK_NOFOLLOW));
    }

    /** Returns one of the constants above, or another number. */
    public int kind() {
        return struct.int32(24) & S_IFMT;
    }

    public int permissions() {
        return struct.int32(24) & 0xfff;
    }

    /** The number of the file system it is on. */
    public long device() {
        return struct.int64(0);
    }

    public long inode() {
        return struct.int64(8);
    }

    public long links() {
        return struct.int64(16);
    }

    /** Returns its user; root, where that is nobody here, see {@link #countUnknownAsRoot}. */
    public int owner() {
        int owner = struct.int32(28);
        return owner == unknown ? 0 : owner;
    }

    /**
     * Lets a user who has no number in our user namespace count as root from now on. There only our own user has one, so the rights
     * of others cannot be told apart; nor have we any that we could lend them.
     */
    public static void countUnknownAsRoot() {
        unknown = OVERFLOW;
    }

    public int group() {
        return struct.int32(32);
    }

    public long size() {
        return struct.int64(48);
    }

    /** The last modification, in microseconds since 1970. */
    public long changed() {
        return struct.int64(88) * 1_000_000 + struct.int64(96) / 1000;
    }

    /** The last change of the content, or of its owner, mode, times or attributes, in microseconds since 1970. */
    public long touched() {
        return struct.int64(104) * 1_000_000 + struct.int64(112) / 1000;
    }
}

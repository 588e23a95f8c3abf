package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** Calls for files by their path. No descriptor opened here is inherited by programs. */
public final class Paths {

    public static final int O_RDONLY = 0; // <fcntl.h>
    public static final int O_WRONLY = 1; // <fcntl.h>
    public static final int O_RDWR = 2; // <fcntl.h>
    public static final int O_CREAT = 0x40; // <fcntl.h>
    public static final int O_NOCTTY = 0x100; // <fcntl.h>
    public static final int O_TRUNC = 0x200; // <fcntl.h>
    public static final int O_APPEND = 0x400; // <fcntl.h>
    public static final int O_NONBLOCK = 0x800; // <fcntl.h>
    public static final int O_DIRECTORY = 0x10000; // <fcntl.h>
    public static final int O_NOFOLLOW = 0x20000; // <fcntl.h>
    public static final int O_PATH = 0x200000; // <fcntl.h>

    private static final int W_OK = 2; // <unistd.h>
    private static final int O_CLOEXEC = 0x80000; // <fcntl.h>
    private static final long AT_FDCWD = -100; // <fcntl.h>
    private static final long SYS_OPENAT = 257; // <asm/unistd_64.h>

    /** Of {@code d_name} in {@code struct dirent}, after d_ino, d_off, d_reclen and d_type; <dirent.h>. */
    private static final int NAME = 19;

    /** In characters, of all names of a folder with what each takes besides; more are not held. */
    private static final int LONGEST_LIST = 4 << 20;

    private static final int OF_EACH_NAME = 32;
    private static final int EFBIG = 27; // <asm-generic/errno-base.h>

    private static final int PATH_MAX = 4096; // <linux/limits.h>

    private Paths() {}

    @Import(name = "syscall")
    @Include("unistd.h")
    private static native long openat0(long number, long folder, Address path, long flags, long mode);

    @Import(name = "unlink")
    @Include("unistd.h")
    private static native int unlink0(Address path);

    @Import(name = "rename")
    @Include("stdio.h")
    private static native int rename0(Address from, Address to);

    @Import(name = "rmdir")
    @Include("unistd.h")
    private static native int rmdir0(Address path);

    @Import(name = "mkdir")
    @Include("sys/stat.h")
    private static native int mkdir0(Address path, int mode);

    @Import(name = "mkfifo")
    @Include("sys/stat.h")
    private static native int mkfifo0(Address path, int mode);

    @Import(name = "chmod")
    @Include("sys/stat.h")
    private static native int chmod0(Address path, int mode);

    @Import(name = "lchown")
    @Include("unistd.h")
    private static native int lchown0(Address path, int owner, int group);

    @Import(name = "chdir")
    @Include("unistd.h")
    private static native int chdir0(Address path);

    @Import(name = "fchdir")
    @Include("unistd.h")
    private static native int fchdir0(int folder);

    @Import(name = "chroot")
    @Include("unistd.h")
    private static native int chroot0(Address path);

    @Import(name = "umask")
    @Include("sys/stat.h")
    private static native int umask0(int mask);

    @Import(name = "readlink")
    @Include("unistd.h")
    private static native long readlink0(Address path, Address into, long size);

    @Import(name = "realpath")
    @Include("stdlib.h")
    private static native Address realpath0(Address path, Address resolved);

    @Import(name = "free")
    @Include("stdlib.h")
    private static native void free0(Address memory);

    @Import(name = "opendir")
    @Include("dirent.h")
    private static native Address opendir0(Address path);

    @Import(name = "fdopendir")
    @Include("dirent.h")
    private static native Address fdopendir0(int fd);

    @Import(name = "access")
    @Include("unistd.h")
    private static native int access0(Address path, int mode);

    @Import(name = "readdir")
    @Include("dirent.h")
    private static native Address readdir0(Address folder);

    @Import(name = "closedir")
    @Include("dirent.h")
    private static native int closedir0(Address folder);

    /** Past musl's own {@code open}, which sets the flag O_CLOEXEC a second time, in a call of its own. */
    public static int open(String path, int flags, int mode) {
        byte[] name = Text.terminated(path);
        return (int) checked(openat0(SYS_OPENAT, AT_FDCWD, Address.ofData(name), flags | O_CLOEXEC, mode));
    }

    public static int unlink(String path) {
        byte[] name = Text.terminated(path);
        return checked(unlink0(Address.ofData(name)));
    }

    public static int rename(String from, String to) {
        byte[] old = Text.terminated(from);
        byte[] name = Text.terminated(to);
        return checked(rename0(Address.ofData(old), Address.ofData(name)));
    }

    public static int rmdir(String path) {
        byte[] name = Text.terminated(path);
        return checked(rmdir0(Address.ofData(name)));
    }

    public static int mkdir(String path, int mode) {
        byte[] name = Text.terminated(path);
        return checked(mkdir0(Address.ofData(name), mode));
    }

    public static int mkfifo(String path, int mode) {
        byte[] name = Text.terminated(path);
        return checked(mkfifo0(Address.ofData(name), mode));
    }

    public static int chmod(String path, int mode) {
        byte[] name = Text.terminated(path);
        return checked(chmod0(Address.ofData(name), mode));
    }

    public static int lchown(String path, int owner, int group) {
        byte[] name = Text.terminated(path);
        return checked(lchown0(Address.ofData(name), owner, group));
    }

    public static int chdir(String path) {
        byte[] name = Text.terminated(path);
        return checked(chdir0(Address.ofData(name)));
    }

    /** Changes to the folder that a descriptor stands for. */
    public static int fchdir(int folder) {
        return checked(fchdir0(folder));
    }

    public static int chroot(String path) {
        byte[] name = Text.terminated(path);
        return checked(chroot0(Address.ofData(name)));
    }

    /** Sets the file mode creation mask and returns the one before. */
    public static int umask(int mask) {
        return umask0(mask);
    }

    /** Adds the path without links and dots to {@code into}. */
    public static int realpath(String path, List<String> into) {
        byte[] name = Text.terminated(path);
        Address found = realpath0(Address.ofData(name), Memory.none());
        if (found.toLong() == 0) {
            return -Memory.errno();
        }
        into.add(Memory.string(found));
        free0(found);
        return 0;
    }

    /** Adds what a symbolic link says to {@code into}. */
    public static int readlink(String path, List<String> into) {
        byte[] name = Text.terminated(path);
        byte[] target = new byte[PATH_MAX];
        int count = checked((int) readlink0(Address.ofData(name), Address.ofData(target), PATH_MAX));
        if (count < 0) {
            return count;
        }
        into.add(Text.decode(target, 0, count));
        return 0;
    }

    /** Tells whether we may write to a file. */
    public static int writable(String path) {
        byte[] name = Text.terminated(path);
        return checked(access0(Address.ofData(name), W_OK));
    }

    /** Adds the names in a folder to {@code into}, without {@code .} and {@code ..}; {@code -EFBIG} where there are too many. */
    public static int names(String path, List<String> into) {
        byte[] name = Text.terminated(path);
        return names(opendir0(Address.ofData(name)), into);
    }

    /** The same of an open folder, which is closed. */
    public static int names(int fd, List<String> into) {
        return names(fdopendir0(fd), into);
    }

    private static int names(Address folder, List<String> into) {
        if (folder.toLong() == 0) {
            return -Memory.errno();
        }
        int length = 0;
        for (Address entry = readdir0(folder); entry.toLong() != 0; entry = readdir0(folder)) {
            String found = Memory.string(entry.add(NAME));
            length += found.length() + OF_EACH_NAME;
            if (length > LONGEST_LIST) {
                closedir0(folder);
                return -EFBIG;
            }
            if (!found.equals(".") && !found.equals("..")) {
                into.add(found);
            }
        }
        return checked(closedir0(folder));
    }
}

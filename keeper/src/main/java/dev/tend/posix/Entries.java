package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Calls for files by their name in an open folder, so that nobody can put another folder in its place meanwhile. No
 * descriptor opened here is inherited by programs.
 */
public final class Entries {

    public static final int O_EXCL = 0x80; // <fcntl.h>

    /** Instead of a folder: the name is a path. */
    public static final int AT_FDCWD = -100; // <fcntl.h>

    private static final int AT_EMPTY_PATH = 0x1000; // <fcntl.h>

    private static final int AT_REMOVEDIR = 0x200; // <fcntl.h>
    private static final int O_CLOEXEC = 0x80000; // <fcntl.h>
    private static final int PATH_MAX = 4096; // <limits.h>

    private Entries() {}

    @Import(name = "openat")
    @Include("fcntl.h")
    private static native int openat0(int folder, Address name, int flags, int mode);

    @Import(name = "mkdirat")
    @Include("sys/stat.h")
    private static native int mkdirat0(int folder, Address name, int mode);

    @Import(name = "unlinkat")
    @Include("unistd.h")
    private static native int unlinkat0(int folder, Address name, int flags);

    @Import(name = "renameat")
    @Include("stdio.h")
    private static native int renameat0(int oldFolder, Address oldName, int newFolder, Address newName);

    @Import(name = "mkfifoat")
    @Include("sys/stat.h")
    private static native int mkfifoat0(int folder, Address name, int mode);

    @Import(name = "fchownat")
    @Include("unistd.h")
    private static native int fchownat0(int folder, Address name, int owner, int group, int flags);

    @Import(name = "readlinkat")
    @Include("unistd.h")
    private static native int readlinkat0(int folder, Address name, Address into, long size);

    public static int openat(int folder, String name, int flags, int mode) {
        byte[] text = Text.terminated(name);
        return checked(openat0(folder, Address.ofData(text), flags | O_CLOEXEC, mode));
    }

    public static int mkdirat(int folder, String name, int mode) {
        byte[] text = Text.terminated(name);
        return checked(mkdirat0(folder, Address.ofData(text), mode));
    }

    public static int unlinkat(int folder, String name) {
        byte[] text = Text.terminated(name);
        return checked(unlinkat0(folder, Address.ofData(text), 0));
    }

    /** Removes a directory, which has to be empty. */
    public static int removeDirectory(int folder, String name) {
        byte[] text = Text.terminated(name);
        return checked(unlinkat0(folder, Address.ofData(text), AT_REMOVEDIR));
    }

    public static int renameat(int oldFolder, String oldName, int newFolder, String newName) {
        byte[] from = Text.terminated(oldName);
        byte[] to = Text.terminated(newName);
        return checked(renameat0(oldFolder, Address.ofData(from), newFolder, Address.ofData(to)));
    }

    public static int mkfifoat(int folder, String name, int mode) {
        byte[] text = Text.terminated(name);
        return checked(mkfifoat0(folder, Address.ofData(text), mode));
    }

    /** Gives an open file to a user and group, even if it is open with O_PATH only; -1: it keeps its own. */
    public static int chown(int fd, int owner, int group) {
        byte[] none = Text.terminated("");
        return checked(fchownat0(fd, Address.ofData(none), owner, group, AT_EMPTY_PATH));
    }

    /** Adds where a symbolic link leads to {@code into}. */
    public static int readlinkat(int folder, String name, List<String> into) {
        byte[] text = Text.terminated(name);
        byte[] target = new byte[PATH_MAX];
        int length = checked(readlinkat0(folder, Address.ofData(text), Address.ofData(target), target.length));
        if (length >= 0) {
            into.add(Text.decode(target, 0, length));
        }
        return length;
    }
}

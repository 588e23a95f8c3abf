package dev.tend.path;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.text.PathNames;
import java.util.OptionalInt;

/**
 * Opens files by absolute paths, and changes directories, without granting other users our rights. Where only root and
 * we can change what is on the way, the kernel follows the path; else we do, step by step, and refuse what another user
 * may have put there: a link, a hard link to another user's file, and a FIFO or device in place of a file.
 */
public final class GuardedPaths {

    /** The path of an open directory, without its descriptor. */
    public static final String HELD = "/proc/self/fd/";

    private final Ownership ownership;

    public GuardedPaths(Ownership ownership) {
        this.ownership = ownership;
    }

    public Ownership ownership() {
        return ownership;
    }

    /** An action on a name in a directory, which is {@link Entries#AT_FDCWD} where the name is a whole path. */
    @FunctionalInterface
    public interface Action {

        /** @return a negated errno where it failed */
        int on(int directory, String name);
    }

    /**
     * Carries out an action on the last name of a path that follows no link of that name.
     *
     * @return what the action returns, or a negated errno where there is no such directory
     * @throws KernelException where the path is not safe
     */
    public int at(String path, Action action) {
        if (isPlain(path)) {
            return action.on(Entries.AT_FDCWD, path);
        }
        return held(path, false, entry -> action.on(entry.directory(), entry.name()));
    }

    /** Tells whether nobody else can put something in the place of the last name of a path, or of those before. */
    public boolean isPlain(String path) {
        return path.startsWith("/") && ownership.isOurs(PathNames.parent(path));
    }

    /**
     * Does something with names in a directory, each of which follows what the action is given in place of a name.
     *
     * @return as {@link #at}
     */
    public int within(String directory, Action action) {
        if (ownership.isOurs(directory)) {
            return action.on(Entries.AT_FDCWD, directory + "/");
        }
        return held(directory, true, entry -> {
            int fd = Entries.openat(entry.directory(), entry.name(), DirectoryEntry.DIRECTORY, 0);
            try {
                return fd < 0 ? fd : action.on(fd, "");
            } finally {
                Descriptors.close(fd);
            }
        });
    }

    private interface Step {
        int on(DirectoryEntry entry);
    }

    private int held(String path, boolean follows, Step step) {
        DirectoryEntry entry;
        try {
            entry = DirectoryEntry.of(ownership, path, OptionalInt.empty(), follows);
        } catch (KernelException unreached) {
            if (unreached.errno() == Errno.ELOOP) {
                throw unreached;
            }
            return -unreached.errno();
        }
        try {
            return step.on(entry);
        } finally {
            entry.close();
        }
    }

    /**
     * Opens a regular file, or, with {@code O_DIRECTORY}, a directory. Links that root or we have made are followed.
     *
     * @param flags with {@code O_NOFOLLOW} where the last name must be no link at all
     * @return a descriptor, or a negated errno
     * @throws KernelException where it is not to be opened
     */
    public int open(String path, int flags, int mode) {
        if (isPlain(path)) {
            int result = Paths.open(path, flags | Paths.O_NOFOLLOW, mode);
            boolean link = result == -Errno.ELOOP || result == -Errno.ENOTDIR && (flags & Paths.O_DIRECTORY) != 0;
            if (!link || (flags & Paths.O_NOFOLLOW) != 0) {
                return result;
            }
            if (ownership.flaws(path).isEmpty()) {
                return Paths.open(path, flags, mode);
            }
        }
        return held(path, true, entry -> opened(entry, flags, mode));
    }

    /** Opens a file as {@link #open} does, but refuses with a negated errno too. */
    public int tryOpen(String path, int flags, int mode) {
        try {
            return open(path, flags, mode);
        } catch (KernelException refused) {
            return -refused.errno();
        }
    }

    /** Opens a file; a file that is to be emptied is checked first. */
    private static int opened(DirectoryEntry entry, int flags, int mode) {
        int way = flags & ~Paths.O_TRUNC | Paths.O_NOFOLLOW | Paths.O_NONBLOCK | Paths.O_NOCTTY;
        int fd = Entries.openat(entry.directory(), entry.name(), way, mode);
        if (fd < 0 || (flags & Paths.O_DIRECTORY) != 0) {
            return fd;
        }
        if (entry.isShared()) {
            check(fd, Stat.REGULAR, "no regular file", entry.path(), new Stat());
        }
        if ((flags & Paths.O_TRUNC) != 0) {
            Descriptors.ftruncate(fd, 0);
        }
        return fd;
    }

    /** Opens a FIFO, wherever it is, so that it neither waits nor shows an end. Returns as {@link #open}. */
    public int openFifo(String path) {
        return openFifo(path, new Stat());
    }

    /** Opens a FIFO as {@link #openFifo(String)} does, and tells what it is. */
    public int openFifo(String path, Stat into) {
        return openFifo(path, Paths.O_RDWR, into);
    }

    /** Opens a FIFO so that it does not wait. Returns as {@link #open}. */
    public int openFifo(String path, int access) {
        return openFifo(path, access, new Stat());
    }

    private int openFifo(String path, int access, Stat into) {
        int flags = access | Paths.O_NONBLOCK | Paths.O_NOFOLLOW;
        return at(path, (directory, name) -> {
            int fd = Entries.openat(directory, name, flags, 0);
            if (fd >= 0) {
                check(fd, Stat.FIFO, "no FIFO", path, into);
            }
            return fd;
        });
    }

    /**
     * Gives a Unix socket its name: the path, as others see it, unless another user might exchange a directory on the way.
     *
     * @return a negated errno where that failed
     */
    public int bind(int fd, String path) {
        if (isPlain(path)) {
            return Sockets.bind(fd, path);
        }
        return held(
                path,
                false,
                entry -> Sockets.bind(fd, entry.isFixed() ? path : HELD + entry.directory() + "/" + entry.name()));
    }

    /**
     * Refuses, and closes, what another user may have put in place of a file: that would grant our rights to another file, or make
     * us wait.
     *
     * @param path for the message
     * @param stat receives what it is
     */
    private static void check(int fd, int kind, String other, String path, Stat stat) {
        must(stat.fstat(fd), "cannot look at ", path);
        String problem = stat.kind() != kind ? "is " + other : stat.links() > 1 ? "is a hard link" : "";
        if (!problem.isEmpty()) {
            Descriptors.close(fd);
            throw KernelException.saying(
                    path + ": " + problem + ", and others may have put it there: remove it", Errno.EPERM);
        }
    }

    /**
     * Looks at what a path leads to.
     *
     * @return 0, or a negated errno
     * @throws KernelException where a link is in the way that another user may have made
     */
    int look(String path, Stat into) {
        if (isPlain(path)) {
            int result = into.fstatat(Entries.AT_FDCWD, path);
            if (result < 0 || into.kind() != Stat.LINK) {
                return result;
            }
            if (ownership.flaws(path).isEmpty()) {
                return into.stat(path);
            }
        }
        return held(path, true, entry -> into.fstatat(entry.directory(), entry.name()));
    }

    /** Looks at a path as {@link #look} does, but refuses a link with a negated errno too. */
    public int tryLook(String path, Stat into) {
        try {
            return look(path, into);
        } catch (KernelException refused) {
            return -refused.errno();
        }
    }

    /** Makes a file anew, to be written, in place of what has that name. Returns a descriptor, or a negated errno. */
    public static int create(int directory, String name, int mode) {
        int flags = Paths.O_WRONLY | Paths.O_CREAT | Entries.O_EXCL | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;
        int fd = Entries.openat(directory, name, flags, mode);
        if (fd == -Errno.EEXIST) {
            Entries.unlinkat(directory, name);
            fd = Entries.openat(directory, name, flags, mode);
        }
        return fd;
    }
}

package dev.tend.pidfile;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.Optional;
import java.util.OptionalInt;

/** An open pidfile. A file that is not a regular one or too large to hold a pid is not opened, whether that is a mistake or an attack. */
final class OpenFile implements AutoCloseable {

    private static final int LIMIT = 4096;

    /** The number of times that a file may come and go while it is opened. */
    private static final int TRIES = 100;

    private static final int FLAGS = Paths.O_NOFOLLOW | Paths.O_NONBLOCK | Paths.O_NOCTTY;

    private final Location location;
    private final int descriptor;
    private final boolean made;
    private final Stat stat = new Stat();

    private OpenFile(Location location, int descriptor, boolean made) {
        this.location = location;
        this.descriptor = descriptor;
        this.made = made;
    }

    /** @throws PidfileException where there is no file */
    static OpenFile reading(String path) {
        Location location = Location.of(path, OptionalInt.empty());
        return opened(location, Paths.O_RDONLY).orElseThrow(location::missing);
    }

    /** Makes the file and the folders above it where there are none. */
    static OpenFile writing(String path, int mode, int folderMode) {
        Location location = Location.of(path, OptionalInt.of(folderMode));
        for (int i = 0; i < TRIES; i++) {
            Optional<OpenFile> file = opened(location, Paths.O_RDWR);
            file = file.isPresent() ? file : created(location, mode);
            if (file.isPresent()) {
                return file.get();
            }
        }
        throw new KernelException("cannot open " + path, Errno.EAGAIN);
    }

    /** Empty where there is no file. Looked at before it is opened, for to open a device may do something. */
    private static Optional<OpenFile> opened(Location location, int access) {
        Stat stat = new Stat();
        if (stat.fstatat(location.folder(), location.name()) >= 0) {
            check(stat, location);
        }
        int result = Entries.openat(location.folder(), location.name(), access | FLAGS, 0);
        if (result == -Errno.ENOENT) {
            return Optional.empty();
        }
        OpenFile file = new OpenFile(location, must(result, "cannot open ", location.path()), false);
        check(file.stat(), location);
        return Optional.of(file);
    }

    /** Makes the file; empty where another process has just made it. */
    private static Optional<OpenFile> created(Location location, int mode) {
        int flags = Paths.O_RDWR | Paths.O_CREAT | Entries.O_EXCL | FLAGS;
        int result = Entries.openat(location.folder(), location.name(), flags, mode);
        if (result == -Errno.EEXIST) {
            return Optional.empty();
        }
        OpenFile file = new OpenFile(location, must(result, "cannot make ", location.path()), true);
        Descriptors.fchmod(file.descriptor, mode);
        return Optional.of(file);
    }

    private static void check(Stat stat, Location location) {
        String path = location.path();
        if (stat.links() > 1 && location.isShared()) {
            throw new PidfileException(
                    Reason.UNSUITABLE,
                    path,
                    0,
                    "is a hard link in a folder that others may write: it may be another program's");
        }
        if (stat.kind() != Stat.REGULAR) {
            throw new PidfileException(Reason.UNSUITABLE, path, 0, "is " + kind(stat.kind()) + ", no pidfile");
        }
        if (stat.size() > LIMIT) {
            throw new PidfileException(
                    Reason.UNSUITABLE, path, 0, "has " + stat.size() + " bytes, so it is no pidfile");
        }
    }

    private static String kind(int kind) {
        return switch (kind) {
            case Stat.FOLDER -> "a folder";
            case Stat.FIFO -> "a FIFO";
            case Stat.SOCKET -> "a socket";
            case Stat.LINK -> "a symbolic link";
            default -> "a device";
        };
    }

    /** Takes the lock, which ends with {@link #close}. @return false where another process has it */
    boolean lock() {
        int result = Descriptors.flock(descriptor, false);
        must(result == -Errno.EAGAIN ? 0 : result, "cannot lock ", location.path());
        return result != -Errno.EAGAIN;
    }

    /** Tells whether this still is the file with that name. */
    boolean current() {
        Stat now = new Stat();
        Stat own = stat();
        return now.fstatat(location.folder(), location.name()) >= 0
                && now.inode() == own.inode()
                && now.device() == own.device();
    }

    Location location() {
        return location;
    }

    int descriptor() {
        return descriptor;
    }

    Stat stat() {
        must(stat.fstat(descriptor), "cannot look at ", location.path());
        return stat;
    }

    Content content() {
        byte[] bytes = new byte[LIMIT];
        int count = must(Descriptors.pread(descriptor, bytes, 0), "cannot read ", location.path());
        return Content.of(Text.decode(bytes, 0, count));
    }

    /** Replaces the content in one write, with blanks over what was longer, so that nobody reads a part of two numbers. */
    void write(int pid) {
        String digits = String.valueOf(pid);
        int longer = (int) stat().size() - digits.length();
        byte[] bytes = Text.encode(digits + "\n".repeat(Math.max(0, longer)));
        int count = Descriptors.pwrite(descriptor, bytes, 0);
        if (count != bytes.length) {
            if (made) {
                remove();
            }
            throw new KernelException("cannot write " + location.path(), count < 0 ? -count : Errno.ENOSPC);
        }
        must(Descriptors.ftruncate(descriptor, digits.length()), "cannot write ", location.path());
    }

    /** Removes it from its folder; nothing where it is gone already. */
    void remove() {
        int result = Entries.unlinkat(location.folder(), location.name());
        must(result == -Errno.ENOENT ? 0 : result, "cannot remove ", location.path());
        ProcessIdentities.remove(location);
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
        location.close();
    }
}

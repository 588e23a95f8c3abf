package dev.tend.path;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.RecordLock;
import dev.tend.posix.Text;
import java.util.OptionalInt;

/**
 * The file whose lock is held by the keeper of a run directory, or of a log directory. The lock ends with the process
 * however that ends, and children don't inherit it. It also ends when any other descriptor of the file is closed: so
 * read this file by no other means.
 */
public final class LockFile {

    private static final int MODE = 0600;

    private final String path;
    private final int descriptor;

    private LockFile(String path, int descriptor) {
        this.path = path;
        this.descriptor = descriptor;
    }

    /** Opens the file, and makes it where it is missing. */
    public static LockFile open(String path) {
        int flags = Paths.O_RDWR | Paths.O_CREAT | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;
        return new LockFile(path, must(Paths.open(path, flags, MODE), "cannot open ", path));
    }

    /**
     * Takes the lock for as long as the process lives.
     *
     * @return false where another process has it
     */
    public boolean take() {
        int result = RecordLock.take(descriptor);
        if (result == -Errno.EAGAIN || result == -Errno.EACCES) {
            return false;
        }
        must(result, "cannot lock ", path);
        return true;
    }

    /** Writes into the locked file. Where that is impossible, the file stays empty. */
    public void note(String text) {
        Descriptors.ftruncate(descriptor, 0);
        Descriptors.pwrite(descriptor, Text.encode(text), 0);
    }

    /** The pid of another process that has it; 0 where it can't be seen from here, as from within another container. */
    public OptionalInt holder() {
        int pid = RecordLock.holder(descriptor);
        return pid < 0 ? OptionalInt.empty() : OptionalInt.of(pid);
    }

    /** Gives the lock up. */
    public void close() {
        Descriptors.close(descriptor);
    }
}

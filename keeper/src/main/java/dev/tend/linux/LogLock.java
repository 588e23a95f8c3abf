package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.LockFile;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Identity;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The claim of a keeper to the logs in a directory: the lock of a file in it, and, as a second proof for where somebody removes that
 * file, a socket in the abstract namespace of {@code unix(7)}, which nobody can remove. Its name is the number of the directory, so
 * the path that leads there does not matter. It holds within one network namespace; and it counts only where it belongs to root or to the
 * keeper's user, since anybody can take such a name.
 */
public final class LogLock {

    private static final int ROOT = 0;

    private final String folder;
    private final String path;
    private Optional<LockFile> file = Optional.empty();
    private int socket = -1;
    private OptionalInt rival = OptionalInt.empty();

    /** @param path of the file */
    public LogLock(String folder, String path) {
        this.folder = folder;
        this.path = path;
    }

    /**
     * Takes the lock of the file, which is made where it is missing, for as long as the process lives.
     *
     * @return false where another process has it
     * @throws KernelException where there can be no lock, or none that counts: the file's owner could lock it, and remove it
     */
    public boolean takeFile() {
        LockFile opened = LockFile.open(path);
        file.ifPresent(LockFile::close);
        file = Optional.of(opened);
        var stat = new Stat();
        must(stat.lstat(path), "cannot look at ", path);
        if (stat.owner() != ROOT && stat.owner() != Identity.getuid()) {
            throw new KernelException(path + " belongs to user " + Integer.toUnsignedString(stat.owner()));
        }
        boolean taken = opened.take();
        rival = taken ? OptionalInt.empty() : opened.holder();
        return taken;
    }

    /**
     * Takes the second proof.
     *
     * @return false where another keeper has it
     */
    public boolean takeName() {
        String name = name();
        int fd = must(Sockets.stream(false), "cannot make a socket");
        int result = Sockets.bindAbstract(fd, name);
        if (result >= 0) {
            result = Sockets.listen(fd, 0);
        }
        if (result >= 0) {
            socket = fd;
            return true;
        }
        Descriptors.close(fd);
        rival = result == -Errno.EADDRINUSE ? holder("@" + name) : OptionalInt.empty();
        return rival.isEmpty() || rival.getAsInt() == Tasks.getpid(); // a child may have the former socket still
    }

    private String name() {
        var stat = new Stat();
        must(stat.stat(folder), "cannot look at ", folder);
        return "tend-logs-" + Long.toHexString(stat.device()) + "-" + Long.toHexString(stat.inode());
    }

    private static OptionalInt holder(String address) {
        try {
            return UnixSocket.listener(address, user -> user == ROOT || user == Identity.getuid());
        } catch (KernelException unknown) {
            return OptionalInt.empty();
        }
    }

    /** Returns the pid of the process that has what could not be taken; 0 where that cannot be seen from here. */
    public OptionalInt rival() {
        return rival;
    }

    /** Writes the path of the keeper's run directory into the file. */
    public void note(String runFolder) {
        file.ifPresent(each -> each.note(runFolder));
    }

    /** Gives the claim up. */
    public void close() {
        file.ifPresent(LockFile::close);
        if (socket >= 0) {
            Descriptors.close(socket);
        }
    }
}

package dev.tend.runit;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.path.GuardedPaths;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder {@code supervise} of a service folder, as runsv(8) keeps it for programs that read the status or give
 * orders: made, locked, and written. It may be a link to another place. It does not interpret the orders.
 */
public final class SuperviseFolder implements ControlFolder {

    private static final int FOLDER_MODE = 0700;
    private static final int ABOVE_MODE = 0755;
    private static final int FIFO_MODE = 0600;
    private static final int FILE_MODE = 0644;

    /** The service's user may own it, so that it can give orders. */
    private static final GuardedPaths PATHS = new PosixFiles().paths();

    private final String folder;
    private final int lock;

    /** The FIFO that shows, when it can be opened for writing, that the service is supervised. */
    private int ok = -1;

    private int control = -1;

    private SuperviseFolder(String folder, int lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the lock of a service folder, in which no orders can be given yet.
     *
     * @return empty where another process has it
     * @throws dev.tend.kernel.KernelException where the lock cannot be made
     */
    public static Optional<SuperviseFolder> open(String service) {
        String folder = service + "/supervise";
        make(folder);
        int lock = must(FileLock.open(PATHS, folder + "/lock"), "cannot open ", folder + "/lock");
        int locked = Descriptors.flock(lock, false);
        if (locked == -Errno.EAGAIN) {
            Descriptors.close(lock);
            return Optional.empty();
        }
        if (locked < 0) {
            Descriptors.close(lock);
        }
        must(locked, "cannot lock ", folder);
        if (isSupervised(folder)) {
            Descriptors.close(lock);
            return Optional.empty();
        }
        return Optional.of(new SuperviseFolder(folder, lock));
    }

    /** Tells whether a supervisor takes orders here whose lock was removed: a FIFO without a reader cannot be opened for writing. */
    static boolean isSupervised(String folder) {
        int ok = Paths.open(folder + "/ok", Paths.O_WRONLY | Paths.O_NONBLOCK, 0);
        Stat stat = new Stat();
        boolean supervised = ok >= 0 && stat.fstat(ok) >= 0 && stat.kind() == Stat.FIFO;
        Descriptors.close(ok);
        return supervised;
    }

    @Override
    public void serve() {
        ok = must(fifo(folder + "/ok"), "cannot keep ", folder);
        control = must(fifo(folder + "/control"), "cannot keep ", folder);
    }

    /** A link may lead to where there is nothing yet, such as below {@code /run}. */
    private static void make(String folder) {
        List<String> target = new ArrayList<>();
        int made = mkdir(folder, FOLDER_MODE);
        if (made == -Errno.EEXIST && Paths.readlink(folder, target) == 0) {
            String link = target.getFirst();
            String place = link.startsWith("/") ? link : folder.substring(0, folder.lastIndexOf('/') + 1) + link;
            if (place.lastIndexOf('/') > 0) {
                mkdir(place.substring(0, place.lastIndexOf('/')), ABOVE_MODE);
            }
            made = mkdir(place, FOLDER_MODE);
        }
        must(made == -Errno.EEXIST ? 0 : made, "cannot make the folder ", folder);
    }

    private static int mkdir(String path, int mode) {
        return PATHS.at(path, (directory, name) -> Entries.mkdirat(directory, name, mode));
    }

    /**
     * Opens a FIFO, made where it is missing. An existing one keeps its mode and owner: they determine who may give
     * orders. It is opened so that reading never reaches an end.
     */
    private static int fifo(String path) {
        PATHS.at(path, (directory, name) -> Entries.mkfifoat(directory, name, FIFO_MODE));
        return PATHS.openFifo(path);
    }

    @Override
    public int control() {
        return control;
    }

    @Override
    public void write(SuperviseStatus status, String words) {
        byte[] pid = Text.encode(status.pid() == 0 ? "" : status.pid() + "\n");
        byte[] stat = Text.encode(words);
        int result = PATHS.within(folder, (directory, start) -> {
            int written = put(directory, start + "pid", pid);
            written = written < 0 ? written : put(directory, start + "stat", stat);
            return written < 0 ? written : put(directory, start + "status", status.encode());
        });
        must(result == -Errno.ENOENT ? 0 : result, "cannot write ", folder);
    }

    private static int put(int directory, String path, byte[] bytes) {
        String draft = path + ".new";
        int fd = GuardedPaths.create(directory, draft, FILE_MODE);
        if (fd < 0) {
            return fd;
        }
        int written = Descriptors.write(fd, bytes, 0, bytes.length);
        Descriptors.close(fd);
        if (written == bytes.length) {
            return Entries.renameat(directory, draft, directory, path);
        }
        return written < 0 ? written : -Errno.ENOSPC;
    }

    @Override
    public void close() {
        Descriptors.close(control);
        Descriptors.close(ok);
        Descriptors.close(lock);
    }
}

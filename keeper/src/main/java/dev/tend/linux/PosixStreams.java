package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.path.Account;
import dev.tend.path.Accounts;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.proc.OpenedProcesses;
import dev.tend.service.Limit;
import java.util.Optional;

/** Output and control connections. */
public final class PosixStreams implements Streams {

    private static final int FIFO_MODE = 0600;
    private static final int LOG_MODE = 0640;
    private static final int RESERVE = 16;
    private static final int NONE = -1;

    private final PosixFiles files;
    private final OpenedProcesses nonChildren;
    private final Stat stat = new Stat();
    private final int[] scratch = new int[2];
    private Optional<SharedOutput> console = Optional.empty();
    private Optional<SharedOutput> errors = Optional.empty();
    private final SyslogSocket syslog = new SyslogSocket(SyslogSocket.PATH);
    private byte[] skipped = {};
    private int spare;

    /** The first descriptor that no service gets, by the limit as it was when it was looked up last. */
    private long firstReserved;

    /** The file that was opened last and not looked at since; what it is stands in {@link #stat}. */
    private int unlooked = NONE;

    /** @param nonChildren learns which descriptors are closed, for some may be its own */
    public PosixStreams(PosixFiles files, OpenedProcesses nonChildren) {
        this.files = files;
        this.nonChildren = nonChildren;
        must(Descriptors.pipe2(scratch), "cannot make a pipe");
        this.spare = openSpare();
    }

    /** Opened for writing too: a FIFO nobody writes to at the moment would tell the poller of its end without end. */
    @Override
    public int openFifo(String path, Optional<String> owner, long size) {
        int made = files.paths().at(path, (directory, name) -> Entries.mkfifoat(directory, name, FIFO_MODE));
        must(made == -Errno.EEXIST ? 0 : made, "cannot make the FIFO ", path);
        unlooked = NONE;
        int fd = forService(files.paths().openFifo(path, stat), "cannot open the FIFO ", path);
        if (stat.permissions() != FIFO_MODE) {
            Descriptors.fchmod(fd, FIFO_MODE);
        }
        owner.ifPresent(user -> giveTo(fd, user));
        if (size > 0 && Descriptors.pipeSize(fd) < size) {
            Descriptors.setPipeSize(fd, size); // or it stays as large as an unprivileged user may have it
        }
        return fd;
    }

    /**
     * Returns a descriptor for a service. The last descriptors are for the keeper itself: its clients, its own files,
     * and the next child.
     */
    private int forService(int fd, String tried, String path) {
        if (fd >= 0 && fd < firstReserved) {
            return fd;
        }
        long[] limit = new long[2];
        Tasks.getrlimit(Limit.Resource.NOFILE.number(), limit);
        firstReserved = limit[0] > 0 ? limit[0] - Math.min(RESERVE, limit[0] / 4) : Long.MAX_VALUE;
        boolean last = fd >= firstReserved;
        if (last) {
            Descriptors.close(fd);
        }
        if (last || fd == -Errno.EMFILE) {
            throw KernelException.saying(
                    tried + path + ": too many open files for a limit of " + limit[0]
                            + ": raise the keeper's, two for each service",
                    Errno.EMFILE);
        }
        return must(fd, tried, path);
    }

    /** Gives a file to a user. A user that does not exist is left for the child to complain about. */
    private void giveTo(int fd, String user) {
        Accounts accounts = Accounts.ofTheSystem(files);
        int id = accounts.user(user).map(Account::user).orElseGet(() -> Accounts.id(user)
                .orElse(-1));
        if (id != -1 && id != stat.owner()) {
            Descriptors.fchown(fd, id, -1);
        }
    }

    /** Not O_APPEND, which splice refuses. */
    @Override
    public int openLog(String path) {
        return forService(openFile(path, Paths.O_RDWR), "cannot open ", path);
    }

    @Override
    public int openAppending(String path) {
        return must(openFile(path, Paths.O_RDWR | Paths.O_APPEND), "cannot open ", path);
    }

    /** With O_NONBLOCK, for a FIFO in place of the file. Returns a negated errno where nothing better can be said. */
    private int openFile(String path, int access) {
        int flags = access | Paths.O_CREAT | Paths.O_NOCTTY | Paths.O_NONBLOCK | Paths.O_NOFOLLOW;
        int opened = files.paths().open(path, flags, LOG_MODE);
        if (opened == -Errno.ELOOP) {
            throw KernelException.saying(
                    path + " is a symbolic link: remove it; a link may stand for its directory", Errno.ELOOP);
        }
        if (opened == -Errno.EPERM && isAppendOnly(path, flags)) {
            throw KernelException.saying(path + " is append-only: use chattr -a, or remove it", Errno.EPERM);
        }
        if (opened >= 0 && (stat.fstat(opened) < 0 || stat.kind() != Stat.REGULAR)) {
            Descriptors.close(opened);
            throw KernelException.saying(path + " is no regular file: remove it", Errno.EINVAL);
        }
        unlooked = opened;
        return opened;
    }

    private boolean isAppendOnly(String path, int flags) {
        int fd = files.paths().open(path, flags | Paths.O_APPEND, LOG_MODE);
        Descriptors.close(fd);
        return fd >= 0;
    }

    @Override
    public long end(int descriptor) {
        Stat file = look(descriptor);
        unlooked = NONE;
        return file.links() > 0 ? file.size() : -Errno.ENOENT;
    }

    @Override
    public long splice(int from, int to, long position, long count) {
        unlooked = NONE;
        return Descriptors.splice(from, to, position, count);
    }

    @Override
    public int writeAt(int descriptor, byte[] from, long position) {
        unlooked = NONE;
        return Descriptors.pwrite(descriptor, from, position);
    }

    /** By way of a scratch pipe, which is empty before and after; so never more than that holds, 64 KiB. */
    @Override
    public int peek(int pipe, byte[] into) {
        int count = (int) Descriptors.tee(pipe, scratch[1], into.length);
        int done = 0;
        while (done < count) {
            int read = Descriptors.read(scratch[0], into, done, count - done);
            if (read <= 0) {
                return read;
            }
            done += read;
        }
        return count;
    }

    @Override
    public int skip(int pipe, int count) {
        if (skipped.length < count) {
            skipped = new byte[count];
        }
        return Descriptors.read(pipe, skipped, 0, count);
    }

    @Override
    public int syslog(int priority, byte[] text, int count) {
        return syslog.send(priority, text, count);
    }

    @Override
    public int available(int pipe) {
        return Math.max(0, Descriptors.readable(pipe));
    }

    @Override
    public int capacity(int pipe) {
        return Math.max(0, Descriptors.pipeSize(pipe));
    }

    @Override
    public int resize(int pipe, long size) {
        return Descriptors.setPipeSize(pipe, size);
    }

    @Override
    public int read(int descriptor, byte[] into) {
        return Descriptors.read(descriptor, into);
    }

    @Override
    public int write(int descriptor, byte[] from, int offset, int count) {
        unlooked = NONE;
        Optional<SharedOutput> shared = shared(descriptor);
        return shared.isPresent()
                ? shared.get().write(from, offset, count)
                : Descriptors.write(descriptor, from, offset, count);
    }

    private Optional<SharedOutput> shared(int descriptor) {
        return isOf(console, descriptor) ? console : isOf(errors, descriptor) ? errors : Optional.empty();
    }

    private static boolean isOf(Optional<SharedOutput> output, int descriptor) {
        return output.isPresent() && output.get().descriptor() == descriptor;
    }

    /** Tells whether a descriptor stands for a standard stream, which others may fill. */
    boolean isShared(int descriptor) {
        return shared(descriptor).isPresent();
    }

    @Override
    public int readAt(String path, long position, byte[] into) {
        int fd = openToRead(path);
        if (fd < 0) {
            return fd;
        }
        int count = readAt(fd, position, into);
        Descriptors.close(fd);
        return count;
    }

    @Override
    public int openToRead(String path) {
        return files.paths().open(path, Paths.O_RDONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY, 0);
    }

    @Override
    public int readAt(int descriptor, long position, byte[] into) {
        return Descriptors.pread(descriptor, into, position);
    }

    @Override
    public long inode(int descriptor) {
        return look(descriptor).inode();
    }

    /** Tells whether a process has a FIFO open for reading; otherwise it cannot be opened for writing. Services have it open for both. */
    @Override
    public boolean isHeld(String fifo) {
        unlooked = NONE;
        int fd = Paths.open(fifo, Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_NOFOLLOW, 0);
        boolean held = fd >= 0 && stat.fstat(fd) >= 0 && stat.kind() == Stat.FIFO;
        Descriptors.close(fd);
        return held;
    }

    @Override
    public long size(int descriptor) {
        Stat file = look(descriptor);
        unlooked = NONE;
        return file.size();
    }

    /** Looks at a file, unless that was done when it was opened. Its size counts once: it may change from now on. */
    private Stat look(int descriptor) {
        if (descriptor == unlooked) {
            return stat;
        }
        unlooked = NONE;
        must(stat.fstat(descriptor), "cannot look at descriptor ", String.valueOf(descriptor));
        return stat;
    }

    @Override
    public int truncate(int descriptor, long size) {
        unlooked = NONE;
        return Descriptors.ftruncate(descriptor, size);
    }

    @Override
    public void close(int descriptor) {
        nonChildren.closed(descriptor);
        Descriptors.close(descriptor);
    }

    @Override
    public int listen(String path, Optional<String> group) {
        return UnixSocket.listen(path, UnixSocket.group(group, files));
    }

    @Override
    public Optional<Connection> accept(int listener) {
        int fd = Sockets.accept(listener);
        if (fd == -Errno.EMFILE || fd == -Errno.ENFILE) {
            turnAway(listener);
        }
        int[] peer = new int[3];
        if (fd < 0) {
            return Optional.empty();
        }
        must(Sockets.peer(fd, peer), "cannot tell who connected");
        return Optional.of(new Connection(fd, peer[1], peer[0]));
    }

    @Override
    public boolean isClosedByPeer(int connection) {
        return Terminals.isHungUp(connection);
    }

    /**
     * Accepts and closes a connection. Without a free descriptor no client can be served, but a waiting one would keep
     * the poller awake.
     */
    private void turnAway(int listener) {
        Descriptors.close(spare);
        Descriptors.close(Sockets.accept(listener));
        spare = openSpare();
    }

    private static int openSpare() {
        return Paths.open("/dev/null", Paths.O_RDONLY, 0);
    }

    @Override
    public int console() {
        if (console.isEmpty()) {
            console = Optional.of(new SharedOutput(StandardStreams.OUTPUT));
        }
        return console.get().descriptor();
    }

    @Override
    public int errors() {
        if (errors.isEmpty()) {
            errors = Optional.of(new SharedOutput(StandardStreams.ERROR));
        }
        return errors.get().descriptor();
    }
}

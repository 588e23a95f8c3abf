package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.Accounts;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import dev.tend.proc.ProcStat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Unix stream sockets by path. A path too long for the kernel is reached by way of its folder's descriptor. */
public final class UnixSocket {

    private static final int WAITING_CONNECTIONS = 128;

    private UnixSocket() {}

    /**
     * Listens in place of an earlier socket, if there is one. The new socket is renamed over the old one, so that a
     * client that connects finds one of the two; and its owner and mode are set before it has its name, so that nobody
     * connects too early.
     */
    static int listen(String path, Optional<Integer> group) {
        Stat stat = new Stat();
        if (stat.lstat(path) == 0 && stat.kind() != Stat.SOCKET) {
            throw new KernelException("cannot listen on " + path, Errno.EEXIST);
        }
        String draft = path + ".new";
        Paths.unlink(draft);
        int fd = must(Sockets.stream(false), "cannot listen on ", path);
        int mask = Paths.umask(group.isPresent() ? 0117 : 0177);
        int result = at(draft, where -> Sockets.bind(fd, where));
        Paths.umask(mask);
        if (result >= 0 && group.isPresent()) {
            result = Paths.lchown(draft, -1, group.get());
        }
        if (result >= 0) {
            result = Sockets.listen(fd, WAITING_CONNECTIONS);
        }
        if (result >= 0) {
            result = Paths.rename(draft, path);
        }
        if (result < 0) {
            Paths.unlink(draft);
            Descriptors.close(fd);
        }
        must(result, "cannot listen on ", path);
        return fd;
    }

    /** Returns a connected socket that does not block, or a negated errno: EAGAIN where the queue of connections is full. */
    public static int connect(String path) {
        int fd = must(Sockets.stream(false), "cannot make a socket");
        int result = at(path, where -> Sockets.connect(fd, where));
        if (result < 0) {
            Descriptors.close(fd);
            return result;
        }
        return fd;
    }

    /** See {@code ControlClient#listener}. */
    public static OptionalInt listener(String path) {
        return listener(path, _ -> true);
    }

    /**
     * The same, also for an address {@code @NAME} of the abstract namespace.
     *
     * @param counts which users' listeners count
     */
    static OptionalInt listener(String path, IntPredicate counts) {
        int fd = must(Sockets.stream(false), "cannot make a socket");
        int result = at(path, where -> Sockets.connect(fd, where));
        int[] peer = new int[3];
        boolean known = result >= 0 && Sockets.peer(fd, peer) >= 0;
        Descriptors.close(fd);
        boolean nobody = result == -Errno.ENOENT || result == -Errno.ENOTDIR || result == -Errno.ECONNREFUSED;
        nobody |= known && !counts.test(peer[1]);
        if (nobody || known && peer[0] > 0 && !isAlive(peer[0])) {
            return OptionalInt.empty();
        }
        must(result == -Errno.EAGAIN ? 0 : result, "cannot connect to ", path); // EAGAIN: others wait there already
        return OptionalInt.of(known ? peer[0] : 0);
    }

    private static boolean isAlive(int pid) {
        try {
            return ProcStat.of(pid).filter(stat -> !stat.dead()).isPresent();
        } catch (KernelException hidden) {
            return true;
        }
    }

    private interface Action {
        int on(String path);
    }

    private static int at(String path, Action action) {
        int slash = path.lastIndexOf('/');
        if (path.startsWith("@") || Text.encode(path).length < Sockets.PATH_SIZE || slash <= 0) {
            return action.on(path);
        }
        int folder = Paths.open(path.substring(0, slash), Paths.O_PATH | Paths.O_DIRECTORY, 0);
        if (folder < 0) {
            return folder;
        }
        int result = action.on("/proc/self/fd/" + folder + path.substring(slash));
        Descriptors.close(folder);
        return result;
    }

    /** The number of a group that may connect. */
    static Optional<Integer> group(Optional<String> name, Files files) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt id = Accounts.ofTheSystem(files).group(name.get());
        if (id.isEmpty()) {
            throw new KernelException("group \"" + name.get() + "\" does not exist");
        }
        return Optional.of(id.getAsInt());
    }
}

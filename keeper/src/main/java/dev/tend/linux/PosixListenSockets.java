package dev.tend.linux;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.ListenSockets;
import dev.tend.kernel.NotifySocket;
import dev.tend.lifecycle.Process;
import dev.tend.path.Account;
import dev.tend.path.Accounts;
import dev.tend.path.GuardedPaths;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Bound;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.proc.ProcStat;
import dev.tend.service.Address;
import dev.tend.text.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The sockets of services. */
final class PosixListenSockets implements ListenSockets {

    /** {@code SOMAXCONN} of {@code <sys/socket.h>}; the system lowers it to what it allows. */
    private static final int WAITING_CONNECTIONS = 4096;

    private static final int ALL = 0777;
    private static final byte[] ANY_SIX = new byte[16];
    private static final byte[] ANY_FOUR = new byte[4];

    /** The number of a process's descriptors that are looked at; a socket that it was handed has one of the first. */
    private static final int LOOKED_AT = 1024;

    private final PosixFiles files;

    PosixListenSockets(PosixFiles files) {
        this.files = files;
    }

    @Override
    public int open(Address address, Optional<String> owner) {
        int fd =
                switch (address) {
                    case Address.Inet inet -> inet(inet);
                    case Address.Unix unix -> unix(unix, owner);
                };
        if (fd < 0) {
            throw new KernelException("cannot listen on " + address.text(), -fd);
        }
        return fd;
    }

    /** A machine may have no IPv6; then every address is every IPv4 address. */
    private static int inet(Address.Inet inet) {
        if (!inet.ip().isEmpty()) {
            return bound(Bound.inet(bytes(inet), inet.port()), inet.stream(), false);
        }
        int fd = bound(Bound.inet(ANY_SIX, inet.port()), inet.stream(), true);
        return fd == -Errno.EAFNOSUPPORT || fd == -Errno.EADDRNOTAVAIL
                ? bound(Bound.inet(ANY_FOUR, inet.port()), inet.stream(), false)
                : fd;
    }

    private static byte[] bytes(Address.Inet inet) {
        return IpAddress.parse(inet.ip()).orElse(ANY_FOUR);
    }

    private static int bound(byte[] address, boolean stream, boolean both) {
        int fd = Bound.socket(address, stream);
        if (fd < 0) {
            return fd;
        }
        int result = Bound.bind(fd, address, stream, both);
        if (result >= 0 && stream) {
            result = Sockets.listen(fd, WAITING_CONNECTIONS);
        }
        return kept(fd, result);
    }

    private static int kept(int fd, int result) {
        if (result < 0) {
            Descriptors.close(fd);
        }
        return result < 0 ? result : fd;
    }

    private int unix(Address.Unix unix, Optional<String> owner) {
        if (removeFile(unix) == -Errno.EADDRINUSE) {
            return -Errno.EADDRINUSE;
        }
        int fd = Sockets.stream(true);
        if (fd < 0) {
            return fd;
        }
        int mask = Paths.umask(ALL & ~unix.mode());
        int result = files.paths().bind(fd, unix.path());
        Paths.umask(mask);
        if (result >= 0 && owner.isPresent()) {
            result = files.paths().at(unix.path(), (directory, name) -> give(directory, name, owner.get()));
        }
        if (result >= 0) {
            result = Sockets.listen(fd, WAITING_CONNECTIONS);
        }
        return kept(fd, result);
    }

    /**
     * Gives a file to a user, but only one that we have just made: where others may write, one of root's files may have
     * been put in its place.
     */
    private int give(int directory, String name, String owner) {
        int place = Entries.openat(directory, name, Paths.O_PATH | Paths.O_NOFOLLOW, 0);
        if (place < 0) {
            return place;
        }
        Stat stat = new Stat();
        stat.fstat(place);
        boolean ours = stat.kind() == Stat.SOCKET && stat.links() == 1 && stat.owner() == Identity.geteuid();
        Optional<Account> account = Accounts.ofTheSystem(files).user(owner);
        int user = account.map(Account::user).orElseGet(() -> Accounts.id(owner).orElse(-1));
        int result =
                ours ? Entries.chown(place, user, account.map(Account::group).orElse(-1)) : -Errno.EPERM;
        Descriptors.close(place);
        return result;
    }

    @Override
    public NotifySocket notifySocket(String path, Optional<String> owner) {
        return new PosixNotifySocket(path, owner, files);
    }

    @Override
    public void removeDoor(Address address) {
        if (address instanceof Address.Unix unix) {
            removeFile(unix);
        }
    }

    /**
     * Removes the file of a socket on which no process listens. A file that is no socket stays, and so does a socket
     * that a process listens on: binding fails with EADDRINUSE.
     */
    private int removeFile(Address.Unix unix) {
        return files.paths().at(unix.path(), PosixListenSockets::removeSocket);
    }

    private static int removeSocket(int directory, String name) {
        Stat stat = new Stat();
        int result = stat.fstatat(directory, name);
        if (result < 0 || stat.kind() != Stat.SOCKET) {
            return result;
        }
        int found = connect(directory == Entries.AT_FDCWD ? name : GuardedPaths.HELD + directory + "/" + name);
        boolean left = found == -Errno.ECONNREFUSED || found == -Errno.EACCES && stat.owner() == Identity.geteuid();
        return left ? Entries.unlinkat(directory, name) : -Errno.EADDRINUSE;
    }

    /** Finds out whether anybody has a socket: the file stays when they are gone, and then refuses connections. */
    private static int connect(String path) {
        int fd = Sockets.stream(false);
        int result = fd < 0 ? fd : Sockets.connect(fd, path);
        Descriptors.close(fd);
        return result;
    }

    @Override
    public Optional<Integer> takeBack(Address address, Process holder) {
        int process = Tasks.pidfdOpen(holder.pid());
        if (process < 0) {
            return Optional.empty();
        }
        boolean same = ProcStat.of(holder.pid())
                .filter(stat -> stat.birth() == holder.birth())
                .isPresent();
        Optional<Integer> found = same ? find(address, process, holder.pid()) : Optional.empty();
        Descriptors.close(process);
        return found;
    }

    private Optional<Integer> find(Address address, int process, int pid) {
        String folder = "/proc/" + pid + "/fd";
        for (String name : names(folder)) {
            OptionalInt number = Accounts.id(name);
            if (number.isPresent() && isSocket(folder + "/" + name)) {
                int fd = Tasks.pidfdGetfd(process, number.getAsInt());
                if (fd >= 0 && matches(address, fd)) {
                    return Optional.of(fd);
                }
                Descriptors.close(fd);
            }
        }
        return Optional.empty();
    }

    private List<String> names(String folder) {
        List<String> names = files.namesIfPossible(folder);
        return names.subList(0, Math.min(LOOKED_AT, names.size()));
    }

    private boolean isSocket(String path) {
        try {
            return files.link(path).filter(link -> link.startsWith("socket:")).isPresent();
        } catch (KernelException gone) {
            return false;
        }
    }

    private static boolean matches(Address address, int fd) {
        return switch (address) {
            case Address.Unix(var path, var _) ->
                Bound.isBound(fd, Bound.unix(path), true)
                        || Bound.isBound(fd, GuardedPaths.HELD, path.substring(path.lastIndexOf('/')));
            case Address.Inet inet
            when inet.ip().isEmpty() ->
                Bound.isBound(fd, Bound.inet(ANY_SIX, inet.port()), inet.stream())
                        || Bound.isBound(fd, Bound.inet(ANY_FOUR, inet.port()), inet.stream());
            case Address.Inet inet -> Bound.isBound(fd, Bound.inet(bytes(inet), inet.port()), inet.stream());
        };
    }
}

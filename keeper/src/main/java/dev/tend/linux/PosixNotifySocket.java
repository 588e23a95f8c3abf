package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Files;
import dev.tend.kernel.NotifySocket;
import dev.tend.path.Account;
import dev.tend.path.Accounts;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Identity;
import dev.tend.posix.Messages;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Text;
import dev.tend.proc.ProcStat;
import java.util.Optional;

/**
 * A Unix datagram socket that its owner alone may write to. It is renamed to its path once it is ready, in the place of one
 * that a former keeper has left.
 */
final class PosixNotifySocket implements NotifySocket {

    private static final int PRIVATE = 0177;
    private static final int ROOT = 0;

    /** The buffer for messages, shared by all: each message is copied out of it before the next is read. */
    private static final Messages MESSAGES = new Messages(LONGEST);

    private final String path;
    private final boolean isFile;
    private final int owner;
    private final int fd;

    /** @throws KernelException where the path is too long for a socket, or cannot be made */
    PosixNotifySocket(String path, Optional<String> owner, Files files) {
        this.path = path;
        this.owner = owner.flatMap(
                        name -> Accounts.ofTheSystem(files).user(name).map(Account::user))
                .or(() -> owner.flatMap(PosixNotifySocket::number))
                .orElse(Identity.getuid());
        isFile = !path.startsWith("@");
        fd = must(Sockets.datagram(), "cannot make a socket");
        int slash = path.lastIndexOf('/');
        String draft = path.substring(0, slash + 1) + "." + path.substring(slash + 1);
        int result = isFile ? bind(draft) : bindAbstract();
        if (result < 0 && isFile) {
            Paths.unlink(draft);
        }
        if (result < 0) {
            Descriptors.close(fd);
        }
        must(result, "cannot listen on ", path);
    }

    private int bindAbstract() {
        int result = Sockets.bindAbstract(fd, path.substring(1));
        return result < 0 ? result : Messages.passCredentials(fd);
    }

    private static Optional<Integer> number(String name) {
        var id = Accounts.id(name);
        return id.isPresent() ? Optional.of(id.getAsInt()) : Optional.empty();
    }

    private int bind(String draft) {
        Paths.unlink(draft);
        int mask = Paths.umask(PRIVATE);
        int result = Sockets.bind(fd, draft);
        Paths.umask(mask);
        if (result >= 0 && owner != Identity.getuid()) {
            result = Paths.lchown(draft, owner, -1);
        }
        if (result >= 0) {
            result = Messages.passCredentials(fd);
        }
        return result < 0 ? result : Paths.rename(draft, path);
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public Optional<Letter> next() {
        int count = MESSAGES.receive(fd);
        if (count < 0) {
            return Optional.empty();
        }
        int pid = MESSAGES.pid();
        boolean trusted = MESSAGES.user() == owner || MESSAGES.user() == ROOT;
        String text = MESSAGES.isCut() ? "" : Text.decode(MESSAGES.text(), 0, count);
        return Optional.of(new Letter(pid, session(pid), trusted, text));
    }

    /** Returns the session of a sender; a process outside the pid namespace has no number here. */
    private static int session(int pid) {
        return pid == 0 ? 0 : ProcStat.of(pid).map(ProcStat::session).orElse(Letter.GONE);
    }

    @Override
    public void close() {
        Descriptors.close(fd);
        if (isFile) {
            Paths.unlink(path);
        }
    }
}

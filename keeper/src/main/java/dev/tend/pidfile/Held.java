package dev.tend.pidfile;

import static dev.tend.kernel.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.PosixFiles;
import dev.tend.kernel.ProcStat;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import java.util.Optional;

/** A process that is held by a descriptor: whatever becomes of its number, signals reach this process or none. */
final class Held implements AutoCloseable {

    private static final int STATUS_LIMIT = 64 << 10;
    private static final int COMMAND_LIMIT = 4 << 20;
    private static final int SHOWN = 60;
    private static final String USER = "\nUid:\t";

    private final int pid;
    private final int descriptor;

    private Held(int pid, int descriptor) {
        this.pid = pid;
        this.descriptor = descriptor;
    }

    /** The process with that number; empty where there is none, or it has ended, or it is only a thread's. */
    static Optional<Held> of(int pid) {
        int fd = pid <= 0 ? -Errno.ESRCH : Tasks.pidfdOpen(pid);
        if (fd == -Errno.ESRCH || fd == -Errno.EINVAL || fd == -Errno.ENOENT) {
            return Optional.empty();
        }
        Held held = new Held(pid, must(fd, "cannot hold process " + pid));
        if (held.ended()) {
            held.close();
            return Optional.empty();
        }
        return Optional.of(held);
    }

    int pid() {
        return pid;
    }

    /** Empty where it has ended, or {@code /proc} hides it. */
    Optional<ProcStat> stat() {
        return ProcStat.of(pid).filter(_ -> !ended());
    }

    Imprint.Life life(ProcStat stat) {
        Stat file = new Stat();
        must(file.fstat(descriptor), "cannot look at process " + pid);
        return new Imprint.Life(stat.birth(), file.inode());
    }

    /** The effective user; -1 where that cannot be seen. */
    int user() {
        String status = text("status", STATUS_LIMIT);
        int at = status.indexOf(USER);
        int effective = status.indexOf('\t', at + USER.length()) + 1;
        return at < 0 ? -1 : (int) Long.parseLong(status.substring(effective, status.indexOf('\t', effective)));
    }

    /** Its words, as far as they fit into a message; of one that has none, such as the kernel's own, its name. */
    String command() {
        String words = text("cmdline", COMMAND_LIMIT).replace('\0', ' ').trim();
        String shown = words.isEmpty() ? text("comm", COMMAND_LIMIT).trim() : words;
        var clean = new StringBuilder();
        for (int i = 0; i < Math.min(shown.length(), SHOWN); i++) {
            clean.append(shown.charAt(i) < ' ' ? '?' : shown.charAt(i));
        }
        return shown.length() > SHOWN ? clean + "..." : clean.toString();
    }

    /** A file of {@code /proc/PID}, or "". */
    String text(String file, int limit) {
        try {
            return new PosixFiles().read("/proc/" + pid + "/" + file, limit);
        } catch (KernelException gone) {
            return "";
        }
    }

    boolean ended() {
        return Terminals.poll(descriptor, Terminals.POLLIN, 0) == 1;
    }

    /** Waits for its end. @param patience in microseconds @return whether it has ended */
    boolean endsWithin(long patience) {
        long until = Times.micros(Times.CLOCK_MONOTONIC) + patience;
        long left = patience;
        int result = 0;
        while (result != 1 && left > 0) {
            result = Terminals.poll(descriptor, Terminals.POLLIN, (int) ((left + 999) / 1000));
            left = until - Times.micros(Times.CLOCK_MONOTONIC);
        }
        return result == 1 || ended();
    }

    /** Sends it a signal; one that has ended gets none. */
    int signal(int signal) {
        return Tasks.pidfdSendSignal(descriptor, signal);
    }

    /** Sends a signal to the group it leads. */
    int signalGroup(int signal) {
        int result = Tasks.pidfdSendSignalToGroup(descriptor, signal);
        boolean unknown = result == -Errno.EINVAL;
        return unknown && !ended() ? Tasks.kill(-pid, signal) : unknown ? -Errno.ESRCH : result;
    }

    @Override
    public void close() {
        Descriptors.close(descriptor);
    }
}

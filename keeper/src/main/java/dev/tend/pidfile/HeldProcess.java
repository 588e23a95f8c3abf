package dev.tend.pidfile;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.KernelException;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Stat;
import dev.tend.proc.ProcStat;
import dev.tend.proc.ProcessDescriptor;
import dev.tend.text.Escapes;
import java.util.Optional;

/** A process that is held by a descriptor: whatever becomes of its number, signals reach this process or none. */
final class HeldProcess implements AutoCloseable {

    private static final int STATUS_LIMIT = 64 << 10;
    private static final int COMMAND_LIMIT = 4 << 20;
    private static final int SHOWN = 60;
    private static final String USER = "\nUid:\t";

    private final int pid;
    private final ProcessDescriptor process;

    private HeldProcess(int pid, ProcessDescriptor process) {
        this.pid = pid;
        this.process = process;
    }

    /** The process with that number; empty where there is none, or it has ended, or it is only a thread's. */
    static Optional<HeldProcess> of(int pid) {
        return ProcessDescriptor.of(pid).map(process -> new HeldProcess(pid, process));
    }

    int pid() {
        return pid;
    }

    /** Empty where it has ended, or {@code /proc} hides it. */
    Optional<ProcStat> stat() {
        return ProcStat.of(pid).filter(_ -> !ended());
    }

    ProcessIdentity.Life life(ProcStat stat) {
        Stat file = new Stat();
        if (process.isExact()) {
            must(file.fstat(process.descriptor()), "cannot look at process " + pid);
        }
        return new ProcessIdentity.Life(stat.birth(), process.isExact() ? file.inode() : ProcessIdentity.NO_SERIAL);
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
        return Escapes.line(shown.substring(0, Math.min(shown.length(), SHOWN)))
                + (shown.length() > SHOWN ? "..." : "");
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
        return process.hasEnded();
    }

    /** Waits for its end. @param patience in microseconds @return whether it has ended */
    boolean endsWithin(long patience) {
        return process.endsWithin(patience);
    }

    /** Sends it a signal; one that has ended gets none. */
    int signal(int signal) {
        return process.signal(signal);
    }

    /** Sends a signal to the group it leads. */
    int signalGroup(int signal) {
        return process.signalGroup(signal);
    }

    @Override
    public void close() {
        process.close();
    }
}

package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Signals;
import dev.tend.posix.SignalReader;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.posix.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The processes that a command leaves behind when it ends. All of them become our children, since we are the reaper of
 * orphans; what one of them starts becomes ours when that one ends. Processes that were our children before the command
 * was started are left alone. Where the kernel does not list our children, because {@code /proc} is not mounted, only
 * the command's process group is ended.
 */
public final class OrphanCleanup {

    /** The time after KILL, in microseconds; a process that has not ended by then is stuck in the system. */
    private static final long LAST_PATIENCE = 2_000_000;

    private final Children children = new Children();
    private final Waiting waiting = new Waiting();
    private final Set<Integer> before = haveChildren() ? new HashSet<>(children.all()) : Set.of();

    /** The processes of the last look that have been asked to end. */
    private Set<Integer> asked = Set.of();

    /** The processes among them that we are not permitted to signal. */
    private final Set<Integer> refusing = new HashSet<>();

    /**
     * Asks all to end, and kills what is left when the patience is over. Returns when none is left, or nothing more can be done.
     *
     * @param group the command's process group
     * @param signals reads SIGCHLD and the signals to be passed on
     * @param patience in microseconds
     * @param complaints receives each process that is left behind because it may not be signalled
     */
    public void end(int group, SignalReader signals, long patience, Consumer<KernelException> complaints) {
        long deadline = Times.micros(Times.CLOCK_MONOTONIC) + patience;
        int signal = Signals.TERM;
        for (var left = left(group); !left.isEmpty(); left = left(group)) {
            long now = Times.micros(Times.CLOCK_MONOTONIC);
            if (now >= deadline && signal == Signals.KILL) {
                break;
            }
            if (now >= deadline) {
                signal = Signals.KILL;
                deadline = now + LAST_PATIENCE;
                asked = Set.of();
            }
            ask(left, signal);
            if (refusing.size() == left.size()) {
                break; // to wait for their ends would be to wait for chance
            }
            Terminals.poll(signals.descriptor(), Terminals.POLLIN, (int) Math.max(1, (deadline - now) / 1000));
            for (int next = signals.next(); next > 0; next = signals.next()) {
                handOn(left, next);
            }
            reap();
        }
        complain(group, complaints);
    }

    private void complain(int group, Consumer<KernelException> complaints) {
        for (int pid : left(group)) {
            if (refusing.contains(pid)) {
                String what = pid < 0 ? "process group " + -pid : "process " + pid;
                complaints.accept(
                        new KernelException("cannot end " + what + ", which it has left behind", Errno.EPERM));
            }
        }
    }

    private boolean haveChildren() {
        return waiting.peek() != -Errno.ECHILD;
    }

    /** Returns what can be given to {@code kill(2)}: pids, or the group as a negative number. */
    private List<Integer> left(int group) {
        if (!haveChildren()) {
            return List.of();
        }
        if (!children.isListed()) {
            return Tasks.kill(-group, 0) == -Errno.ESRCH ? List.of() : List.of(-group);
        }
        var left = new ArrayList<Integer>();
        for (int pid : children.all()) {
            if (!before.contains(pid)) {
                left.add(pid);
            }
        }
        return left;
    }

    private void ask(List<Integer> left, int signal) {
        refusing.clear();
        for (int pid : left) {
            boolean told = asked.contains(pid);
            if (Tasks.kill(pid, told ? 0 : signal) == -Errno.EPERM) {
                refusing.add(pid);
            } else if (!told) {
                Tasks.kill(pid, Signals.CONT); // a stopped process handles no signal
            }
        }
        asked = new HashSet<>(left);
    }

    private static void handOn(List<Integer> left, int signal) {
        if (signal != Signals.CHLD) {
            left.forEach(pid -> Tasks.kill(pid, signal));
        }
    }

    private void reap() {
        int pid = waiting.next();
        while (pid > 0) {
            pid = waiting.next();
        }
    }
}

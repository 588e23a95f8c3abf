package dev.tend.proc;

import dev.tend.kernel.Errno;
import dev.tend.path.Calls;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import java.util.Optional;

/**
 * Stands for one process, whatever becomes of its pid. That takes a pidfd. Where the system refuses
 * {@code pidfd_open(2)}, the process's start time tells it from a later one with the same pid, and its end is seen only
 * by looking again.
 */
public final class ProcessDescriptor implements AutoCloseable {

    /** The pause between two looks at a process without a pidfd. */
    public static final long LOOK_EVERY_MICROS = 10_000;

    private static final int NONE = -1;

    private final int pid;
    private final long birth;
    private final int descriptor;

    private ProcessDescriptor(int pid, long birth, int descriptor) {
        this.pid = pid;
        this.birth = birth;
        this.descriptor = descriptor;
    }

    /**
     * Returns the process with a pid; empty where there is none, or it has ended, or the number is only a thread's.
     *
     * @throws KernelException where the system has no descriptor left
     */
    public static Optional<ProcessDescriptor> of(int pid) {
        int fd = pid <= 0 ? -Errno.ESRCH : Tasks.pidfdOpen(pid);
        if (fd == -Errno.ESRCH || fd == -Errno.EINVAL || fd == -Errno.ENOENT) {
            return Optional.empty();
        }
        if (isRefused(fd)) {
            return ProcStat.of(pid)
                    .filter(stat -> !stat.dead())
                    .map(stat -> new ProcessDescriptor(pid, stat.birth(), NONE));
        }
        Calls.must(fd, "cannot hold process ", String.valueOf(pid));
        var process = new ProcessDescriptor(pid, 0, fd);
        if (process.hasEnded()) {
            process.close();
            return Optional.empty();
        }
        return Optional.of(process);
    }

    /** Tells whether a call may have failed because the kernel is too old for it, or a filter forbids it, rather than by itself. */
    private static boolean isRefused(int result) {
        return result == -Errno.ENOSYS || result == -Errno.EPERM;
    }

    /** Becomes readable when the process ends; -1 where that has to be looked for. */
    public int descriptor() {
        return descriptor;
    }

    /** Tells whether {@link #descriptor} shows the end. */
    public boolean isExact() {
        return descriptor != NONE;
    }

    public boolean hasEnded() {
        return isExact() ? Terminals.poll(descriptor, Terminals.POLLIN, 0) == 1 : isGone();
    }

    private boolean isGone() {
        return ProcStat.of(pid)
                .filter(stat -> stat.birth() == birth && !stat.dead())
                .isEmpty();
    }

    /** Waits for its end. @param patience in microseconds @return whether it has ended */
    public boolean endsWithin(long patience) {
        long until = Times.micros(Times.CLOCK_MONOTONIC) + patience;
        long left = patience;
        while (!hasEnded() && left > 0) {
            long wait = isExact() ? left : Math.min(left, LOOK_EVERY_MICROS);
            Terminals.poll(descriptor, Terminals.POLLIN, (int) ((wait + 999) / 1000));
            left = until - Times.micros(Times.CLOCK_MONOTONIC);
        }
        return hasEnded();
    }

    /** Sends it a signal; one that has ended gets none. Returns 0 or a negated errno. */
    public int signal(int signal) {
        int result = isExact() ? Tasks.pidfdSendSignal(descriptor, signal) : -Errno.ENOSYS;
        return isRefused(result) ? kill(pid, signal) : result;
    }

    /** Sends a signal to the process group it leads. Returns 0 or a negated errno. */
    public int signalGroup(int signal) {
        int result = isExact() ? Tasks.pidfdSendSignalToGroup(descriptor, signal) : -Errno.ENOSYS;
        return isRefused(result) || result == -Errno.EINVAL ? kill(-pid, signal) : result;
    }

    private int kill(int whom, int signal) {
        return hasEnded() ? -Errno.ESRCH : Tasks.kill(whom, signal);
    }

    @Override
    public void close() {
        if (isExact()) {
            Descriptors.close(descriptor);
        }
    }
}

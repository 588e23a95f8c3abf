package dev.tend.pidfile;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.lifecycle.Signals;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.proc.ProcStat;
import dev.tend.text.Durations;

/** Ends a process that is held: asks it, waits, and kills it. */
final class ProcessStop {

    /** The time that a program gets to write its stacks, in microseconds. */
    private static final long STACKS_TIME = 100 * Durations.MILLISECOND;

    /** The kernel ends what got KILL, unless a disk or a network keeps it. */
    private static final long KILL_TIME = 10 * Durations.SECOND;

    private final String where;
    private final HeldProcess process;
    private final Kill kill;

    /** @param where for messages */
    ProcessStop(String where, HeldProcess process, Kill kill) {
        this.where = where;
        this.process = process;
        this.kill = kill;
    }

    /**
     * Returns as soon as it has ended, or was signalled.
     *
     * @throws PidfileException where it does not end, or is not ours to signal
     */
    void run() {
        if (kill.group() && leadsNoGroup()) {
            throw refused(Reason.DOUBTFUL, " leads no process group: leave out --group to end it alone");
        }
        send(kill.signal());
        if (kill.once() || process.endsWithin(kill.timeout())) {
            return;
        }
        if (kill.stacks()) {
            send(Signals.QUIT);
            process.endsWithin(STACKS_TIME);
        }
        send(Signals.KILL);
        if (!process.endsWithin(KILL_TIME)) {
            throw refused(Reason.LASTING, " does not end, not even by KILL: a disk or a network keeps it");
        }
    }

    private boolean leadsNoGroup() {
        return process.stat().map(ProcStat::group).orElse(process.pid()) != process.pid();
    }

    /** Sends a signal; a process that has ended meanwhile needs none. */
    private void send(int signal) {
        int result = kill.group() ? process.signalGroup(signal) : process.signal(signal);
        if (result == -Errno.EPERM) {
            throw refused(Reason.NOT_PERMITTED, " (" + process.command() + ") is not ours to signal");
        }
        must(result == -Errno.ESRCH ? 0 : result, "cannot signal process ", String.valueOf(process.pid()));
    }

    private PidfileException refused(Reason reason, String problem) {
        return new PidfileException(reason, where, process.pid(), "process " + process.pid() + problem);
    }
}

package dev.tend.pidfile;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.ProcStat;
import dev.tend.lifecycle.Signals;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.text.Durations;

/** Ends a process that is held: asks it, waits, and kills it. */
final class Ending {

    /** What a program gets to write its stacks. */
    private static final long STACKS_TIME = 100 * Durations.MILLISECOND;

    /** The kernel ends what got KILL, unless a disk or a network keeps it. */
    private static final long KILL_TIME = 10 * Durations.SECOND;

    private final String where;
    private final Held process;
    private final Kill kill;

    /** @param where for messages */
    Ending(String where, Held process, Kill kill) {
        this.where = where;
        this.process = process;
        this.kill = kill;
    }

    /**
     * Returns as soon as it has ended.
     *
     * @return whether it took KILL
     * @throws PidfileException where it does not end, or is not ours to signal
     */
    boolean run() {
        int pid = process.pid();
        if (kill.group() && leadsNoGroup()) {
            throw new PidfileException(
                    Reason.DOUBTFUL,
                    where,
                    pid,
                    "process " + pid + " leads no process group: leave out --group to end it alone");
        }
        send(kill.signal());
        if (process.endsWithin(kill.timeout())) {
            return false;
        }
        if (kill.stacks()) {
            send(Signals.QUIT);
        }
        if (kill.stacks() && process.endsWithin(STACKS_TIME)) {
            return true;
        }
        send(Signals.KILL);
        if (!process.endsWithin(KILL_TIME)) {
            throw new PidfileException(
                    Reason.LASTING,
                    where,
                    pid,
                    "process " + pid + " has not ended " + Durations.words(KILL_TIME)
                            + " after KILL: see what it waits for in /proc/" + pid + "/stack");
        }
        return true;
    }

    /** Sends the first signal, and nothing more. @return whether the process was there to get it */
    boolean once() {
        return send(kill.signal());
    }

    private boolean leadsNoGroup() {
        return process.stat().map(ProcStat::group).orElse(process.pid()) != process.pid();
    }

    /** @return false where it has ended meanwhile, and needs no signal */
    private boolean send(int signal) {
        int result = kill.group() ? process.signalGroup(signal) : process.signal(signal);
        if (result == -Errno.EPERM) {
            throw new PidfileException(
                    Reason.NOT_PERMITTED,
                    where,
                    process.pid(),
                    "cannot signal process " + process.pid() + " (" + process.command() + "): "
                            + Errno.phrase(Errno.EPERM));
        }
        if (result < 0 && result != -Errno.ESRCH) {
            throw new KernelException("cannot signal process " + process.pid(), -result);
        }
        return result >= 0;
    }
}

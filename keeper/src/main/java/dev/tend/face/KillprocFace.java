package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Face;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.PidfileException;
import dev.tend.pidfile.PidfileException.Reason;
import java.util.List;

/**
 * {@code killproc [-p PIDFILE] [-d SECONDS] [-SIGNAL] PROGRAM [SIGNAL]}, of the Linux Standard Base: by the pidfile, or, where
 * none is named and none is there, by the program.
 */
public final class KillprocFace implements Face {

    private static final int BAD_ARGUMENTS = 2;
    private static final int NOT_PERMITTED = 4;
    private static final int NOT_RUNNING = 7;

    @Override
    public String name() {
        return "killproc";
    }

    @Override
    public int run(List<String> words, Host host) {
        var command = KillprocOrder.parse(words)
                .orElseThrow(() -> new Failure(
                        BAD_ARGUMENTS, "usage: killproc [-p PIDFILE] [-d SECONDS] [-SIGNAL] PROGRAM [SIGNAL]"));
        try {
            return found(command, host) || !command.once() ? ExitCode.DONE : NOT_RUNNING;
        } catch (PidfileException refused) {
            int code = refused.reason() == Reason.NOT_PERMITTED ? NOT_PERMITTED : ExitCode.FAILED;
            throw new Failure(code, "killproc: " + refused.getMessage());
        } catch (KernelException problem) {
            boolean forbidden = problem.errno() == Errno.EPERM || problem.errno() == Errno.EACCES;
            throw new Failure(forbidden ? NOT_PERMITTED : ExitCode.FAILED, "killproc: " + problem.getMessage());
        }
    }

    /** Tells whether there was a process to signal. */
    private static boolean found(KillprocOrder command, Host host) {
        var kill = command.once() ? Kill.only(command.signal()) : Kill.within(command.delay());
        return byPidfile(command, kill, host)
                || !command.named() && host.pidfiles().killAll(command.program(), kill) > 0;
    }

    /** Uses a pidfile; a missing one says that nothing runs. */
    private static boolean byPidfile(KillprocOrder command, Kill kill, Host host) {
        try {
            return host.pidfiles().kill(host.absolute(command.pidfile()), kill).isEmpty();
        } catch (PidfileException refused) {
            if (refused.reason() == Reason.MISSING) {
                return false;
            }
            throw refused;
        }
    }
}

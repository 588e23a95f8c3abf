package dev.tend.cli;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Signals;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.PidfileException;
import dev.tend.pidfile.PidfileException.Reason;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * {@code killproc [-p PIDFILE] [-d SECONDS] [-SIGNAL] PROGRAM [SIGNAL]}, of the Linux Standard Base: by the pidfile, or, where
 * none is named and none is there, by the program.
 */
final class KillprocFace implements Face {

    private static final int BAD_ARGUMENTS = 2;
    private static final int NOT_PERMITTED = 4;
    private static final int NOT_RUNNING = 7;

    @Override
    public String name() {
        return "killproc";
    }

    @Override
    public int run(List<String> words, Host host) {
        var order = KillprocOrder.parse(words)
                .orElseThrow(() -> new Failure(
                        BAD_ARGUMENTS, "usage: killproc [-p PIDFILE] [-d SECONDS] [-SIGNAL] PROGRAM [SIGNAL]"));
        try {
            boolean found = order.once() ? signal(order, host) : kill(order, host);
            return found || !order.once() ? ExitCode.DONE : NOT_RUNNING;
        } catch (PidfileException refused) {
            int code = refused.reason() == Reason.NOT_PERMITTED ? NOT_PERMITTED : ExitCode.FAILED;
            throw new Failure(code, "killproc: " + refused.getMessage());
        } catch (KernelException problem) {
            boolean forbidden = problem.errno() == Errno.EPERM || problem.errno() == Errno.EACCES;
            throw new Failure(forbidden ? NOT_PERMITTED : ExitCode.FAILED, "killproc: " + problem.getMessage());
        }
    }

    private static boolean signal(KillprocOrder order, Host host) {
        boolean told = present(() -> host.pidfiles().signal(host.absolute(order.pidfile()), order.signal()));
        return told || !order.named() && host.pidfiles().signalAll(order.program(), order.signal()) > 0;
    }

    private static boolean kill(KillprocOrder order, Host host) {
        var kill = new Kill(Signals.TERM, order.delay(), false, false);
        boolean ended =
                present(() -> host.pidfiles().kill(host.absolute(order.pidfile()), kill) instanceof Kill.Outcome.Ended);
        return ended || !order.named() && host.pidfiles().killAll(order.program(), kill) > 0;
    }

    /** A pidfile that is not there says that nothing runs. */
    private static boolean present(BooleanSupplier order) {
        try {
            return order.getAsBoolean();
        } catch (PidfileException refused) {
            if (refused.reason() == Reason.MISSING) {
                return false;
            }
            throw refused;
        }
    }
}

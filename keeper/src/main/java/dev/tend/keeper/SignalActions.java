package dev.tend.keeper;

import dev.tend.control.OneProcess;
import dev.tend.instance.KeeperOptions.Manner;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Signals;
import dev.tend.supervisor.ChildReaper;
import java.util.Optional;

/** Does what signals to the keeper mean, in the manner of the program whose place it takes. */
final class SignalActions {

    /** The exit code of runsvdir after HUP. */
    private static final int HUNG_UP = 111;

    private final Kernel kernel;
    private final Manner manner;
    private final Optional<OneProcess> one;
    private final ChildReaper reaper;
    private final Reloads reloads;
    private final Shutdown shutdown;
    private final KeeperEnd end;
    private final Runnable lookAtDirectories;

    /**
     * @param one the process that all signals are for, where there is one
     * @param lookAtDirectories looks whether the keeper's own directories are still there
     */
    SignalActions(
            Kernel kernel,
            Manner manner,
            Optional<OneProcess> one,
            ChildReaper reaper,
            Reloads reloads,
            Shutdown shutdown,
            KeeperEnd end,
            Runnable lookAtDirectories) {
        this.kernel = kernel;
        this.manner = manner;
        this.one = one;
        this.reaper = reaper;
        this.reloads = reloads;
        this.shutdown = shutdown;
        this.end = end;
        this.lookAtDirectories = lookAtDirectories;
    }

    void signalled(int signal) {
        if (signal == Signals.CHLD) {
            reaper.reapChildren();
        } else if (one.isPresent()) {
            passOn(one.get(), signal);
        } else if (signal == Signals.HUP) {
            hungUp();
        } else if (signal == Signals.INT) {
            interrupted();
        } else if (Signals.isShutdown(signal)) {
            terminated();
        }
    }

    private void passOn(OneProcess process, int signal) {
        boolean ends = signal <= Signals.TERM || Signals.isShutdown(signal); // by default, or by agreement
        if (process.signalled(signal) && ends) {
            end.shutdown("got signal " + Signals.name(signal) + ", and there is no process to hand it to", 0);
        }
    }

    private void interrupted() {
        if (shutdown.isUnderWay()) {
            shutdown.hurry("the keeper got INT while stopping");
        } else if (manner == Manner.RUNSVDIR) {
            terminated(); // a runsvdir that dies of it leaves its services to their supervisors
        } else {
            end.shutdown("the keeper was interrupted", 0);
        }
    }

    private void hungUp() {
        lookAtDirectories.run();
        switch (manner) {
            case TEND, RUNSV -> reloads.request("HUP");
            case RUNSVDIR -> end.shutdown("runsvdir was hung up", HUNG_UP);
        }
    }

    /** The services of a first process would not outlive it. */
    private void terminated() {
        if (manner == Manner.RUNSVDIR && kernel.processes().processId() != 1) {
            end.leaveServices(0);
        } else {
            end.shutdown("the keeper was told to stop", 0);
        }
    }
}

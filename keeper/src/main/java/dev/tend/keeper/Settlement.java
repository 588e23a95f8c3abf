package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.kernel.Processes;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.process.AuxProcesses;
import dev.tend.process.MainProcesses;
import dev.tend.supervisor.Departures;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.HookCalls;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.PendingStops;
import dev.tend.supervisor.Supervisor;
import dev.tend.supervisor.TimedTasks;
import java.util.List;

/**
 * Settles what the state of an instance left open that was taken over, from an earlier keeper or from a unit of work that was
 * abandoned: a process that ended unseen, a session that is half cleaned up, a start that was not made.
 */
final class Settlement {

    private static final Reason KEEPER_ENDED = new Reason.Other("the keeper that was about to stop it has ended");

    private final Processes kernel;
    private final Supervisor supervisor;
    private final Operations operations;
    private final PendingStops stops;
    private final TimedTasks timedTasks;
    private final Departures departures;
    private final FaultRecovery recovery;
    private final MainProcesses mainProcesses;
    private final AuxProcesses auxProcesses;
    private final HookCalls hooks;

    Settlement(
            Processes kernel,
            Supervisor supervisor,
            Operations operations,
            PendingStops stops,
            TimedTasks timedTasks,
            Departures departures,
            FaultRecovery recovery,
            MainProcesses mainProcesses,
            AuxProcesses auxProcesses,
            HookCalls hooks) {
        this.kernel = kernel;
        this.supervisor = supervisor;
        this.operations = operations;
        this.stops = stops;
        this.timedTasks = timedTasks;
        this.departures = departures;
        this.recovery = recovery;
        this.mainProcesses = mainProcesses;
        this.auxProcesses = auxProcesses;
        this.hooks = hooks;
    }

    /** Looks anew at an instance for which a unit of work was abandoned. Its processes are not told that another keeper has come. */
    void review(Instance instance) {
        recovery.rejoin(instance);
        var hookProcess = instance.state().hookProcess();
        if (hookProcess.isPresent() && auxProcesses.has(hookProcess.get())) {
            supervisor.feed(instance, found(instance));
            auxProcesses.settle(hookProcess.get());
        } else if (isSettled(instance)) {
            supervisor.feed(instance, new Event.Due());
        } else {
            settle(instance);
        }
        if (instance.leaving()) {
            stops.stop(List.of(instance), new Event.Stop(new Reason.Other("is to go")));
        }
    }

    private boolean isSettled(Instance instance) {
        return switch (instance.state()) {
            case State.Up _, State.Ready _ -> mainProcesses.isHeldBy(instance);
            case State.Starting _ -> instance.child().isPresent();
            default -> false;
        };
    }

    /** Settles an instance that an earlier keeper has left. */
    void settle(Instance instance) {
        keep(instance);
        var hookProcess = instance.state().hookProcess();
        hookProcess.ifPresent(process -> hooks.adopt(instance, process, kernel.isChild(process)));
        supervisor.feed(instance, found(instance));
        hookProcess.ifPresent(auxProcesses::settle);
    }

    /** Keeps an instance that was to be removed and was not stopped yet. */
    private void keep(Instance instance) {
        if (departures.isReturning(instance) && !instance.state().isEnding()) {
            departures.stays(instance);
            if (TimedTasks.isTimed(instance)) {
                timedTasks.arm(instance);
            } else {
                operations.start(instance, new Event.Start(KEEPER_ENDED));
            }
        }
    }

    /** Its process may have ended unseen. */
    private Event found(Instance instance) {
        boolean unseen = instance.state().running().isPresent() && !mainProcesses.isHeldBy(instance);
        return unseen ? new Event.Ended(new Exit.Unknown()) : new Event.Adopted();
    }
}

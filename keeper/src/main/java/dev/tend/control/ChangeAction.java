package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.supervisor.DependencyGraph;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.PendingStops;
import dev.tend.supervisor.ServiceReloads;
import dev.tend.supervisor.StartOrder;
import dev.tend.supervisor.Supervisor;
import dev.tend.supervisor.TimedTasks;
import dev.tend.wire.Request.Change;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Carries out a start, stop, restart, reload, drain or kill that a client requests, for the instances that it names. */
final class ChangeAction {

    private static final Reason STARTED = new Reason.Other("started by hand");

    private static final Reason RESTARTED = new Reason.Other("restarted by hand");

    private static final Reason STOPPED = new Reason.Other("stopped by hand");

    private static final Reason STOPPED_UNDRAINED = new Reason.Other("stopped by hand, without its drain");

    private static final Reason KILLED = new Reason.Other("killed by hand");

    private final Supervisor supervisor;
    private final Operations operations;
    private final DependencyGraph graph;
    private final StartOrder startOrder;
    private final PendingStops stops;
    private final TimedTasks timedTasks;
    private final FaultRecovery recovery;
    private final ServiceReloads reloads;

    ChangeAction(
            Supervisor supervisor,
            Operations operations,
            DependencyGraph graph,
            StartOrder startOrder,
            PendingStops stops,
            TimedTasks timedTasks,
            FaultRecovery recovery,
            ServiceReloads reloads) {
        this.supervisor = supervisor;
        this.operations = operations;
        this.graph = graph;
        this.startOrder = startOrder;
        this.stops = stops;
        this.timedTasks = timedTasks;
        this.recovery = recovery;
        this.reloads = reloads;
    }

    void carryOut(Change change, List<Instance> chosen) {
        chosen.forEach(recovery::release);
        switch (change.verb()) {
            case START -> graph.sorted(startOrder.withNeeds(chosen)).forEach(instance -> start(change, instance));
            case STOP, DRAIN -> stops.stop(chosen, new Event.Stop(STOPPED));
            case STOP_UNDRAINED -> stops.stop(chosen, new Event.Stop(STOPPED_UNDRAINED, false));
            case RESTART -> restart(change, chosen);
            case RELOAD, RELOAD_OR_RESTART -> reload(change, chosen);
            case KILL -> chosen.forEach(instance -> supervisor.feed(instance, new Event.Kill(KILLED)));
        }
    }

    private void reload(Change change, List<Instance> chosen) {
        var restarting = new ArrayList<Instance>();
        for (Instance instance : graph.sorted(chosen)) {
            if (restarts(change.verb(), instance)) {
                restarting.add(instance);
            } else {
                reloads.request(instance, "reloaded by hand");
            }
        }
        operations.restart(restarting, RESTARTED);
    }

    /** Tells whether a request restarts an instance, be it because it cannot be reloaded. */
    static boolean restarts(Verb verb, Instance instance) {
        return verb == Verb.RESTART || verb == Verb.RELOAD_OR_RESTART && !ServiceReloads.isPossible(instance);
    }

    private void restart(Change change, List<Instance> chosen) {
        var asked = new HashSet<>(chosen);
        graph.sorted(startOrder.withNeeds(chosen)).forEach(instance -> {
            if (!asked.contains(instance) || arms(change, instance)) {
                start(change, instance);
            }
        });
        var restarting = new ArrayList<>(graph.sorted(chosen));
        restarting.removeIf(instance -> arms(change, instance));
        operations.restart(restarting, RESTARTED);
    }

    /** Starts an instance, whatever it waited for, since a client has asked for it. */
    private void start(Change change, Instance instance) {
        boolean onConnection = instance.latest().spec().run().onConnection();
        instance.held(
                onConnection && !InstanceSelector.isNamed(change.names(), instance)
                        ? Optional.of(Reason.WaitsFor.CONNECTION)
                        : Optional.empty());
        if (arms(change, instance)) {
            timedTasks.arm(instance);
        } else {
            operations.start(instance, new Event.Start(STARTED));
        }
    }

    /**
     * Tells whether a start or restart only has a task on a timer wait for its time: one that is not named itself must not run for that.
     */
    static boolean arms(Change change, Instance instance) {
        return (change.verb() == Verb.START || change.verb() == Verb.RESTART)
                && TimedTasks.isTimed(instance)
                && !InstanceSelector.isNamed(change.names(), instance);
    }

    /** Tells whether a next keeper that does not read of it would start what was running again. */
    static boolean ends(Verb verb) {
        return switch (verb) {
            case STOP, STOP_UNDRAINED, DRAIN, KILL -> true;
            case START, RESTART, RELOAD, RELOAD_OR_RESTART -> false;
        };
    }
}

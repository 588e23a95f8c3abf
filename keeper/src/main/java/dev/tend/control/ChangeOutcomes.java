package dev.tend.control;

import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.supervisor.InstanceRecords;
import dev.tend.supervisor.InstanceStatus;
import dev.tend.supervisor.PendingStops;
import dev.tend.supervisor.Quarantine;
import dev.tend.supervisor.RefusedRestarts;
import dev.tend.supervisor.ServiceReloads;
import dev.tend.supervisor.StartOrder;
import dev.tend.supervisor.TimedTasks;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Request.Change;
import dev.tend.wire.Request.Verb;
import java.util.Optional;

/** Tells what has become of a change for an instance, for the client that requests it. */
final class ChangeOutcomes {

    /** Before the reason. */
    private static final String NOT_RESTARTED = "not restarted: ";

    private static final String RELOADING = "reloading";

    private final Clock clock;
    private final PendingStops stops;
    private final StartOrder startOrder;
    private final Quarantine quarantine;
    private final RefusedRestarts refusedRestarts;
    private final InstanceRecords records;
    private final InstanceStatus status;
    private final ServiceReloads reloads;

    ChangeOutcomes(
            Clock clock,
            PendingStops stops,
            StartOrder startOrder,
            Quarantine quarantine,
            RefusedRestarts refusedRestarts,
            InstanceRecords records,
            InstanceStatus status,
            ServiceReloads reloads) {
        this.clock = clock;
        this.stops = stops;
        this.startOrder = startOrder;
        this.quarantine = quarantine;
        this.refusedRestarts = refusedRestarts;
        this.records = records;
        this.status = status;
        this.reloads = reloads;
    }

    /** Returns the outcome for an instance that is not waited for. */
    Outcome begun(Verb verb, Instance instance) {
        if (isReload(verb, instance)) {
            return reloaded(instance).orElse(new Outcome(instance.name(), true, RELOADING));
        }
        var unrestarted = refusedRestarts.why(instance);
        if (unrestarted.isPresent() && verb == Verb.RESTART && !stops.isPending(instance)) {
            return new Outcome(instance.name(), false, NOT_RESTARTED + unrestarted.get());
        }
        var unwritten = records.unwritten(instance);
        String text =
                instance.state().word() + unwritten.map(ChangeOutcomes::notKept).orElse("");
        return new Outcome(instance.name(), unwritten.isEmpty(), text);
    }

    private static boolean isReload(Verb verb, Instance instance) {
        return verb == Verb.RELOAD || verb == Verb.RELOAD_OR_RESTART && !ChangeAction.restarts(verb, instance);
    }

    /** Returns the outcome of a reload that is over, or was not begun since the instance is to be removed. */
    private Optional<Outcome> reloaded(Instance instance) {
        return reloads.result(instance)
                .map(result -> new Outcome(instance.name(), result.good(), result.text()))
                .or(() -> instance.leaving() ? bad(instance, instance.state().word()) : Optional.empty());
    }

    /** Returns the outcome for an instance as soon as it is as ordered, or is known not to become so. */
    Optional<Outcome> settled(Change change, Instance instance) {
        var held = quarantine.why(instance);
        if (held.isPresent()) {
            return bad(instance, held.get());
        }
        if (isReload(change.verb(), instance)) {
            return reloaded(instance);
        }
        if (change.verb() != Verb.KILL && stops.isPending(instance)) {
            return Optional.empty(); // it is what it was before
        }
        var unrestarted = refusedRestarts.why(instance);
        if (ChangeAction.restarts(change.verb(), instance) && unrestarted.isPresent()) {
            return bad(instance, NOT_RESTARTED + unrestarted.get());
        }
        if (ChangeAction.arms(change, instance) && !TimedTasks.isBeingStopped(instance)) {
            return good(change, instance, armed(instance));
        }
        return byState(change, instance);
    }

    private Optional<Outcome> byState(Change change, Instance instance) {
        boolean up = !ChangeAction.ends(change.verb());
        return switch (instance.state()) {
            case State.Ready(var process, var _) ->
                up ? good(change, instance, "ready, pid " + process.pid()) : Optional.empty();
            case State.Done(var why) -> good(change, instance, "done: " + why.text());
            case State.Failed(var why) -> result(change, instance, !up, "failed: " + why.text() + lastLine(instance));
            case State.Waiting(var until, var why)
            when until == State.NEVER && isTimed(instance) ->
                result(change, instance, !(why instanceof Reason.FailedRun), why.text());
            case State.Waiting(var _, var why)
            when instance.waitsForConnection() && up -> good(change, instance, why.text());
            case State.Waiting(var until, var _) -> up ? waiting(instance, until == State.NEVER) : Optional.empty();
            case State.Down(var why) -> result(change, instance, !up, "down: " + why.text());
            case State.Forking _, State.Starting _, State.Up _ -> Optional.empty();
            case HookPhase _, State.Stopping _, State.Finishing _ ->
                instance.refusal().flatMap(why -> bad(instance, new Reason.StopFailed(why).text()));
        };
    }

    /** @param forOthers whether it waits for others rather than for its next attempt */
    private Optional<Outcome> waiting(Instance instance, boolean forOthers) {
        if (forOthers && startOrder.mayClear(instance)) {
            return Optional.empty();
        }
        String further = forOthers ? "" : ", and so on" + lastLine(instance);
        return bad(instance, instance.life().why(clock.now()) + further);
    }

    private static Optional<Outcome> bad(Instance instance, String text) {
        return Optional.of(new Outcome(instance.name(), false, text));
    }

    private Optional<Outcome> good(Change change, Instance instance, String text) {
        return result(change, instance, true, text);
    }

    private Optional<Outcome> result(Change change, Instance instance, boolean good, String text) {
        var forgotten =
                good && ChangeAction.ends(change.verb()) ? records.unwritten(instance) : Optional.<String>empty();
        String addition = forgotten.map(ChangeOutcomes::notKept).orElse("");
        return Optional.of(new Outcome(instance.name(), good && forgotten.isEmpty(), text + addition));
    }

    /** Returns what to say where the state of an instance is not written down. */
    private static String notKept(String why) {
        return ", but a keeper that is killed now forgets it: " + why;
    }

    private String armed(Instance instance) {
        return instance.state().running().isPresent()
                ? "runs, and then " + ScheduledRuns.WAITS.text()
                : ScheduledRuns.WAITS.text()
                        + status.nextRun(instance).map(next -> "; " + next).orElse("");
    }

    private String lastLine(Instance instance) {
        return status.lastLine(instance).map(line -> "; its last line: " + line).orElse("");
    }

    /** Tells whether it is a task on a timer, which waits again after each run. */
    private static boolean isTimed(Instance instance) {
        return instance.spec().appointment().isPresent();
    }
}

package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Patience;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.SessionCleanup;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.PendingStops;
import dev.tend.supervisor.Quarantine;
import dev.tend.supervisor.Supervisor;
import dev.tend.text.Durations;
import java.util.List;
import java.util.OptionalInt;

/**
 * The end of the keeper. All services stop, each in its own way; those that are left when the time for all of them is over are killed.
 * It ends in any case: a process that not even KILL ends is given up, and left to the next keeper.
 */
final class Shutdown {

    /** The time after KILL, in microseconds; a process that is left longer is stuck in the system, or may not be signalled. */
    private static final long PATIENCE_AFTER_KILL = 10 * Durations.SECOND;

    /** The end of process 1 ends all others. */
    private static final long PATIENCE_AFTER_KILL_AS_FIRST = Durations.SECOND;

    private static final int FAILED = 1;

    private final Kernel kernel;
    private final Loop loop;
    private final Instances instances;
    private final Supervisor supervisor;
    private final PendingStops stops;
    private final SessionCleanup cleanup;
    private final Quarantine quarantine;
    private final FaultRecovery recovery;
    private final EventPublisher events;
    private final StopLimit stopLimit;
    private final LoopTimer timeUp = new LoopTimer(this::killAll);
    private final LoopTimer patience = new LoopTimer(() -> patienceIsOver = true);

    /** The exit code of the keeper; present once it is stopping. */
    private OptionalInt code = OptionalInt.empty();

    /** The reason of the stop, for the services' histories. */
    private String cause = "";

    /** Tells whether all instances were told to stop. */
    private boolean begun;

    /** Tells whether everything that is left was killed long ago, as far as was known before this turn. */
    private boolean patienceIsOver;

    private boolean givenUp;

    /** Tells whether everything that is left has been killed, as far as possible. */
    private boolean hurried;

    Shutdown(
            Kernel kernel,
            Loop loop,
            Instances instances,
            Supervisor supervisor,
            PendingStops stops,
            SessionCleanup cleanup,
            Quarantine quarantine,
            FaultRecovery recovery,
            StopLimit stopLimit,
            EventPublisher events) {
        this.kernel = kernel;
        this.loop = loop;
        this.instances = instances;
        this.supervisor = supervisor;
        this.stops = stops;
        this.cleanup = cleanup;
        this.quarantine = quarantine;
        this.recovery = recovery;
        this.stopLimit = stopLimit;
        this.events = events;
    }

    boolean isUnderWay() {
        return code.isPresent();
    }

    int exitCode() {
        boolean left = isUnderWay() && !instances.all().isEmpty();
        return left && code.orElse(0) == 0 ? FAILED : code.orElse(0);
    }

    /** Tells whether nothing is left to wait for. */
    boolean isOver() {
        return isUnderWay() && (givenUp || isNothingLeft());
    }

    /** Tells whether no instance is left but those that are held in their state. */
    private boolean isNothingLeft() {
        for (Instance instance : instances.all()) {
            if (!quarantine.holds(instance)) {
                return false;
            }
        }
        return true;
    }

    /** Begins; while it is under way, nothing. */
    void begin(String cause, int exitCode) {
        if (isUnderWay()) {
            return;
        }
        code = OptionalInt.of(exitCode);
        events.add("", "stopping", cause);
        this.cause = cause;
        stopAll();
    }

    private void stopAll() {
        stopLimit.limit().ifPresent(time -> loop.set(timeUp, kernel.clock().now() + time));
        List.copyOf(instances.all()).forEach(recovery::release);
        instances.all().forEach(instance -> instance.leaving(true));
        stops.stop(List.copyOf(instances.all()), new Event.Stop(new Reason.Other(cause)));
        begun = true;
    }

    /** Kills whatever is left. */
    void hurry(String cause) {
        hurried = true;
        var kill = new Event.Kill(new Reason.Other(cause));
        for (Instance instance : List.copyOf(instances.all())) {
            recovery.release(instance);
            supervisor.feed(instance, kill);
        }
    }

    private void killAll() {
        events.add("", "stopping", "the time for all services to stop is over: those that are left are killed");
        hurry("still there when the keeper's time to stop was over");
    }

    /** Looks whether the shutdown goes on; to be called at the end of each turn. */
    void look() {
        if (!isUnderWay() || isOver()) {
            return;
        }
        if (!begun) { // its beginning was abandoned
            stopAll();
        }
        boolean refused = true;
        boolean killed = true;
        for (Instance instance : instances.all()) {
            boolean unreachable = instance.awaitsEnd() && instance.refusal().isPresent();
            refused &= unreachable;
            killed &= unreachable || isKilled(instance.state());
            if (!refused && !killed) {
                break; // one is enough
            }
        }
        boolean futile = refused || killed && patienceIsOver; // nothing is gained by waiting
        if (futile && !hurried) {
            loop.set(patience, LoopTimer.UNSET);
            patienceIsOver = false;
            hurry("the keeper ends"); // a control group, or a process that refused a signal before, may be killed now
            cleanup.carryOut();
            look();
        } else if (futile) {
            giveUp();
        } else if (!killed) {
            loop.set(patience, LoopTimer.UNSET);
        } else if (patience.at() == LoopTimer.UNSET) {
            boolean first = kernel.processes().processId() == 1;
            loop.set(patience, kernel.clock().now() + (first ? PATIENCE_AFTER_KILL_AS_FIRST : PATIENCE_AFTER_KILL));
        }
        patienceIsOver = false;
    }

    /** Tells whether nothing more can be done to end the instance. */
    private static boolean isKilled(State state) {
        return switch (state) {
            case State.Stopping stopping -> stopping.patience() == Patience.KILLED;
            case State.Finishing finishing -> finishing.until() == State.NEVER;
            case HookPhase in ->
                in.run().hookProcess().isPresent() ? in.run().stop() == HookStop.KILLED : isKilled(in.around());
            default -> false;
        };
    }

    private void giveUp() {
        givenUp = true;
        for (Instance instance : instances.all()) {
            var process = instance.state().hookProcess().or(instance::leader);
            String pid = process.map(left -> ": process " + left.pid()).orElse("");
            String why = instance.refusal().orElse("not even KILL has ended it");
            events.add(instance.name(), TurnEvents.TROUBLE, why + pid + " is left behind");
        }
    }
}

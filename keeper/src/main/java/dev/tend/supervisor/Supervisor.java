package dev.tend.supervisor;

import dev.tend.health.HealthChecks;
import dev.tend.instance.Instance;
import dev.tend.instance.Pidfiles;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Dead;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Moment;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Step;
import dev.tend.lifecycle.Transitions;
import dev.tend.loop.Loop;
import dev.tend.process.AuxProcesses;
import dev.tend.process.StandardInputs;
import dev.tend.state.StateRecorder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Feeds events to the table of transitions, writes the new life down, and only then has the effects carried out: whenever the
 * keeper dies, what stands in the state files is at most one step behind, and never ahead of what a next keeper can find out by
 * looking.
 */
public final class Supervisor {

    private final Kernel kernel;
    private final Loop loop;
    private final List<StartCondition> conditions;
    private final HealthChecks healthChecks;
    private final StateRecorder recorder;
    private final RefusedRestarts refusedRestarts;
    private final DoubtfulStarts doubtfulStarts;
    private final Quarantine quarantine;
    private final Effects effects;
    private final AuxProcesses auxProcesses;
    private final StandardInputs inputs;
    private final TimedTasks timedTasks;
    private final Departures departures;
    private final InstanceListeners listeners;

    Supervisor(
            Kernel kernel,
            Loop loop,
            List<StartCondition> conditions,
            HealthChecks healthChecks,
            StateRecorder recorder,
            RefusedRestarts refusedRestarts,
            DoubtfulStarts doubtfulStarts,
            Quarantine quarantine,
            Effects effects,
            AuxProcesses auxProcesses,
            StandardInputs inputs,
            TimedTasks timedTasks,
            Departures departures,
            InstanceListeners listeners) {
        this.kernel = kernel;
        this.loop = loop;
        this.conditions = conditions;
        this.healthChecks = healthChecks;
        this.recorder = recorder;
        this.refusedRestarts = refusedRestarts;
        this.doubtfulStarts = doubtfulStarts;
        this.quarantine = quarantine;
        this.effects = effects;
        this.auxProcesses = auxProcesses;
        this.inputs = inputs;
        this.timedTasks = timedTasks;
        this.departures = departures;
        this.listeners = listeners;
    }

    /** Hands an event to an instance, and does all that follows from it. */
    public void feed(Instance instance, Event event) {
        feed(instance, event, Optional.empty());
    }

    /** Hands an event to an instance; a service that reads the output of others is not stopped before them. */
    void handOut(Instance instance, Event event) {
        if (!(event instanceof Event.Stop && instance.leaving() && inputs.dismiss(instance))) {
            feed(instance, event);
        }
    }

    /** The main process of an instance has ended. It is reaped as soon as that is written down. */
    void ended(Instance instance, Dead dead) {
        feed(instance, new Event.Ended(dead.exit()), Optional.of(dead));
    }

    private void feed(Instance instance, Event event, Optional<Dead> dead) {
        loop.guard().run(instance.name(), "an event", () -> {
            if (quarantine.holds(instance)) {
                dead.ifPresent(this::reap);
            } else if (!doubtfulStarts.isHeldBack(instance, event)) {
                carryOut(instance, event, dead);
            }
        });
    }

    /**
     * Should this be abandoned in its midst, the life that came last is in force, be it that it is not written down, and what had to
     * follow from it may be done in part. {@link FaultRecovery#rejoin} sees to that, as a next keeper would.
     *
     * @param dead to be reaped as soon as its end is written down
     */
    private void carryOut(Instance instance, Event event, Optional<Dead> dead) {
        timedTasks.before(instance, event);
        boolean succeeded = isSuccess(instance, event);
        Deque<Event> events = new ArrayDeque<>();
        events.add(event);
        var unreaped = dead;
        refusedRestarts.forget(instance);
        var fallback = RefusedRestarts.fallback(instance, event);
        while (!events.isEmpty()) {
            Step step = Transitions.next(instance.spec(), instance.life(), events.remove(), moment(instance));
            var unwritten = live(instance, step, unreaped.isPresent());
            if (fallback.isPresent() && unwritten.isPresent()) {
                goBack(instance, fallback.get(), unwritten.get());
                break;
            }
            fallback = fallback.filter(_ -> isBeforeHook(instance));
            unreaped.ifPresent(this::reap);
            unreaped = Optional.empty();
            for (Effect effect : step.effects()) {
                effects.perform(instance, effect, unwritten, succeeded).ifPresent(events::add);
            }
        }
        if (instance.state().atRest()) {
            rest(instance);
        }
        listeners.changed(instance);
    }

    private static boolean isSuccess(Instance instance, Event event) {
        return event instanceof Event.Ended(var exit)
                && exit.isSuccess(instance.spec())
                && !(instance.state() instanceof State.Stopping); // which may be for its fault
    }

    private Moment moment(Instance instance) {
        return new Moment(
                kernel.clock().now(),
                kernel.clock().dice(),
                hold(instance),
                Pidfiles.isUnnamed(instance),
                healthChecks.unreadiness(instance));
    }

    private Optional<Reason> hold(Instance instance) {
        for (StartCondition condition : conditions) {
            var hold = condition.hold(instance);
            if (hold.isPresent()) {
                return hold;
            }
        }
        return Optional.empty();
    }

    /** Sets the new life in force and writes it down. Returns why that could not be, if so. */
    private Optional<String> live(Instance instance, Step step, boolean unreaped) {
        var before = instance.life();
        instance.pace(instance.pace()
                .after(before.state(), step.life().state(), kernel.clock().now()));
        instance.live(step.life());
        loop.set(instance.alarm(), instance.deadline());
        return recorder.enter(instance, before, step, unreaped);
    }

    /** It has another definition: what it is allowed in time may be other than before. */
    void redefined(Instance instance) {
        loop.set(instance.alarm(), instance.deadline());
    }

    /** Tells whether nothing has been done yet that could not be undone: the state is not written before the hook's process exists. */
    private static boolean isBeforeHook(Instance instance) {
        return instance.state() instanceof HookPhase in
                && in.run().hookProcess().isEmpty();
    }

    /** A restart cannot be written down: the process goes on, and what was to be called before its end is not. */
    private void goBack(Instance instance, Life before, String why) {
        instance.state().hookProcess().ifPresent(auxProcesses::abandon);
        instance.live(before);
        loop.set(instance.alarm(), instance.deadline());
        refusedRestarts.add(instance, why);
    }

    private void reap(Dead dead) {
        kernel.processes().reap(dead.pid());
    }

    /** Carries out what was put off until an instance is at rest. */
    private void rest(Instance instance) {
        if (instance.leaving()) {
            departures.remove(instance);
        } else {
            listeners.takeLatest(instance);
            timedTasks.atRest(instance);
        }
    }
}

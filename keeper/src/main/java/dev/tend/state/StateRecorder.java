package dev.tend.state;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Step;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes down what becomes of instances, as far as a next keeper needs it: not what is written over or removed before anything
 * else happens, and not what it finds out by looking.
 */
public final class StateRecorder {

    private final StateFolder states;
    private final Retries<Instance> retries;
    private final Consumer<Instance> writtenLater;

    /** @param writtenLater receives each instance whose state is written after an earlier failure */
    public StateRecorder(StateFolder states, Retries<Instance> retries, Consumer<Instance> writtenLater) {
        this.states = states;
        this.writtenLater = writtenLater;
        this.retries = retries;
    }

    /**
     * Writes an instance's new life, where that is needed.
     *
     * @param before the life that it had
     * @param step the step to the new life
     * @param unreaped whether nothing is left of its process but the end to be reaped, which follows next
     * @return why it could not be written, where that failed
     */
    public Optional<String> enter(Instance instance, Life before, Step step, boolean unreaped) {
        boolean transitory = !unreaped && isTransitory(instance, step);
        boolean same = step.life().equals(before);
        if (same || transitory || isFoundOut(before.state(), step.life().state())) {
            return Optional.empty();
        }
        return write(instance);
    }

    /** Writes down an instance as it is. Returns as {@link #enter}. */
    public Optional<String> write(Instance instance) {
        try {
            states.write(instance);
            retries.settled(instance, Kind.STATE);
            return Optional.empty();
        } catch (KernelException failed) {
            retries.failed(instance, Kind.STATE, failed.getMessage(), () -> writeAgain(instance));
            return Optional.of(failed.getMessage());
        }
    }

    private void writeAgain(Instance instance) {
        if (write(instance).isEmpty()) {
            writtenLater.accept(instance);
        }
    }

    /**
     * Tells whether a life passes at once: the instance is about to spawn, and its process, or why there is none,
     * follows; or it is about to be removed.
     */
    private static boolean isTransitory(Instance instance, Step step) {
        return instance.leaving() && step.life().state().atRest()
                || step.life().state() instanceof State.Forking
                || step.life().state() instanceof HookPhase in
                        && in.run().hookProcess().isEmpty()
                        && isCalled(step);
    }

    private static boolean isCalled(Step step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.RunHook) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether the next keeper, reading the former life, comes to the same result: a process that was starting and
     * runs is up; and how a process has ended that was told to stop changes nothing of what follows.
     */
    private static boolean isFoundOut(State before, State after) {
        return before instanceof State.Starting && after instanceof State.Up
                || before instanceof State.Stopping stopping && !stopping.fault() && after instanceof State.Finishing;
    }

    /** Removes the state of a removed instance, unless something of it may still run: the next keeper has to know that. */
    public void forget(Instance instance) {
        if (instance.doubted()) {
            states.keep(instance.name());
        } else {
            states.remove(instance.name());
        }
    }

    /** Tells whether something may run of an instance that was removed. */
    public boolean isKept(String name) {
        return states.isKept(name);
    }
}

package dev.tend.state;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect;
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

    /** @param writtenLater is told of each instance that is written down after that has failed */
    public StateRecorder(StateFolder states, Retries<Instance> retries, Consumer<Instance> writtenLater) {
        this.states = states;
        this.writtenLater = writtenLater;
        this.retries = retries;
    }

    /**
     * Writes down an instance's new life, where that is needed.
     *
     * @param before the life that it had
     * @param step what has led to the new one
     * @param unreaped whether the end of its process is all there still is of it: it is reaped next
     * @return why it could not be written, where that is so
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

    /** One that is about to spawn, whose process, or why there is none, follows at once; or one that is about to be forgotten. */
    private static boolean isTransitory(Instance instance, Step step) {
        return instance.leaving() && step.life().state().atRest()
                || step.life().state() instanceof State.Forking
                || step.life().state() instanceof State.InHook in && in.errand().isEmpty() && isCalled(step);
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
     * Whether a next keeper, reading what stood before, comes to the same: what is starting and runs is up; and how a process has
     * ended that was told to changes nothing of what follows.
     */
    private static boolean isFoundOut(State before, State after) {
        return before instanceof State.Starting && after instanceof State.Up
                || before instanceof State.Stopping stopping && !stopping.fault() && after instanceof State.Finishing;
    }

    /** An instance that is no more. That it may run all the same, a next keeper has to know. */
    public void forget(Instance instance) {
        if (instance.doubted()) {
            states.keep(instance.name());
        } else {
            states.remove(instance.name());
        }
    }

    /** Whether something may run of an instance that is no more. */
    public boolean isKept(String name) {
        return states.isKept(name);
    }
}

package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;

/** The progress of an instance, as far as it matters to those that depend on it. */
final class Progress {

    private Progress() {}

    static boolean isReady(Instance instance) {
        return instance.state() instanceof State.Ready
                || instance.state() instanceof State.Done
                || instance.waitsForConnection(); // clients need not wait until it is started
    }

    /**
     * Tells whether an instance will be ready if nothing goes wrong. There is nothing to wait for where it is not
     * wanted, or waits for its time. An instance that was never started is about to be.
     */
    static boolean isOnItsWay(Instance instance) {
        return (instance.life().wanted() == Wanted.UP || instance.untouched())
                && !instance.leaving()
                && !isReady(instance)
                && !(instance.state() instanceof State.Failed)
                && !(instance.state() instanceof State.Waiting
                        && instance.spec().appointment().isPresent());
    }

    static boolean hasFailed(Instance instance) {
        return switch (instance.state()) {
            case State.Failed _, State.Down _ -> true;
            default -> false;
        };
    }

    static boolean hasProcess(Instance instance) {
        return instance.state().leader().isPresent()
                || instance.state().hookProcess().isPresent();
    }

    /** Tells whether an instance needs what it requires: not where it has ended for good, or is to. */
    static boolean isInUse(Instance instance) {
        return instance.life().wanted() == Wanted.UP
                && !(instance.state() instanceof State.Failed)
                && !(instance.state() instanceof State.Done);
    }

    /** Tells whether an instance runs, or is about to without waiting for others. */
    static boolean isAtWork(Instance instance) {
        return hasProcess(instance)
                || instance.state() instanceof State.Waiting(var until, var _) && until != State.NEVER;
    }
}

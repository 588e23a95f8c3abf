package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Instances about which the keeper has failed, by a fault of its own. The first time, an instance is looked at anew
 * after a second, as the next keeper would look at it: its state is written down before it is acted upon, and what was
 * to be done about it is done, or done once more. The second time it is held in its state: its events are ignored and
 * its process is left alone, until a client asks for something of it or its file changes.
 */
public final class Quarantine {

    private static final int MOST_FAULTS = 2;
    private static final long PAUSE = Durations.SECOND;

    private final Clock clock;
    private final Loop loop;
    private final Consumer<Instance> review;
    private final Map<Instance, Case> cases = new HashMap<>();

    /** @param review looks at an instance anew */
    Quarantine(Clock clock, Loop loop, Consumer<Instance> review) {
        this.clock = clock;
        this.loop = loop;
        this.review = review;
    }

    private static final class Case {

        private final LoopTimer review;
        private int faults;
        private String last = "";

        Case(LoopTimer review) {
            this.review = review;
        }

        boolean isHeld() {
            return faults >= MOST_FAULTS;
        }

        /** Tells whether an action may be half done. */
        boolean isUnsettled() {
            return isHeld() || review.at() != LoopTimer.UNSET;
        }
    }

    /** Counts a unit of work of an instance that was abandoned. Returns whether the instance is held from now on. */
    boolean add(Instance instance, Throwable failure) {
        var one = cases.computeIfAbsent(
                instance, _ -> new Case(new LoopTimer(instance.name(), () -> review.accept(instance))));
        boolean heldBefore = one.isHeld();
        one.faults++;
        one.last = failure.getClass().getName();
        loop.set(one.review, one.isHeld() ? LoopTimer.UNSET : clock.now() + PAUSE);
        return one.isHeld() && !heldBefore;
    }

    /** Tells whether no unit of work of any instance was abandoned. */
    public boolean isEmpty() {
        return cases.isEmpty();
    }

    /** Looks at an instance anew where that is still to come: what happens next finds nothing half done. */
    public void reviewFirst(Instance instance) {
        var one = cases.isEmpty() ? null : cases.get(instance);
        if (one != null && one.review.at() != LoopTimer.UNSET) {
            loop.set(one.review, LoopTimer.UNSET);
            loop.guard().run(instance.name(), "a review", one.review::ring);
        }
    }

    /** Tells whether an instance is held in its state. */
    public boolean holds(Instance instance) {
        var one = cases.isEmpty() ? null : cases.get(instance);
        return one != null && one.isHeld();
    }

    /** Returns why an instance is held, and how it goes on; empty where it is not held. */
    public Optional<String> why(Instance instance) {
        return holds(instance)
                ? Optional.of("held where it is after internal errors of the keeper, the last one "
                        + cases.get(instance).last + ": \"tend restart " + instance.name() + "\" tries again")
                : Optional.empty();
    }

    /** Gives an instance another chance, since a client asks for something of it. Returns whether it has to be looked at first. */
    boolean release(Instance instance) {
        boolean unsettled = !cases.isEmpty()
                && cases.containsKey(instance)
                && cases.get(instance).isUnsettled();
        forget(instance);
        return unsettled;
    }

    /** Forgets an instance that was removed. */
    void forget(Instance instance) {
        var one = cases.isEmpty() ? null : cases.remove(instance);
        if (one != null) {
            loop.set(one.review, LoopTimer.UNSET);
        }
    }

    /** Returns the names of all instances of which something may be half done: they are held, or still to be looked at. */
    public Set<String> names() {
        var names = new HashSet<String>();
        cases.forEach((instance, one) -> {
            if (one.isUnsettled()) {
                names.add(instance.name());
            }
        });
        return names;
    }
}

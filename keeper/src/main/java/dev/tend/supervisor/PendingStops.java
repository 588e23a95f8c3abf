package dev.tend.supervisor;

import static dev.tend.supervisor.Progress.hasProcess;
import static dev.tend.supervisor.Progress.isAtWork;
import static dev.tend.supervisor.Progress.isInUse;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Wanted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Stops, holds and restarts that wait until no dependent of their instance has a process any more. */
public final class PendingStops {

    private final DependencyGraph graph;
    private final BiConsumer<Instance, Event> handOut;
    private final InstanceRecords records;
    private final RefusedRestarts refusedRestarts;
    private final Predicate<Instance> leftAlone;
    private final Predicate<Instance> repeated;
    private final Map<Instance, Event> pending = new LinkedHashMap<>();

    /**
     * @param handOut hands an event to an instance
     * @param leftAlone whether an instance is held where it is, so that nobody waits for it to end
     * @param repeated whether the next keeper repeats a stop of an instance by itself
     */
    PendingStops(
            DependencyGraph graph,
            BiConsumer<Instance, Event> handOut,
            InstanceRecords records,
            RefusedRestarts refusedRestarts,
            Predicate<Instance> leftAlone,
            Predicate<Instance> repeated) {
        this.graph = graph;
        this.handOut = handOut;
        this.records = records;
        this.refusedRestarts = refusedRestarts;
        this.leftAlone = leftAlone;
        this.repeated = repeated;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Tells whether a stop, a hold or a restart is still to be handed to an instance. */
    public boolean isPending(Instance instance) {
        return pending.containsKey(instance);
    }

    /** Returns why a dependent waits, where an event is pending for the instance that it requires. */
    Reason stopping(Instance required) {
        boolean restarts = pending.get(required) instanceof Event.Restart;
        return new Reason.Requires(required.name(), restarts ? "is being restarted" : "is being stopped");
    }

    /** Hands out a stop to each of some instances, when no dependent of it has a process any more. */
    public void stop(Collection<Instance> instances, Event.Stop event) {
        var stops = new LinkedHashMap<Instance, Event>();
        instances.forEach(instance -> stops.put(instance, event));
        stop(stops);
    }

    /** Hands out stops and restarts likewise. */
    public void stop(Map<Instance, Event> all) {
        var stops = withoutRefused(all);
        pending.putAll(stops);
        var first = new LinkedHashSet<>(stops.keySet());
        stops.forEach((instance, event) -> first.addAll(
                event instanceof Event.Restart
                        ? holdWithout(
                                instance,
                                new Reason.Requires(instance.name(), "is restarted"),
                                PendingStops::requiresAtWork)
                        : holdWithout(
                                instance,
                                new Reason.Requires(instance.name(), "was stopped"),
                                DependencyGraph::requires)));
        advance(first);
        stops.forEach((instance, event) -> {
            if (pending.containsKey(instance) && isByHand(instance)) {
                records.pending(instance, Optional.of(event));
            }
        });
    }

    /** Goes on with the stops and restarts by hand that an earlier keeper had not come to. */
    public void resume(Collection<Instance> adopted) {
        var stops = new LinkedHashMap<Instance, Event>();
        for (Instance instance : adopted) {
            instance.pending().ifPresent(stop -> stops.put(instance, stop));
        }
        stop(stops);
    }

    /** A stop or restart that waits for others to end is not wanted any more. */
    void cancel(Instance instance) {
        pending.remove(instance);
        records.pending(instance, Optional.empty());
    }

    void forget(Instance instance) {
        pending.remove(instance);
    }

    /**
     * Tells whether a stop was ordered by hand. A stop that follows from the files or the end of the keeper, or that is
     * part of something larger, is found out again by the next keeper.
     */
    private boolean isByHand(Instance instance) {
        return !instance.leaving() && !repeated.test(instance);
    }

    // ---- restarts that are refused

    /**
     * Refuses restarts that could stop others and not start them again, because their states cannot be written. A restart that stops
     * nobody else finds that out by itself.
     */
    private Map<Instance, Event> withoutRefused(Map<Instance, Event> stops) {
        var restarts = new LinkedHashSet<Instance>();
        stops.forEach((instance, event) -> {
            if (event instanceof Event.Restart && isAtWork(instance)) {
                restarts.add(instance);
            }
        });
        var concerned = withDependentsAtWork(restarts);
        var obstacle =
                concerned.size() > restarts.size() ? refusedRestarts.obstacle(concerned) : Optional.<String>empty();
        if (obstacle.isEmpty()) {
            return stops;
        }
        var possible = new LinkedHashMap<>(stops);
        for (Instance instance : restarts) {
            possible.remove(instance);
            refusedRestarts.add(instance, obstacle.get());
        }
        return possible;
    }

    private Set<Instance> withDependentsAtWork(Collection<Instance> instances) {
        var all = new LinkedHashSet<>(instances);
        Deque<Instance> open = new ArrayDeque<>(instances);
        while (!open.isEmpty()) {
            var instance = open.remove();
            for (Instance dependent : graph.dependents(instance)) {
                if (requiresAtWork(dependent, instance) && all.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return all;
    }

    /** Tells whether a dependent is affected by a restart: not where it waits for others, or for its time. */
    private static boolean requiresAtWork(Instance dependent, Instance instance) {
        return DependencyGraph.requires(dependent, instance) && isAtWork(dependent);
    }

    // ---- dependents

    /**
     * Holds back every instance that requires the instance that goes, until that is there again, and likewise every instance that
     * requires those; dependents end first. Returns those for which such a hold waits now.
     *
     * @param whom chooses among the dependents of an instance
     */
    List<Instance> holdWithout(Instance gone, Reason cause, BiPredicate<Instance, Instance> whom) {
        var held = new ArrayList<Instance>();
        Deque<Instance> open = new ArrayDeque<>(List.of(gone));
        while (!open.isEmpty()) {
            var instance = open.remove();
            for (Instance dependent : graph.dependents(instance)) {
                boolean chosen = instance == gone
                        ? whom.test(dependent, instance)
                        : DependencyGraph.requires(dependent, instance);
                boolean runsOnce = hasProcess(dependent) && !dependent.state().isEnding(); // where it is not wanted up
                if (chosen && (isInUse(dependent) || runsOnce) && !pending.containsKey(dependent)) {
                    var why = instance == gone ? cause : stopping(instance);
                    pending.put(dependent, isInUse(dependent) ? new Event.Hold(why) : new Event.Stop(why));
                    open.add(dependent);
                    held.add(dependent);
                }
            }
        }
        return held;
    }

    /** Looks at all that are pending. */
    void advance() {
        advance(List.copyOf(pending.keySet()));
    }

    /** Hands out what is pending for some instances, as far as no dependent of them has a process any more. */
    void advance(Collection<Instance> candidates) {
        for (Instance instance : candidates) {
            if (pending.containsKey(instance) && !isNeeded(instance)) {
                var event = pending.remove(instance);
                if (event != null) {
                    handOut.accept(instance, event);
                }
                records.pending(instance, Optional.empty());
            }
        }
    }

    private boolean isNeeded(Instance instance) {
        for (String service : graph.dependentServices(instance)) {
            for (Instance dependent : graph.members(service)) {
                if (hasProcess(dependent) && goesFirst(dependent, instance) && !leftAlone.test(dependent)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean goesFirst(Instance dependent, Instance instance) {
        boolean requires = DependencyGraph.requires(dependent, instance);
        boolean goes =
                requires || pending.containsKey(dependent) || dependent.life().wanted() == Wanted.DOWN;
        boolean ordered = requires
                || DependencyGraph.relations(dependent)
                        .after()
                        .contains(instance.spec().name());
        return ordered && goes && graph.isBefore(instance, dependent);
    }
}

package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.FaultBarrier;
import dev.tend.service.Relations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries out the dependencies of services: which service waits for which at a start, which are started and stopped together, and
 * which ends before which. It looks at states and feeds events; the state machine decides what an event makes of an instance.
 *
 * <p>Where an instance changes, its dependents are looked at one after the other and never recursively: a chain of a thousand
 * services takes no more stack than a chain of two.
 */
public final class Dependencies implements InstanceListener {

    private static final String FREE = "what it waited for is no longer needed";

    private final Supplier<Collection<Instance>> everybody;
    private final Feeder feeder;
    private final DependencyGraph bonds;
    private final FaultBarrier guard;
    private final Predicate<Instance> leftAlone;
    private final Predicate<Instance> repeated;

    /** Stops, and holds, that wait until the dependents of the instance have ended. */
    private final Map<Instance, Event> pending = new LinkedHashMap<>();

    /** The instances whose processes have ended by themselves, until the instances bound to them are held. */
    private final Set<Instance> ended = new HashSet<>();

    private final Deque<Instance> changed = new ArrayDeque<>();
    private boolean settling;

    /** Hands events to instances. */
    interface Feeder {
        void handOut(Instance instance, Event event);

        /** Writes down a stop or restart by hand that waits, so that a next keeper goes on with it, or that none does any more. */
        void pending(Instance instance, Optional<Event> event);

        /** Writes instances down. Returns why that is impossible for one of them, if it is. */
        Optional<String> obstacle(Collection<Instance> some);

        /** A restart is not begun. */
        void refuse(Instance instance, String why);
    }

    /**
     * @param leftAlone whether an instance is held where it is, so that nobody waits for it to end
     * @param repeated whether the next keeper repeats a stop of an instance by itself
     */
    Dependencies(
            Supplier<Collection<Instance>> everybody,
            Feeder feeder,
            FaultBarrier guard,
            Predicate<Instance> leftAlone,
            Predicate<Instance> repeated) {
        this.guard = guard;
        this.leftAlone = leftAlone;
        this.repeated = repeated;
        this.everybody = everybody;
        this.feeder = feeder;
        bonds = new DependencyGraph(everybody);
    }

    @Override
    public void defined(Instance instance) {
        bonds.defined(instance);
    }

    @Override
    public void gone(Instance instance) {
        bonds.gone(instance);
        pending.remove(instance);
        ended.remove(instance);
    }

    /** The instances of a service. */
    public List<Instance> members(String service) {
        return new ArrayList<>(bonds.members(service));
    }

    /** The same instances, each after those among them that it depends on. */
    public List<Instance> sorted(Collection<Instance> instances) {
        return bonds.sorted(instances);
    }

    // ---- at a start

    /** Returns what keeps an instance from being started now, if anything does. */
    public Optional<String> hold(Instance instance) {
        var relations = DependencyGraph.relations(instance);
        if (instance.held().isPresent() || relations.equals(Relations.NONE)) {
            return instance.held();
        }
        for (String name : relations.required()) {
            boolean bound = relations.bindsTo().contains(name);
            if (bonds.members(name).isEmpty()) {
                return Optional.of(State.REQUIRES + name + ", which is not there");
            }
            for (Instance other : bonds.members(name)) {
                if (pending.containsKey(other)) {
                    return Optional.of(stopping(other));
                }
                if (!(bound ? other.state() instanceof State.Ready : isReady(other))) {
                    return Optional.of(isOnItsWay(other) ? waitsFor(other) : lacks(other));
                }
            }
        }
        for (String name : relations.after()) {
            for (Instance other : bonds.members(name)) {
                if (isOnItsWay(other) && !pending.containsKey(other)) {
                    return Optional.of(waitsFor(other));
                }
            }
        }
        for (String name : relations.conflicts()) {
            for (Instance other : bonds.members(name)) {
                if (hasProcess(other)) {
                    return Optional.of("waits for " + other.name() + " to end, with which it conflicts");
                }
            }
        }
        return Optional.empty();
    }

    private static String waitsFor(Instance other) {
        return "waits for " + other.name() + " to be ready";
    }

    private String stopping(Instance other) {
        return State.REQUIRES + other.name() + ", which is being "
                + (pending.get(other) instanceof Event.Restart ? "restarted" : "stopped");
    }

    private static String lacks(Instance other) {
        return State.REQUIRES + other.name() + ", which is " + other.state().word();
    }

    private static boolean isReady(Instance instance) {
        return instance.state() instanceof State.Ready || instance.state() instanceof State.Done;
    }

    /**
     * Tells whether an instance will be ready if nothing goes wrong. There is nothing to wait for where it is not
     * wanted, or waits for its time. An instance that was never started is about to be.
     */
    private static boolean isOnItsWay(Instance instance) {
        return (instance.life().wanted() == Wanted.UP || instance.untouched())
                && !instance.leaving()
                && !isReady(instance)
                && !(instance.state() instanceof State.Failed)
                && !(instance.state() instanceof State.Waiting
                        && instance.spec().appointment().isPresent());
    }

    private static boolean hasProcess(Instance instance) {
        return instance.state().leader().isPresent()
                || instance.state().errand().isPresent();
    }

    /** A stop or restart that waits for others to end is not wanted any more. */
    void cancel(Instance instance) {
        pending.remove(instance);
        feeder.pending(instance, Optional.empty());
    }

    /** An instance is about to be wanted up: what it conflicts with has to go. */
    void comes(Instance instance) {
        cancel(instance);
        for (Instance other : bonds.rivals(instance)) {
            if (other.life().wanted() == Wanted.UP) {
                feeder.handOut(other, new Event.Stop("conflicts with " + instance.name()));
            }
        }
    }

    /** The instances themselves, and whatever they require or want, also by way of others, and does not run nor will. */
    public List<Instance> withNeeds(Collection<Instance> chosen) {
        var all = new LinkedHashSet<>(chosen);
        var seen = new HashSet<>(chosen);
        Deque<Instance> open = new ArrayDeque<>(chosen);
        while (!open.isEmpty()) {
            for (Instance other : bonds.needs(open.remove())) {
                if (seen.add(other)) {
                    open.add(other);
                    if (hasFailed(other)) {
                        all.add(other);
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    /** Tells whether the hold of an instance may end without anybody doing anything about it. */
    public boolean mayClear(Instance instance) {
        for (String name : DependencyGraph.relations(instance).required()) {
            var required = bonds.members(name);
            if (required.isEmpty()) {
                return false;
            }
            for (Instance other : required) {
                if (!isReady(other) && !isOnItsWay(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    // ---- at an end

    /** Hands out stops and restarts, each when no dependent of its instance has a process any more. */
    public void stop(Collection<Instance> instances, Event.Stop event) {
        var stops = new LinkedHashMap<Instance, Event>();
        instances.forEach(instance -> stops.put(instance, event));
        stop(stops);
    }

    /** The same where each has an event of its own. */
    public void stop(Map<Instance, Event> all) {
        var stops = withoutRefused(all);
        pending.putAll(stops);
        var first = new LinkedHashSet<>(stops.keySet());
        stops.forEach((instance, event) -> first.addAll(
                event instanceof Event.Restart
                        ? holdWithout(
                                instance,
                                State.REQUIRES + instance.name() + ", which is restarted",
                                Dependencies::requiresAtWork)
                        : holdWithout(
                                instance,
                                State.REQUIRES + instance.name() + ", which was stopped",
                                DependencyGraph::requires)));
        advance(first);
        stops.forEach((instance, event) -> {
            if (pending.containsKey(instance) && isByHand(instance)) {
                feeder.pending(instance, Optional.of(event));
            }
        });
    }

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
        var obstacle = concerned.size() > restarts.size() ? feeder.obstacle(concerned) : Optional.<String>empty();
        if (obstacle.isEmpty()) {
            return stops;
        }
        var possible = new LinkedHashMap<>(stops);
        for (Instance instance : restarts) {
            possible.remove(instance);
            feeder.refuse(instance, obstacle.get());
        }
        return possible;
    }

    private Set<Instance> withDependentsAtWork(Collection<Instance> instances) {
        var all = new LinkedHashSet<>(instances);
        Deque<Instance> open = new ArrayDeque<>(instances);
        while (!open.isEmpty()) {
            var instance = open.remove();
            for (Instance dependent : bonds.dependents(instance)) {
                if (requiresAtWork(dependent, instance) && all.add(dependent)) {
                    open.add(dependent);
                }
            }
        }
        return all;
    }

    /**
     * Tells whether a stop was ordered by hand. A stop that follows from the files or the end of the
     * keeper, or that is part of something larger, is found out again by the next keeper.
     */
    private boolean isByHand(Instance instance) {
        return !instance.leaving() && !repeated.test(instance);
    }

    /** Goes on with the stops and restarts by hand that an earlier keeper had not come to. */
    public void resume(Collection<Instance> adopted) {
        var stops = new LinkedHashMap<Instance, Event>();
        for (Instance instance : adopted) {
            instance.pending().ifPresent(stop -> stops.put(instance, stop));
        }
        stop(stops);
    }

    /**
     * Holds back every instance that requires the instance that goes, until that is there again, and likewise every instance that
     * requires those; dependents end first. Returns those for which such a hold waits now.
     *
     * @param whom chooses among the dependents of an instance
     */
    private List<Instance> holdWithout(Instance gone, String cause, BiPredicate<Instance, Instance> whom) {
        var held = new ArrayList<Instance>();
        Deque<Instance> open = new ArrayDeque<>(List.of(gone));
        while (!open.isEmpty()) {
            var instance = open.remove();
            for (Instance dependent : bonds.dependents(instance)) {
                boolean chosen = instance == gone
                        ? whom.test(dependent, instance)
                        : DependencyGraph.requires(dependent, instance);
                boolean runsOnce = hasProcess(dependent) && !dependent.state().isEnding(); // where it is not wanted up
                if (chosen && (isInUse(dependent) || runsOnce) && !pending.containsKey(dependent)) {
                    String why = instance == gone ? cause : stopping(instance);
                    pending.put(dependent, isInUse(dependent) ? new Event.Hold(why) : new Event.Stop(why));
                    open.add(dependent);
                    held.add(dependent);
                }
            }
        }
        return held;
    }

    /** Tells whether an instance needs what it requires: not where it has ended for good, or is to. */
    private static boolean isInUse(Instance instance) {
        return instance.life().wanted() == Wanted.UP
                && !(instance.state() instanceof State.Failed)
                && !(instance.state() instanceof State.Done);
    }

    private static boolean isBoundAtWork(Instance dependent, Instance instance) {
        return DependencyGraph.isBound(dependent, instance)
                && hasProcess(dependent)
                && !dependent.state().isEnding();
    }

    /** Tells whether a dependent is affected by a restart: not where it waits for others, or for its time. */
    private static boolean requiresAtWork(Instance dependent, Instance instance) {
        return DependencyGraph.requires(dependent, instance) && isAtWork(dependent);
    }

    private static boolean isAtWork(Instance instance) {
        return hasProcess(instance)
                || instance.state() instanceof State.Waiting(var until, var _) && until != State.NEVER;
    }

    /** Tells whether a stop, a hold or a restart is still to be handed to an instance. */
    public boolean isPending(Instance instance) {
        return pending.containsKey(instance);
    }

    private void advance(Collection<Instance> candidates) {
        for (Instance instance : candidates) {
            if (pending.containsKey(instance) && !isNeeded(instance)) {
                var event = pending.remove(instance);
                if (event != null) {
                    feeder.handOut(instance, event);
                }
                feeder.pending(instance, Optional.empty());
            }
        }
    }

    private boolean isNeeded(Instance instance) {
        for (String service : bonds.dependentServices(instance)) {
            for (Instance dependent : bonds.members(service)) {
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
        return ordered && goes && bonds.isBefore(instance, dependent);
    }

    // ---- when something has changed

    @Override
    public void changed(Instance instance) {
        changed.add(instance);
        if (settling) {
            return;
        }
        settling = true;
        while (!changed.isEmpty()) {
            var next = changed.remove();
            guard.run(next.name(), "its dependents", () -> settle(next));
        }
        settling = false;
    }

    /** Records that an instance has ended by itself: the instances bound to it end too, even if it is started again at once. */
    @Override
    public void happened(Instance instance, Happening happening, String detail) {
        if (happening == Happening.ENDED) {
            ended.add(instance);
        }
    }

    private void settle(Instance instance) {
        clear(instance, FREE); // its file may have changed, so that nothing holds it back any more
        var held = new ArrayList<Instance>();
        if (ended.remove(instance)) {
            String why = State.REQUIRES + instance.name() + ", which has ended";
            held.addAll(holdWithout(instance, why, Dependencies::isBoundAtWork));
        }
        held.addAll(holdsAll(instance) ? List.of() : settleDependents(instance));
        if (!pending.isEmpty()) {
            var candidates = new LinkedHashSet<>(held);
            candidates.add(instance);
            candidates.addAll(bonds.dependencies(instance)); // it may have been the last that they waited for
            advance(candidates);
        }
    }

    /** Tells whether all dependents of an instance go on waiting: asking each of hundreds would change nothing. */
    private static boolean holdsAll(Instance instance) {
        return isOnItsWay(instance) && hasProcess(instance);
    }

    /** Returns the instances for which a hold waits now. */
    private List<Instance> settleDependents(Instance instance) {
        if (bonds.dependentServices(instance).isEmpty()) {
            return List.of();
        }
        List<Instance> held =
                hasFailed(instance) ? holdWithout(instance, lacks(instance), DependencyGraph::requires) : List.of();
        for (Instance dependent : bonds.dependents(instance)) {
            clear(dependent, instance.name() + " is " + instance.state().word());
        }
        return held;
    }

    private static boolean hasFailed(Instance instance) {
        return switch (instance.state()) {
            case State.Failed _, State.Down _ -> true;
            default -> false;
        };
    }

    private void clear(Instance held, String cause) {
        boolean free = held.spec().appointment().isEmpty() && !pending.containsKey(held);
        if (!(held.state() instanceof State.Waiting(var until, var why)) || until != State.NEVER || !free) {
            return;
        }
        var hold = hold(held);
        if (hold.isEmpty()) {
            feeder.handOut(held, new Event.Clear(cause));
        } else if (!why.startsWith(State.REQUIRES)
                && !why.startsWith("waits for ") // its file did not, when it began to wait
                && !why.equals(hold.get())) {
            feeder.handOut(held, new Event.Hold(hold.get()));
        }
    }

    /** After a reload what was waited for may be gone. */
    public void lookAgain() {
        lookAgain(FREE);
    }

    /** @param cause why an instance starts that is no longer held */
    public void lookAgain(String cause) {
        bonds.renew();
        advance(List.copyOf(pending.keySet()));
        for (Instance instance : List.copyOf(everybody.get())) {
            clear(instance, cause);
        }
    }
}

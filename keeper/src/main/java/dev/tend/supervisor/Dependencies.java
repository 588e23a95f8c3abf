package dev.tend.supervisor;

import static dev.tend.supervisor.Progress.hasFailed;
import static dev.tend.supervisor.Progress.hasProcess;
import static dev.tend.supervisor.Progress.isOnItsWay;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.FaultBarrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Looks at the dependents of an instance that has changed: whether they can start now, and which of them have to end. It looks at
 * states and feeds events; the state machine decides what an event makes of an instance.
 *
 * <p>Where an instance changes, its dependents are looked at one after the other and never recursively: a chain of a thousand
 * services takes no more stack than a chain of two.
 */
public final class Dependencies implements InstanceListener {

    private static final Reason FREE = new Reason.Other("what it waited for is no longer needed");

    private final Instances instances;
    private final DependencyGraph graph;
    private final StartOrder startOrder;
    private final PendingStops stops;
    private final BiConsumer<Instance, Event> handOut;
    private final FaultBarrier guard;

    /** The instances whose processes have ended by themselves, until the instances bound to them are held. */
    private final Set<Instance> ended = new HashSet<>();

    private final Deque<Instance> changed = new ArrayDeque<>();
    private boolean settling;

    /** @param handOut hands an event to an instance */
    Dependencies(
            Instances instances,
            DependencyGraph graph,
            StartOrder startOrder,
            PendingStops stops,
            BiConsumer<Instance, Event> handOut,
            FaultBarrier guard) {
        this.instances = instances;
        this.graph = graph;
        this.startOrder = startOrder;
        this.stops = stops;
        this.handOut = handOut;
        this.guard = guard;
    }

    @Override
    public void defined(Instance instance) {
        graph.defined(instance);
    }

    @Override
    public void gone(Instance instance) {
        graph.gone(instance);
        stops.forget(instance);
        ended.remove(instance);
    }

    /** An instance is about to be wanted up: what it conflicts with has to go. */
    void comes(Instance instance) {
        stops.cancel(instance);
        for (Instance other : graph.rivals(instance)) {
            if (other.life().wanted() == Wanted.UP) {
                handOut.accept(other, new Event.Stop(new Reason.Other("conflicts with " + instance.name())));
            }
        }
    }

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
    public void happened(Instance instance, Happening happening, Reason reason) {
        if (happening == Happening.ENDED) {
            ended.add(instance);
        }
    }

    private void settle(Instance instance) {
        clear(instance, FREE); // its file may have changed, so that nothing holds it back any more
        var held = new ArrayList<Instance>();
        if (ended.remove(instance)) {
            var why = new Reason.Requires(instance.name(), "has ended");
            held.addAll(stops.holdWithout(instance, why, Dependencies::isBoundAtWork));
        }
        held.addAll(holdsAll(instance) ? List.of() : settleDependents(instance));
        if (!stops.isEmpty()) {
            var candidates = new LinkedHashSet<>(held);
            candidates.add(instance);
            candidates.addAll(graph.dependencies(instance)); // it may have been the last that they waited for
            stops.advance(candidates);
        }
    }

    private static boolean isBoundAtWork(Instance dependent, Instance instance) {
        return DependencyGraph.isBound(dependent, instance)
                && hasProcess(dependent)
                && !dependent.state().isEnding();
    }

    /** Tells whether all dependents of an instance go on waiting: asking each of hundreds would change nothing. */
    private static boolean holdsAll(Instance instance) {
        return isOnItsWay(instance) && hasProcess(instance);
    }

    /** Returns the instances for which a hold waits now. */
    private List<Instance> settleDependents(Instance instance) {
        if (graph.dependentServices(instance).isEmpty()) {
            return List.of();
        }
        List<Instance> held = hasFailed(instance)
                ? stops.holdWithout(instance, StartOrder.lacks(instance), DependencyGraph::requires)
                : List.of();
        var there = new Reason.Other(instance.name() + " is " + instance.state().word());
        for (Instance dependent : graph.dependents(instance)) {
            clear(dependent, there);
        }
        return held;
    }

    private void clear(Instance held, Reason cause) {
        boolean free = held.spec().appointment().isEmpty() && !stops.isPending(held);
        if (!(held.state() instanceof State.Waiting(var until, var why)) || until != State.NEVER || !free) {
            return;
        }
        if (why.equals(Reason.WaitsFor.REMOVAL)) {
            return; // which no other instance ends
        }
        var hold = startOrder.hold(held);
        if (hold.isEmpty()) {
            handOut.accept(held, new Event.Clear(cause));
        } else if (!(why instanceof Reason.Requires)
                && !(why instanceof Reason.WaitsFor) // its file did not, when it began to wait
                && !why.equals(hold.get())) {
            handOut.accept(held, new Event.Hold(hold.get()));
        }
    }

    /** After a reload what was waited for may be gone. */
    public void lookAgain() {
        lookAgain(FREE);
    }

    /** @param cause why an instance starts that is no longer held */
    public void lookAgain(Reason cause) {
        graph.renew();
        stops.advance();
        for (Instance instance : List.copyOf(instances.all())) {
            clear(instance, cause);
        }
    }
}

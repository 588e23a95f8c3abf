package dev.tend.supervisor;

import static dev.tend.supervisor.Progress.hasFailed;
import static dev.tend.supervisor.Progress.hasProcess;
import static dev.tend.supervisor.Progress.isOnItsWay;
import static dev.tend.supervisor.Progress.isReady;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.service.Relations;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Tells what an instance waits for at a start, and what is started with it. It changes nothing. */
public final class StartOrder implements StartCondition {

    private final DependencyGraph graph;
    private final PendingStops stops;

    StartOrder(DependencyGraph graph, PendingStops stops) {
        this.graph = graph;
        this.stops = stops;
    }

    @Override
    public Optional<Reason> hold(Instance instance) {
        var relations = DependencyGraph.relations(instance);
        if (instance.held().isPresent() || relations.equals(Relations.NONE)) {
            return instance.held();
        }
        return holdOfRequired(relations).or(() -> holdOfEarlier(relations)).or(() -> holdOfConflicting(relations));
    }

    private Optional<Reason> holdOfRequired(Relations relations) {
        for (String name : relations.required()) {
            boolean bound = relations.bindsTo().contains(name);
            if (graph.members(name).isEmpty()) {
                return Optional.of(new Reason.Requires(name, "is not there"));
            }
            for (Instance other : graph.members(name)) {
                if (stops.isPending(other)) {
                    return Optional.of(stops.stopping(other));
                }
                if (!(bound ? other.state() instanceof State.Ready : isReady(other))) {
                    return Optional.of(isOnItsWay(other) ? waitsFor(other) : lacks(other));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> holdOfEarlier(Relations relations) {
        for (String name : relations.after()) {
            for (Instance other : graph.members(name)) {
                if (isOnItsWay(other) && !stops.isPending(other)) {
                    return Optional.of(waitsFor(other));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> holdOfConflicting(Relations relations) {
        for (String name : relations.conflicts()) {
            for (Instance other : graph.members(name)) {
                if (hasProcess(other)) {
                    return Optional.of(new Reason.WaitsFor(other.name() + " to end, with which it conflicts"));
                }
            }
        }
        return Optional.empty();
    }

    private static Reason waitsFor(Instance other) {
        return new Reason.WaitsFor(other.name() + " to be ready");
    }

    static Reason lacks(Instance other) {
        return new Reason.Requires(other.name(), "is " + other.state().word());
    }

    /** Returns some instances, and whatever they require or want, also by way of others, and does not run nor will. */
    public List<Instance> withNeeds(Collection<Instance> chosen) {
        var all = new LinkedHashSet<>(chosen);
        var seen = new HashSet<>(chosen);
        Deque<Instance> open = new ArrayDeque<>(chosen);
        while (!open.isEmpty()) {
            for (Instance other : graph.needs(open.remove())) {
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
            var required = graph.members(name);
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
}

package dev.tend.keeper;

import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.loop.FaultBarrier;
import dev.tend.loop.SlicedWork;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Departures;
import dev.tend.supervisor.Dependencies;
import dev.tend.supervisor.DependencyGraph;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.InstanceFactory;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.PendingStops;
import dev.tend.supervisor.ServiceReloads;
import dev.tend.supervisor.TimedTasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Carries out what the files say: it starts, stops, restarts and redefines instances. */
final class Reload {

    private static final int MOST_ATTEMPTS = 2;

    private static final Reason FILE_CHANGED = new Reason.Other("its file has changed");

    private final Instances instances;
    private final InstanceFactory factory;
    private final Operations operations;
    private final DependencyGraph graph;
    private final PendingStops stops;
    private final Dependencies dependencies;
    private final TimedTasks timedTasks;
    private final Departures departures;
    private final FaultRecovery recovery;
    private final ServiceReloads reloads;
    private final Catalogue catalogue;
    private final ReloadPlan plan;
    private final SlicedWork slices;
    private final GroupStarts groups;
    private final FaultBarrier guard;

    /** Services whose change was abandoned, and how often. */
    private final Map<String, Integer> abandoned = new HashMap<>();

    private boolean toBeRepeated;

    Reload(
            Instances instances,
            InstanceFactory factory,
            Operations operations,
            DependencyGraph graph,
            PendingStops stops,
            Dependencies dependencies,
            TimedTasks timedTasks,
            Departures departures,
            FaultRecovery recovery,
            ServiceReloads reloads,
            Catalogue catalogue,
            ReloadPlan plan,
            SlicedWork slices,
            GroupStarts groups,
            FaultBarrier guard) {
        this.instances = instances;
        this.factory = factory;
        this.operations = operations;
        this.graph = graph;
        this.stops = stops;
        this.dependencies = dependencies;
        this.timedTasks = timedTasks;
        this.departures = departures;
        this.recovery = recovery;
        this.reloads = reloads;
        this.catalogue = catalogue;
        this.plan = plan;
        this.slices = slices;
        this.groups = groups;
        this.guard = guard;
    }

    /** Carries out the plan, and returns it. @param cause why new services start, for their history */
    List<Change> carryOut(Reason cause) {
        var changes = plan.changes();
        var foreseen = plan.withDependents(changes);
        var wanted = catalogue.enabled();
        var starting = new LinkedHashMap<Instance, Reason>();
        var stopping = new LinkedHashMap<Instance, Event>();
        var failed = new TreeMap<String, Optional<Definition>>();
        for (Change change : changes) {
            String service = change.service();
            var definition = wanted.get(service);
            if (guard.run("a change of " + service, () -> carryOut(change, definition, cause, starting, stopping))) {
                abandoned.remove(service);
            } else if (abandoned.merge(service, 1, Integer::sum) < MOST_ATTEMPTS) {
                failed.put(service, plan.inForce(service));
            }
        }
        stops.stop(stopping); // at once, now that all dependencies are known
        plan.enter(wanted, failed);
        toBeRepeated = !failed.isEmpty();
        groups.expect(starting.keySet());
        dependencies.lookAgain();
        begin(starting);
        groups.begin();
        return foreseen;
    }

    /** Tells whether a change of the last reload was abandoned that is worth another attempt. */
    boolean isToBeRepeated() {
        return toBeRepeated;
    }

    /** Tells whether a change of a service was abandoned, and has not been carried out since. */
    boolean isUnsettled(String service) {
        return abandoned.containsKey(service);
    }

    /** @param definition what the service file says now; null where the file is gone */
    private void carryOut(
            Change change,
            Definition definition,
            Reason cause,
            Map<Instance, Reason> starting,
            Map<Instance, Event> stopping) {
        var reason = new Reason.Other(change.reason());
        switch (change.action()) {
            case START -> start(definition, cause, starting);
            case STOP -> stop(graph.instancesOf(change.service()), reason, stopping);
            case RESTART, APPLY -> change(definition, reason, starting, stopping);
            case RELOAD -> {
                change(definition, reason, starting, stopping);
                reloading(change.service(), change.reason());
            }
            case HOLD -> {} // it follows by itself
            case KEEP -> missing(definition).forEach(instance -> starting.put(instance, cause));
        }
    }

    private void reloading(String service, String cause) {
        for (Instance instance : graph.instancesOf(service)) {
            if (ServiceReloads.hasProcess(instance) && !instance.leaving()) {
                reloads.request(instance, cause);
            }
        }
    }

    /** Starts instances, each after those it depends on. */
    private void begin(Map<Instance, Reason> starting) {
        var starts = new ArrayList<Runnable>(starting.size());
        for (Instance instance : graph.sorted(starting.keySet())) {
            var cause = starting.get(instance);
            starts.add(() -> guard.run(instance.name(), "its start", () -> bear(instance, cause)));
        }
        slices.begin(starts);
    }

    private void start(Definition definition, Reason cause, Map<Instance, Reason> starting) {
        definition.spec().instanceNames().forEach(name -> start(name, definition, cause, starting));
    }

    private void start(String name, Definition definition, Reason cause, Map<Instance, Reason> starting) {
        var there = instances.find(name);
        if (there.isEmpty()) {
            starting.put(factory.add(name, definition), cause);
        } else { // its file was removed, and came back before it was gone
            comeBack(there.get(), definition, cause);
        }
    }

    /**
     * Brings back an instance that was on its way out. An instance with a schedule waits for its time only after it has
     * ended: an instance that is stopping cannot be held.
     */
    private void comeBack(Instance instance, Definition definition, Reason cause) {
        boolean timed = definition.spec().appointment().isPresent();
        if (timed && instance.state().isEnding()) {
            departures.returns(instance);
            return;
        }
        departures.stays(instance);
        instance.defineNext(definition);
        begin(instance, cause);
    }

    /** Returns the instances of a service that do not exist, since an earlier keeper may have died before it came to the last of them. */
    private List<Instance> missing(Definition definition) {
        var missing = new ArrayList<Instance>();
        for (String name : definition.spec().instanceNames()) {
            if (instances.find(name).isEmpty()) {
                missing.add(factory.add(name, definition));
            }
        }
        return missing;
    }

    /** Starts an instance, unless another event has changed it by now. */
    void bear(Instance instance, Reason cause) {
        boolean there = instances.contains(instance);
        if (there && instance.untouched()) {
            begin(instance, cause);
        }
    }

    private void begin(Instance instance, Reason cause) {
        if (catalogue.isDown(instance.latest())) {
            return;
        }
        if (!TimedTasks.isTimed(instance)) {
            operations.start(instance, new Event.Start(cause));
        } else if (instance.untouched()) {
            operations.start(instance, new Event.Hold(ScheduledRuns.WAITS));
        } else {
            timedTasks.arm(instance);
        }
    }

    private void stop(List<Instance> some, Reason reason, Map<Instance, Event> stopping) {
        for (Instance instance : some) {
            recovery.release(instance);
            instance.leaving(true);
            stopping.put(instance, new Event.Stop(reason));
        }
    }

    private void change(
            Definition definition, Reason reason, Map<Instance, Reason> starting, Map<Instance, Event> stopping) {
        var names = new LinkedHashSet<>(definition.spec().instanceNames());
        var surplus = new ArrayList<Instance>();
        for (Instance instance : graph.instancesOf(definition.spec().name())) {
            if (!names.contains(instance.name())) {
                surplus.add(instance);
            }
        }
        stop(surplus, reason, stopping);
        for (String name : names) {
            var there = instances.find(name);
            if (there.isEmpty() || there.get().leaving()) {
                start(name, definition, reason, starting);
            } else {
                changeInstance(there.get(), definition, reason, stopping);
            }
        }
    }

    private void changeInstance(
            Instance instance, Definition definition, Reason reason, Map<Instance, Event> stopping) {
        recovery.release(instance);
        boolean failed = instance.state() instanceof State.Failed;
        boolean done = instance.state() instanceof State.Done;
        boolean sameProcess = definition.spec().startsTheSameProcessAs(instance.spec());
        if (sameProcess
                || instance.state().atRest()
                || waitsForItsTime(instance, definition)
                || instance.waitsForConnection()) {
            operations.redefine(instance, definition);
            if (failed) { // the edit may be what mends it
                groups.expect(List.of(instance));
                begin(instance, reason);
            } else if (done && TimedTasks.isTimed(instance)) { // it has a time to wait for now
                timedTasks.arm(instance);
            }
            return;
        }
        instance.defineNext(definition);
        renew(instance, reason).ifPresent(event -> stopping.put(instance, event));
    }

    /** An edit of its file may have been abandoned before anything was done about its process. */
    void review(Instance instance) {
        boolean outdated = !instance.latest().spec().startsTheSameProcessAs(instance.spec());
        if (outdated && !instance.leaving() && !instance.state().isEnding()) {
            renew(instance, FILE_CHANGED).ifPresent(event -> stops.stop(Map.of(instance, event)));
        }
    }

    /** The restart of an instance whose process would be started differently now, unless it is to be spared or stopped anyway. */
    private Optional<Event> renew(Instance instance, Reason reason) {
        if (!ReloadPlan.wouldRun(instance) || stops.isPending(instance)) {
            return Optional.empty(); // it is stopped as what it was started as
        }
        var latest = instance.latest().spec();
        boolean spared =
                switch (latest.onChange()) {
                    case RESTART -> false;
                    case RELOAD -> latest.reloadsAfter(instance.spec());
                    case NEXT_START -> true;
                };
        boolean restarts = !spared
                || instance.state()
                        instanceof State.Waiting; // there is no process to spare, and the edit may be what it waits for
        return restarts ? Optional.of(new Event.Restart(reason)) : Optional.empty();
    }

    private static boolean waitsForItsTime(Instance instance, Definition definition) {
        return instance.state() instanceof State.Waiting(var until, var _)
                && until == State.NEVER
                && definition.spec().appointment().isPresent();
    }
}

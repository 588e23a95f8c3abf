package dev.tend.keeper;

import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.FaultBarrier;
import dev.tend.loop.SlicedWork;
import dev.tend.service.Plan;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.service.Relations;
import dev.tend.service.ServiceSpec;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.Supervisor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns what the service folders say into what the supervisor does. */
final class Reload {

    private static final int MOST_ATTEMPTS = 2;

    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final SlicedWork slices;
    private final GroupStarts groups;
    private final FaultBarrier guard;

    /** The definitions in force: those that the instances were made from. */
    private final Map<String, Definition> inForce = new TreeMap<>();

    /** Services whose change was abandoned, and how often. */
    private final Map<String, Integer> abandoned = new HashMap<>();

    private boolean toBeRepeated;

    Reload(Supervisor supervisor, Catalogue catalogue, SlicedWork slices, GroupStarts groups, FaultBarrier guard) {
        this.guard = guard;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.slices = slices;
        this.groups = groups;
    }

    /** Marks the definition of an adopted instance as in force. */
    void adopted(Definition definition) {
        inForce.put(definition.spec().name(), definition);
    }

    /** Returns the changes that a reload would make now. */
    List<Change> plan() {
        var changes = new ArrayList<Change>();
        for (Change change : Plan.between(specs(inForce), specs(catalogue.enabled()), failed())
                .changes()) {
            changes.add(change.action() == Action.STOP ? stop(change) : change);
        }
        return changes;
    }

    /** Its file may be there, and say that it is not for here. */
    private Change stop(Change change) {
        return catalogue
                .definition(change.service())
                .map(there -> new Change(change.service(), change.action(), Catalogue.disabled(there)))
                .orElse(change);
    }

    /** Returns the same plan with what follows from it for services that require a stopped or restarted one. */
    List<Change> withDependents(List<Change> changes) {
        var relations = new TreeMap<String, Relations>();
        catalogue
                .enabled()
                .forEach((name, definition) ->
                        relations.put(name, definition.spec().relations()));
        return Plan.withDependents(changes, relations, inUse());
    }

    private Set<String> inUse() {
        var names = new HashSet<String>();
        for (Instance instance : supervisor.instances()) {
            if (wouldRun(instance) && !(instance.state() instanceof State.Failed)) {
                names.add(instance.spec().name());
            }
        }
        return names;
    }

    private Set<String> failed() {
        var failed = new HashSet<String>();
        for (Instance instance : supervisor.instances()) {
            if (instance.state() instanceof State.Failed) {
                failed.add(instance.spec().name());
            }
        }
        return failed;
    }

    private static Map<String, ServiceSpec> specs(Map<String, Definition> definitions) {
        var specs = new TreeMap<String, ServiceSpec>();
        definitions.forEach((name, definition) -> specs.put(name, definition.spec()));
        return specs;
    }

    /** Carries out the plan, and returns it. @param cause why new services start, for their history */
    List<Change> carryOut(String cause) {
        var changes = plan();
        var foreseen = withDependents(changes);
        var wanted = catalogue.enabled();
        var starting = new LinkedHashMap<Instance, String>();
        var stopping = new LinkedHashMap<Instance, Event>();
        var failed = new TreeMap<String, Optional<Definition>>();
        for (Change change : changes) {
            String service = change.service();
            var definition = wanted.get(service);
            if (guard.run("a change of " + service, () -> carryOut(change, definition, cause, starting, stopping))) {
                abandoned.remove(service);
            } else if (abandoned.merge(service, 1, Integer::sum) < MOST_ATTEMPTS) {
                failed.put(service, Optional.ofNullable(inForce.get(service)));
            }
        }
        supervisor.order().stop(stopping); // at once, now that all dependencies are known
        inForce.clear();
        inForce.putAll(wanted);
        keepInForce(failed);
        groups.expect(starting.keySet());
        supervisor.order().lookAgain();
        begin(starting);
        groups.begin();
        return foreseen;
    }

    /** Keeps the previous definition in force where a change was abandoned for the first time; the next reload repeats it. */
    private void keepInForce(Map<String, Optional<Definition>> failed) {
        failed.forEach((service, before) ->
                before.ifPresentOrElse(definition -> inForce.put(service, definition), () -> inForce.remove(service)));
        toBeRepeated = !failed.isEmpty();
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
            String cause,
            Map<Instance, String> starting,
            Map<Instance, Event> stopping) {
        switch (change.action()) {
            case START -> start(definition, cause, starting);
            case STOP -> stop(supervisor.order().members(change.service()), change.reason(), stopping);
            case RESTART, APPLY -> change(definition, change.reason(), starting, stopping);
            case HOLD -> {} // it follows by itself
            case KEEP -> missing(definition).forEach(instance -> starting.put(instance, cause));
        }
    }

    /** Starts instances, each after those it depends on. */
    private void begin(Map<Instance, String> starting) {
        var births = new ArrayList<Runnable>(starting.size());
        for (Instance instance : supervisor.order().sorted(starting.keySet())) {
            String cause = starting.get(instance);
            births.add(() -> guard.run(instance.name(), "its start", () -> bear(instance, cause)));
        }
        slices.begin(births);
    }

    private void start(Definition definition, String cause, Map<Instance, String> starting) {
        definition.spec().instanceNames().forEach(name -> start(name, definition, cause, starting));
    }

    private void start(String name, Definition definition, String cause, Map<Instance, String> starting) {
        var there = supervisor.instance(name);
        if (there.isEmpty()) {
            starting.put(supervisor.add(name, definition), cause);
        } else { // its file was removed, and came back before it was gone
            comeBack(there.get(), definition, cause);
        }
    }

    /**
     * Brings back an instance that was on its way out. An instance with a schedule waits for its time only after it has
     * ended: an instance that is stopping cannot be held.
     */
    private void comeBack(Instance instance, Definition definition, String cause) {
        boolean timed = definition.spec().appointment().isPresent();
        if (timed && instance.state().isEnding()) {
            supervisor.returns(instance);
            return;
        }
        supervisor.stays(instance);
        instance.defineNext(definition);
        begin(instance, cause);
    }

    /** Returns the instances of a service that do not exist, since an earlier keeper may have died before it came to the last of them. */
    private List<Instance> missing(Definition definition) {
        var instances = new ArrayList<Instance>();
        for (String name : definition.spec().instanceNames()) {
            if (supervisor.instance(name).isEmpty()) {
                instances.add(supervisor.add(name, definition));
            }
        }
        return instances;
    }

    /** Starts an instance, unless another event has changed it by now. */
    void bear(Instance instance, String cause) {
        boolean there = supervisor.instance(instance.name()).orElse(null) == instance;
        if (there && instance.untouched()) {
            begin(instance, cause);
        }
    }

    private void begin(Instance instance, String cause) {
        if (catalogue.isDown(instance.latest())) {
            return;
        }
        if (!instance.isTimed()) {
            supervisor.start(instance, new Event.Start(cause));
        } else if (instance.untouched()) {
            supervisor.start(instance, new Event.Hold(ScheduledRuns.WAITS));
        } else {
            supervisor.arm(instance);
        }
    }

    private void stop(List<Instance> instances, String reason, Map<Instance, Event> stopping) {
        for (Instance instance : instances) {
            supervisor.release(instance);
            instance.leaving(true);
            stopping.put(instance, new Event.Stop(reason));
        }
    }

    private void change(
            Definition definition, String reason, Map<Instance, String> starting, Map<Instance, Event> stopping) {
        var names = new LinkedHashSet<>(definition.spec().instanceNames());
        var surplus = new ArrayList<Instance>();
        for (Instance instance : supervisor.order().members(definition.spec().name())) {
            if (!names.contains(instance.name())) {
                surplus.add(instance);
            }
        }
        stop(surplus, reason, stopping);
        for (String name : names) {
            var there = supervisor.instance(name);
            if (there.isEmpty() || there.get().leaving()) {
                start(name, definition, reason, starting);
            } else {
                changeInstance(there.get(), definition, reason, stopping);
            }
        }
    }

    private void changeInstance(
            Instance instance, Definition definition, String reason, Map<Instance, Event> stopping) {
        supervisor.release(instance);
        boolean failed = instance.state() instanceof State.Failed;
        boolean done = instance.state() instanceof State.Done;
        boolean sameProcess = definition.spec().startsTheSameProcessAs(instance.spec());
        if (sameProcess || instance.state().atRest() || waitsForItsTime(instance, definition)) {
            supervisor.redefine(instance, definition);
            if (failed) { // the edit may be what mends it
                groups.expect(List.of(instance));
                begin(instance, reason);
            } else if (done && instance.isTimed()) { // it has a time to wait for now
                supervisor.arm(instance);
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
            renew(instance, "its file has changed")
                    .ifPresent(event -> supervisor.order().stop(Map.of(instance, event)));
        }
    }

    /** The restart of an instance whose process would be started differently now, unless it is to be spared or stopped anyway. */
    private Optional<Event> renew(Instance instance, String reason) {
        if (!wouldRun(instance) || supervisor.order().isPending(instance)) {
            return Optional.empty(); // it is stopped as what it was started as
        }
        boolean restarts =
                switch (instance.latest().spec().onChange()) {
                    case RESTART -> true;
                    case NEXT_START ->
                        instance.state()
                                instanceof
                                State.Waiting; // there is no process to spare, and the edit may be what it waits for
                };
        return restarts ? Optional.of(new Event.Restart(reason)) : Optional.empty();
    }

    private static boolean waitsForItsTime(Instance instance, Definition definition) {
        return instance.state() instanceof State.Waiting(var until, var _)
                && until == State.NEVER
                && definition.spec().appointment().isPresent();
    }

    /** Tells whether an instance runs or is meant to: an edit starts nothing that was stopped by hand, or is done. */
    private static boolean wouldRun(Instance instance) {
        return instance.life().wanted() == Wanted.UP && !(instance.state() instanceof State.Done);
    }
}

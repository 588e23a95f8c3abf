package dev.tend.keeper;

import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.service.Plan;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.service.Relations;
import dev.tend.service.ServiceSpec;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Instances;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The difference between the definitions that are in force and what the files say now. */
final class ReloadPlan {

    private final Instances instances;
    private final Catalogue catalogue;

    /** The definitions in force: those that the instances were made from. */
    private final Map<String, Definition> inForce = new TreeMap<>();

    ReloadPlan(Instances instances, Catalogue catalogue) {
        this.instances = instances;
        this.catalogue = catalogue;
    }

    /** Marks the definition of an adopted instance as in force. */
    void adopted(Definition definition) {
        inForce.put(definition.spec().name(), definition);
    }

    /** Returns the changes that a reload would make now. */
    List<Change> changes() {
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
        for (Instance instance : instances.all()) {
            if (wouldRun(instance) && !(instance.state() instanceof State.Failed)) {
                names.add(instance.spec().name());
            }
        }
        return names;
    }

    private Set<String> failed() {
        var failed = new HashSet<String>();
        for (Instance instance : instances.all()) {
            if (instance.state() instanceof State.Failed) {
                failed.add(instance.spec().name());
            }
        }
        return failed;
    }

    /** Tells whether an instance runs or is meant to: an edit starts nothing that was stopped by hand, or is done. */
    static boolean wouldRun(Instance instance) {
        return instance.life().wanted() == Wanted.UP && !(instance.state() instanceof State.Done);
    }

    private static Map<String, ServiceSpec> specs(Map<String, Definition> definitions) {
        var specs = new TreeMap<String, ServiceSpec>();
        definitions.forEach((name, definition) -> specs.put(name, definition.spec()));
        return specs;
    }

    Optional<Definition> inForce(String service) {
        return Optional.ofNullable(inForce.get(service));
    }

    /**
     * Puts definitions in force.
     *
     * @param failed the services whose change was abandoned for the first time, with the definition that stays in force
     */
    void enter(Map<String, Definition> wanted, Map<String, Optional<Definition>> failed) {
        inForce.clear();
        inForce.putAll(wanted);
        failed.forEach((service, before) ->
                before.ifPresentOrElse(definition -> inForce.put(service, definition), () -> inForce.remove(service)));
    }
}

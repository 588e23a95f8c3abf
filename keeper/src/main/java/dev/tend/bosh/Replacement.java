package dev.tend.bosh;

import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.PendingStops;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of a deployment that only one has that a client has asked for: instances end, the files are put in force, and they
 * start anew. It is recorded, so that the next keeper goes on with it.
 */
public final class Replacement {

    static final Reason DEPLOYED = new Reason.Other("deployed");

    /** EX_CANTCREAT of sysexits. */
    private static final int CANNOT_CREATE = 73;

    private final Instances instances;
    private final Operations operations;
    private final PendingStops stops;
    private final Catalogue catalogue;
    private final BoshHooks hooks;
    private final DeploymentFile file;
    private final DeploymentReport report;
    private final Runnable reload;

    /** The deployment that a client has asked for; empty where instances are only to be started. */
    private Optional<DeploymentPlan> plan = Optional.empty();

    private List<Instance> ending = List.of();

    /**
     * @param file the record of the deployment, for the next keeper
     * @param reload puts in force what the files say
     */
    public Replacement(
            Instances instances,
            Operations operations,
            PendingStops stops,
            Catalogue catalogue,
            BoshHooks hooks,
            DeploymentFile file,
            DeploymentReport report,
            Runnable reload) {
        this.instances = instances;
        this.operations = operations;
        this.stops = stops;
        this.catalogue = catalogue;
        this.hooks = hooks;
        this.file = file;
        this.report = report;
        this.reload = reload;
    }

    /** Reads what an earlier keeper has recorded. Returns whether there is anything. */
    boolean recover() {
        try {
            plan = file.read();
        } catch (KernelException unreadable) {
            report.trouble(unreadable.getMessage() + ": a deployment may be unfinished: deploy again");
            forget();
        }
        return plan.isPresent();
    }

    /**
     * Records a deployment before it begins.
     *
     * @throws Refusal where it cannot be written
     */
    void announce(DeploymentPlan asked) {
        try {
            file.write(asked);
        } catch (KernelException unwritable) {
            throw new Refusal(CANNOT_CREATE, unwritable.getMessage() + ": nothing is deployed");
        }
        plan = Optional.of(asked);
    }

    /** Tells whether instances end, or are still to be ordered to. */
    boolean isEnding() {
        return plan.orElseThrow().stage() == DeploymentPlan.Stage.ENDING;
    }

    /** Returns the names of the jobs whose post-deploy is called, also where nothing of them is started. */
    List<String> jobs() {
        return plan.map(DeploymentPlan::jobs).orElse(List.of());
    }

    /** Orders the instances to end that are to be replaced. */
    void beginEnding() {
        var asked = plan.orElseThrow();
        var updates = new LinkedHashMap<Instance, BoshHooks.Update>();
        for (String name : asked.ending()) {
            instances.find(name).ifPresent(instance -> updates.put(instance, asked.update(name)));
        }
        hooks.update(updates);
        ending = List.copyOf(updates.keySet());
        stops.stop(ending, new Event.Stop(new Reason.Other("deployed anew")));
    }

    /** Notes in the journal that it goes on where an earlier keeper had ordered instances to end. */
    void resumeEnding() {
        ending.forEach(instance -> report.note(instance.name(), "is stopped, deployed anew and started"));
    }

    boolean haveAllEnded() {
        for (Instance instance : ending) {
            if (!instance.state().atRest() || stops.isPending(instance)) {
                return false;
            }
        }
        return true;
    }

    /** Reports the instances that have ended. */
    void ended() {
        hooks.updated();
        for (Instance instance : ending) {
            report.tell(instance.name(), true, "stopped: " + instance.state().why());
        }
        ending = List.of();
    }

    /**
     * Puts in force what the files say now, and starts the instances of the plan.
     *
     * @param expect holds an instance back for the deployment
     */
    void bringIn(Consumer<Instance> expect) {
        reload.run();
        for (String name : plan.orElseThrow().starting()) {
            instances.find(name).filter(instance -> !instance.leaving()).ifPresent(instance -> {
                catalogue.renewal(instance).ifPresent(now -> operations.redefine(instance, now));
                expect.accept(instance);
                operations.start(instance, new Event.Start(DEPLOYED));
            });
        }
        plan = plan.map(asked -> asked.at(DeploymentPlan.Stage.STARTING));
        try {
            file.write(plan.orElseThrow());
        } catch (KernelException unwritable) { // a next keeper would begin anew
            report.trouble(unwritable.getMessage());
        }
    }

    /** The deployment is over. */
    void end() {
        if (plan.isPresent()) {
            forget();
        }
        plan = Optional.empty();
    }

    /** Removes the record: nothing is left to go on with. */
    void forget() {
        try {
            file.remove();
        } catch (KernelException stays) {
            report.trouble(stays.getMessage());
        }
    }
}

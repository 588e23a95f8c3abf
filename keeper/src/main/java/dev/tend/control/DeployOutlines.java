package dev.tend.control;

import dev.tend.bosh.Deployment;
import dev.tend.bosh.DeploymentPlan;
import dev.tend.bosh.PendingScripts;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.State;
import dev.tend.service.Hook;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Instances;
import dev.tend.wire.Reply.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out what a deployment of jobs does, before it begins. */
final class DeployOutlines {

    private final Instances instances;
    private final Catalogue catalogue;
    private final PendingScripts pendingScripts;

    DeployOutlines(Instances instances, Catalogue catalogue, PendingScripts pendingScripts) {
        this.instances = instances;
        this.catalogue = catalogue;
        this.pendingScripts = pendingScripts;
    }

    /**
     * The steps of a deployment.
     *
     * @param ending the instances that end first
     * @param starting the instances that are started when all have ended
     */
    record Outline(
            List<BoshJob> jobs,
            List<Instance> ending,
            List<Instance> starting,
            List<Change> changes,
            List<String> packages) {}

    /**
     * Returns what a deployment does.
     *
     * @param changes the changes of the files that are not in force yet
     * @param packages the names of the updated packages
     */
    Outline outline(List<BoshJob> jobs, List<Change> changes, List<String> packages) {
        var ending = new ArrayList<Instance>();
        var starting = new ArrayList<Instance>();
        for (Instance instance : members(jobs)) {
            boolean goes = !isDown(instance) && (!packages.isEmpty() || isChanged(instance, changes));
            if (goes) {
                ending.add(instance);
            }
            if (goes || isDown(instance)) {
                starting.add(instance);
            }
        }
        return new Outline(jobs, ending, starting, changes, packages);
    }

    private List<Instance> members(List<BoshJob> jobs) {
        var names = new TreeSet<String>();
        jobs.forEach(job -> names.add(job.name()));
        var members = new ArrayList<Instance>();
        for (Instance instance : instances.all()) {
            if (instance.spec().hooks().group().filter(names::contains).isPresent()) {
                members.add(instance);
            }
        }
        return members;
    }

    /** Tells whether an instance has nothing that would have to be stopped. */
    private static boolean isDown(Instance instance) {
        return instance.state().atRest() || instance.held().isPresent() || instance.state() instanceof State.Waiting;
    }

    private boolean isChanged(Instance instance, List<Change> changes) {
        return isPlanned(instance, changes) || catalogue.renewal(instance).isPresent();
    }

    private static boolean isPlanned(Instance instance, List<Change> changes) {
        for (Change change : changes) {
            if (change.service().equals(instance.spec().name())) {
                return change.action() != Action.KEEP;
            }
        }
        return false;
    }

    /** Returns what is recorded of a deployment. */
    DeploymentPlan plan(Outline outline) {
        var jobs = new ArrayList<String>();
        outline.jobs().forEach(job -> jobs.add(job.name()));
        var ending = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (Instance instance : outline.ending()) {
            ending.add(instance.name());
            if (isChanged(instance, outline.changes())) {
                changed.add(instance.name());
            }
        }
        var starting = new ArrayList<String>();
        outline.starting().forEach(instance -> starting.add(instance.name()));
        return new DeploymentPlan(DeploymentPlan.Stage.ENDING, jobs, outline.packages(), ending, changed, starting);
    }

    /** Returns what a deployment would do, for people. */
    List<Outcome> preview(Outline outline) {
        var preview = new ArrayList<Outcome>();
        for (Instance instance : outline.ending()) {
            var hooks = new ArrayList<String>();
            for (Hook hook : List.of(Hook.PRE_STOP, Hook.DRAIN, Hook.HALT, Hook.POST_STOP)) {
                if (instance.spec().hooks().has(hook)) {
                    hooks.add(hook.key());
                }
            }
            String by = hooks.isEmpty() ? "" : ": " + String.join(", ", hooks);
            preview.add(new Outcome(instance.name(), true, "would be stopped" + by));
            if (!isPlanned(instance, outline.changes())
                    && catalogue.renewal(instance).isPresent()) {
                preview.add(new Outcome(instance.name(), true, "would be changed: its job's programs changed"));
            }
        }
        for (Change change : outline.changes()) {
            if (change.action() != Action.KEEP) {
                preview.add(new Outcome(change.service(), true, "would be changed: " + change.reason()));
            }
        }
        var begun = new TreeSet<String>();
        outline.starting().forEach(instance -> instance.spec().hooks().group().ifPresent(begun::add));
        call(outline.jobs(), begun, Deployment.PRE_START, preview);
        outline.starting().forEach(instance -> preview.add(new Outcome(instance.name(), true, "would be started")));
        for (BoshJob job : outline.jobs()) {
            if (pendingScripts.isUnconcluded(job)) {
                begun.add(job.name());
            }
        }
        call(outline.jobs(), begun, Deployment.POST_START, preview);
        var all = new TreeSet<String>();
        outline.jobs().forEach(job -> all.add(job.name()));
        call(outline.jobs(), all, Deployment.POST_DEPLOY, preview);
        return preview;
    }

    private static void call(List<BoshJob> jobs, Set<String> chosen, String script, List<Outcome> preview) {
        for (BoshJob job : jobs) {
            if (chosen.contains(job.name()) && job.scripts().contains(script)) {
                preview.add(new Outcome(job.name(), true, script + " would be called"));
            }
        }
    }
}

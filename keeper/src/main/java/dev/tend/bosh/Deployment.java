package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.loop.FaultBarrier;
import dev.tend.service.Hooks.Occasion;
import dev.tend.supervisor.Dependencies;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.Operations;
import dev.tend.supervisor.StartOrder;
import dev.tend.supervisor.Supervisor;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts jobs of BOSH together, in its order: running instances of them end; {@code pre-start} of all runs, in parallel; when all
 * have succeeded, all processes start; when all are ready, {@code post-start} of all runs; then {@code post-deploy}. There is one
 * deployment at a time; jobs that are to be started meanwhile form the next.
 *
 * <p>The scripts of a stop are hooks of the services, see {@link BoshJob}. A start by hand, and one after a crash, is part of no
 * deployment, and calls none of these scripts.
 */
public final class Deployment implements GroupStarts {

    public static final String PRE_START = "pre-start";
    public static final String POST_START = "post-start";
    public static final String POST_DEPLOY = "post-deploy";

    private static final Reason WAITS =
            new Reason.Other("held back until the pre-start scripts of all jobs have ended");

    private final Jobs jobs;
    private final Supervisor supervisor;
    private final Dependencies dependencies;
    private final StartOrder startOrder;
    private final DeploymentCalls calls;
    private final PendingScripts pendingScripts;
    private final Replacement replacement;
    private final DeploymentReport report;
    private final ResumedStarts resumed;
    private final FaultBarrier guard;

    private Stage stage = Stage.NONE;

    /** The instances to be started by the next deployment. */
    private final Set<Instance> expected = new LinkedHashSet<>();

    private Set<Instance> starting = new LinkedHashSet<>();

    private enum Stage {
        NONE,
        /** An earlier keeper was in a deployment; what this one finds is still being looked at. */
        RECOVERING,
        ENDING,
        PREPARING,
        STARTING,
        CONCLUDING,
        /** The keeper stops: nothing is begun any more. */
        BROKEN_OFF
    }

    public Deployment(
            Jobs jobs,
            Supervisor supervisor,
            Operations operations,
            Dependencies dependencies,
            StartOrder startOrder,
            DeploymentCalls calls,
            PendingScripts pendingScripts,
            Replacement replacement,
            DeploymentReport report,
            FaultBarrier guard) {
        this.jobs = jobs;
        this.supervisor = supervisor;
        resumed = new ResumedStarts(operations);
        this.dependencies = dependencies;
        this.startOrder = startOrder;
        this.calls = calls;
        this.pendingScripts = pendingScripts;
        this.replacement = replacement;
        this.report = report;
        this.guard = guard;
    }

    public boolean isUnderWay() {
        return stage != Stage.NONE;
    }

    public boolean isBrokenOff() {
        return stage == Stage.BROKEN_OFF;
    }

    @Override
    public void expect(Collection<Instance> instances) {
        for (Instance instance : instances) {
            var hooks = instance.latest().spec().hooks();
            if (hooks.group().flatMap(jobs::named).isPresent()
                    && hooks.occasions().contains(Occasion.START)
                    && !PendingScripts.owes(instance, POST_START)) { // else its pre-start has ended
                expect(instance);
            }
        }
    }

    /** This one waits, whatever its file says of its hooks. */
    private void expect(Instance instance) {
        instance.held(Optional.of(WAITS));
        expected.add(instance);
    }

    /** {@inheritDoc} Instances that were to end are ordered to again: they may not have been. */
    @Override
    public void recover() {
        if (replacement.recover()) {
            stage = Stage.RECOVERING;
            report.note("", "deploy: goes on where the keeper before this one has ended");
            if (replacement.isEnding()) {
                replacement.beginEnding();
            }
        }
    }

    @Override
    public void resume(Collection<Instance> adopted) {
        resumed.resume(adopted);
        if (stage != Stage.RECOVERING) {
            begin();
        } else if (replacement.isEnding()) {
            replacement.resumeEnding();
            stage = Stage.ENDING;
            lookWhetherEnded();
        } else {
            prepare();
        }
    }

    @Override
    public void begin() {
        if (stage == Stage.NONE && !(expected.isEmpty() && resumed.isEmpty())) {
            prepare();
        }
    }

    /**
     * Records a deployment that a client has asked for, before {@link #begin(Optional)}.
     *
     * @throws dev.tend.instance.Refusal where it cannot be written
     */
    public void announce(DeploymentPlan asked) {
        replacement.announce(asked);
    }

    /** Begins the deployment that was announced. */
    public void begin(Optional<DeploymentReport.Client> client) {
        stage = Stage.ENDING;
        report.follow(client);
        replacement.beginEnding();
        lookWhetherEnded();
    }

    /** The keeper stops. Should it not come to that, a next keeper goes on. */
    @Override
    public void breakOff() {
        stage = Stage.BROKEN_OFF;
        report.over(false);
    }

    @Override
    public void forget() {
        replacement.forget();
    }

    // ---- its stages

    @Override
    public void changed(Instance instance) {
        if (!guard.run("a deployment", () -> look(instance))) {
            guard.run("a deployment", () -> end(false)); // after a fault of the keeper; another one may begin
        }
    }

    private void look(Instance instance) {
        switch (stage) {
            case ENDING -> lookWhetherEnded();
            case STARTING -> {
                if (starting.contains(instance)) {
                    lookWhetherStarted();
                }
            }
            case NONE, RECOVERING, PREPARING, CONCLUDING, BROKEN_OFF -> {}
        }
    }

    private void lookWhetherEnded() {
        if (replacement.haveAllEnded()) {
            replacement.ended();
            stage = Stage.PREPARING;
            replacement.bringIn(this::expect);
            prepare();
        }
    }

    private void prepare() {
        stage = Stage.PREPARING;
        starting = new LinkedHashSet<>(expected);
        expected.clear();
        run(PRE_START, calls.jobs(starting, List.of()), tally -> {
            if (tally.good()) {
                start();
            } else {
                hold(tally);
            }
        });
    }

    private void hold(Tally tally) {
        var why = new Reason.WaitsFor("a deployment: " + tally.sentence());
        for (Instance instance : starting) {
            instance.held(Optional.of(why));
            supervisor.feed(instance, new Event.Hold(why));
        }
        end(false);
    }

    private void start() {
        for (Instance instance : starting) {
            pendingScripts.owe(instance, POST_START);
            instance.held(Optional.empty());
        }
        starting.addAll(resumed.take());
        dependencies.lookAgain(Replacement.DEPLOYED);
        stage = Stage.STARTING; // only now, so that none counts as waiting that was not looked at yet
        lookWhetherStarted();
    }

    private void lookWhetherStarted() {
        resumed.startAgain();
        var start = JointStart.of(starting, startOrder);
        if (stage != Stage.STARTING || start.isEmpty()) {
            return;
        }
        stage = Stage.CONCLUDING;
        if (!starting.isEmpty()) {
            report.tell(start.get());
        }
        if (start.get().good()) {
            conclude();
        } else {
            end(false);
        }
    }

    private void conclude() {
        var jobs = calls.jobs(starting, replacement.jobs());
        jobs.values().removeIf(job -> !pendingScripts.isUnconcluded(job));
        run(POST_START, jobs, tally -> {
            tally.failed().forEach((name, _) -> jobs.remove(name));
            pendingScripts.owe(jobs.keySet(), POST_DEPLOY);
            if (tally.good()) {
                run(POST_DEPLOY, calls.jobs(starting, replacement.jobs()), last -> end(last.good()));
            } else {
                end(false);
            }
        });
    }

    /** Calls a script of jobs, and reports the results, unless none has it. */
    private void run(String script, Map<String, BoshJob> jobs, Consumer<Tally> then) {
        calls.call(script, jobs.values(), tally -> {
            boolean done = guard.run("a deployment", () -> {
                if (!tally.successful().isEmpty() || !tally.good()) {
                    report.tell(tally);
                }
                if (stage != Stage.BROKEN_OFF) {
                    then.accept(tally);
                }
            });
            if (!done) {
                end(false);
            }
        });
    }

    private void end(boolean good) {
        pendingScripts.end();
        replacement.end();
        stage = Stage.NONE;
        starting = new LinkedHashSet<>();
        resumed.end();
        report.over(good);
        begin();
    }
}

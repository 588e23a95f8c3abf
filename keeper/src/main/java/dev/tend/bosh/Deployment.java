package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.loop.FaultBarrier;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.ServiceSpec;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.Supervisor;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /** EX_CANTCREAT of sysexits. */
    private static final int CANNOT_CREATE = 73;

    private static final String WAITS = "held back until the pre-start scripts of all jobs have ended";

    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final JobScripts scripts;
    private final BoshHooks hooks;
    private final PendingScripts dues;
    private final DeploymentFile file;
    private final Crier crier;
    private final Runnable reload;
    private final FaultBarrier guard;

    private Stage stage = Stage.NONE;

    /** The instances to be started by the next deployment. */
    private final Set<Instance> expected = new LinkedHashSet<>();

    private Set<Instance> starting = new LinkedHashSet<>();

    /** The instances that an earlier keeper has started, and whose scripts it has not finished. */
    private final Set<Instance> resumed = new LinkedHashSet<>();

    /** The instances among them whose process had ended when this keeper started. */
    private final Set<Instance> cutOff = new LinkedHashSet<>();

    private List<Instance> ending = List.of();

    /** The deployment that a client has asked for; empty where instances are only to be started. */
    private Optional<DeploymentPlan> plan = Optional.empty();

    private Optional<Asker> asker = Optional.empty();

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

    /** A listener to the steps, for the journal. */
    public interface Crier {

        /** @param name an instance, or "" */
        void cry(String name, String text);

        void trouble(String problem);
    }

    /** The client that has asked for a deployment, and follows it. */
    public interface Asker {
        void tell(String name, boolean good, String text);

        void over(boolean good);
    }

    /**
     * @param file the record of the deployment, for the next keeper
     * @param crier receives each step, for the journal
     * @param reload puts in force what the files say
     */
    public Deployment(
            Supervisor supervisor,
            Catalogue catalogue,
            JobScripts scripts,
            BoshHooks hooks,
            DeploymentFile file,
            Crier crier,
            Runnable reload,
            FaultBarrier guard) {
        this.guard = guard;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.scripts = scripts;
        this.hooks = hooks;
        this.dues = new PendingScripts(supervisor);
        this.file = file;
        this.crier = crier;
        this.reload = reload;
    }

    public boolean isUnderWay() {
        return stage != Stage.NONE;
    }

    /** Tells whether its next deployment calls its post-start, even where no instance of it has to be started. */
    public boolean isUnconcluded(BoshJob job) {
        return dues.isUnconcluded(job);
    }

    @Override
    public void expect(Collection<Instance> instances) {
        for (Instance instance : instances) {
            var hooks = instance.latest().spec().hooks();
            if (hooks.group().flatMap(catalogue::job).isPresent()
                    && hooks.occasions().contains(Occasion.START)
                    && !PendingScripts.owes(instance, POST_START)) { // else its pre-start has ended
                expect(instance);
            }
        }
    }

    /** This one waits, whatever its file says of its hooks. */
    void expect(Instance instance) {
        instance.held(Optional.of(WAITS));
        expected.add(instance);
    }

    /**
     * Resumes the deployment of an earlier keeper. Instances that were to end are ordered to again, before the files
     * are read: they may not have been.
     */
    @Override
    public void recover() {
        try {
            plan = file.read();
        } catch (KernelException unreadable) {
            crier.trouble(unreadable.getMessage() + ": a deployment may be unfinished: deploy again");
            forget();
        }
        if (plan.isPresent()) {
            stage = Stage.RECOVERING;
            crier.cry("", "deploy: goes on where the keeper before this one has ended");
            if (plan.get().stage() == DeploymentPlan.Stage.ENDING) {
                beginEnding();
            }
        }
    }

    @Override
    public void resume(Collection<Instance> adopted) {
        for (Instance instance : adopted) {
            if (PendingScripts.owes(instance, POST_START) || PendingScripts.owes(instance, POST_DEPLOY)) {
                resumed.add(instance);
            }
            if (PendingScripts.owes(instance, POST_START)
                    && instance.state().running().isEmpty()) {
                cutOff.add(instance);
            }
        }
        if (stage != Stage.RECOVERING) {
            begin();
        } else if (plan.orElseThrow().stage() == DeploymentPlan.Stage.ENDING) {
            ending.forEach(instance -> crier.cry(instance.name(), "is stopped, deployed anew and started"));
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
     * @throws Refusal where it cannot be written
     */
    public void announce(DeploymentPlan asked) {
        try {
            file.write(asked);
        } catch (KernelException unwritable) {
            throw new Refusal(CANNOT_CREATE, unwritable.getMessage() + ": nothing is deployed");
        }
        plan = Optional.of(asked);
    }

    /** Begins the deployment that was announced. */
    public void begin(Optional<Asker> whoAsks) {
        stage = Stage.ENDING;
        asker = whoAsks;
        beginEnding();
        lookWhetherEnded();
    }

    private void beginEnding() {
        var updates = new LinkedHashMap<Instance, BoshHooks.Update>();
        for (String name : plan.orElseThrow().ending()) {
            supervisor
                    .instance(name)
                    .ifPresent(
                            instance -> updates.put(instance, plan.orElseThrow().update(name)));
        }
        hooks.update(updates);
        ending = List.copyOf(updates.keySet());
        supervisor.order().stop(ending, new Event.Stop("deployed anew"));
    }

    /** The keeper stops. Should it not come to that, a next keeper goes on. */
    @Override
    public void breakOff() {
        stage = Stage.BROKEN_OFF;
        asker.ifPresent(waiting -> waiting.over(false));
        asker = Optional.empty();
    }

    public boolean isBrokenOff() {
        return stage == Stage.BROKEN_OFF;
    }

    /** Forgets the deployment: nothing is left to go on with. */
    @Override
    public void forget() {
        try {
            file.remove();
        } catch (KernelException stays) {
            crier.trouble(stays.getMessage());
        }
    }

    /** Ends the deployment after a fault of the keeper in its next step; another one may begin. */
    void abandon() {
        end(false);
    }

    /** Removes a client that does not listen any more. */
    public void askerGone(Asker gone) {
        asker = asker.filter(other -> other != gone);
    }

    // ---- its stages

    @Override
    public void changed(Instance instance) {
        if (!guard.run("a deployment", () -> look(instance))) {
            guard.run("a deployment", this::abandon);
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
        for (Instance instance : ending) {
            if (!instance.state().atRest() || supervisor.order().isPending(instance)) {
                return;
            }
        }
        hooks.updated();
        for (Instance instance : ending) {
            tell(instance.name(), true, "stopped: " + instance.state().why());
        }
        ending = List.of();
        stage = Stage.PREPARING;
        bringIn();
        prepare();
    }

    /** Puts in force what the files say now, and starts the instances of the plan. */
    private void bringIn() {
        reload.run();
        for (String name : plan.orElseThrow().starting()) {
            supervisor.instance(name).filter(instance -> !instance.leaving()).ifPresent(instance -> {
                catalogue.renewal(instance).ifPresent(now -> supervisor.redefine(instance, now));
                expect(instance);
                supervisor.start(instance, new Event.Start("deployed"));
            });
        }
        plan = plan.map(asked -> asked.at(DeploymentPlan.Stage.STARTING));
        try {
            file.write(plan.orElseThrow());
        } catch (KernelException unwritable) { // a next keeper would begin anew
            crier.trouble(unwritable.getMessage());
        }
    }

    private void prepare() {
        stage = Stage.PREPARING;
        starting = new LinkedHashSet<>(expected);
        expected.clear();
        run(PRE_START, jobs(starting), tally -> {
            if (tally.good()) {
                start();
            } else {
                hold(tally);
            }
        });
    }

    private void hold(Tally tally) {
        for (Instance instance : starting) {
            String why = "waits for a deployment: " + tally.sentence();
            instance.held(Optional.of(why));
            supervisor.feed(instance, new Event.Hold(why));
        }
        end(false);
    }

    private void start() {
        for (Instance instance : starting) {
            dues.owe(instance, POST_START);
            instance.held(Optional.empty());
        }
        starting.addAll(resumed);
        resumed.clear();
        supervisor.order().lookAgain("deployed");
        stage = Stage.STARTING; // only now, so that none counts as waiting that was not looked at yet
        lookWhetherStarted();
    }

    /** A process that ended because its keeper was killed before it had let it go is no failure: its instance starts at once. */
    private void startAgain() {
        for (Instance instance : List.copyOf(cutOff)) {
            boolean failed = instance.state() instanceof State.Failed
                    || instance.state() instanceof State.Waiting(var until, var _) && until != State.NEVER;
            if (failed) {
                cutOff.remove(instance);
                supervisor.start(instance, new Event.Start("the keeper that had started it was killed"));
            }
        }
    }

    private void lookWhetherStarted() {
        startAgain();
        var start = JointStart.of(starting, supervisor.order());
        if (stage != Stage.STARTING || start.isEmpty()) {
            return;
        }
        stage = Stage.CONCLUDING;
        if (!starting.isEmpty()) {
            tell(start.get());
        }
        if (start.get().good()) {
            conclude();
        } else {
            end(false);
        }
    }

    private void conclude() {
        var jobs = jobs(starting);
        jobs.putAll(asked());
        jobs.values().removeIf(job -> !isUnconcluded(job));
        run(POST_START, jobs, tally -> {
            tally.failed().forEach((name, _) -> jobs.remove(name));
            dues.owe(jobs.keySet(), POST_DEPLOY);
            if (tally.good()) {
                deployed();
            } else {
                end(false);
            }
        });
    }

    private void deployed() {
        var all = jobs(starting);
        all.putAll(asked());
        run(POST_DEPLOY, all, tally -> end(tally.good()));
    }

    private void end(boolean good) {
        dues.end();
        if (plan.isPresent()) {
            forget();
        }
        plan = Optional.empty();
        stage = Stage.NONE;
        starting = new LinkedHashSet<>();
        cutOff.clear();
        var who = asker;
        asker = Optional.empty();
        who.ifPresent(waiting -> waiting.over(good));
        begin();
    }

    // ---- scripts

    /** Calls a script of jobs, and tells how that went, unless none has it. */
    private void run(String script, Map<String, BoshJob> jobs, Consumer<Tally> then) {
        scripts.run(jobs.values(), specs(), script, tally -> {
            boolean done = guard.run("a deployment", () -> {
                if (!tally.successful().isEmpty() || !tally.good()) {
                    tell(tally);
                }
                if (stage != Stage.BROKEN_OFF) {
                    then.accept(tally);
                }
            });
            if (!done) {
                abandon();
            }
        });
    }

    /** Calls one script of one job, apart from any deployment. */
    public void run(BoshJob job, String script, Consumer<Tally> then) {
        scripts.run(List.of(job), specs(), script, then);
    }

    /** The jobs that were asked for: their post-deploy is called, also where nothing of them is started. */
    private Map<String, BoshJob> asked() {
        var jobs = new TreeMap<String, BoshJob>();
        for (String name : plan.map(DeploymentPlan::jobs).orElse(List.of())) {
            catalogue.job(name).ifPresent(job -> jobs.put(name, job));
        }
        return jobs;
    }

    private Map<String, BoshJob> jobs(Collection<Instance> instances) {
        var jobs = new TreeMap<String, BoshJob>();
        for (Instance instance : instances) {
            var job = instance.latest().spec().hooks().group().flatMap(catalogue::job);
            job.ifPresent(found -> jobs.put(found.name(), found));
        }
        return jobs;
    }

    private Map<String, ServiceSpec> specs() {
        var specs = new HashMap<String, ServiceSpec>();
        for (Instance instance : supervisor.instances()) {
            var spec = instance.latest().spec();
            spec.hooks().group().ifPresent(job -> specs.put(job, spec));
        }
        return specs;
    }

    private void tell(Tally tally) {
        tally.failed().forEach((name, why) -> tell(name, false, tally.script() + ": " + why));
        tell("deploy", tally.good(), tally.sentence());
    }

    private void tell(String name, boolean good, String text) {
        crier.cry("", name + ": " + text);
        asker.ifPresent(waiting -> waiting.tell(name, good, text));
    }
}

package dev.tend.keeper;

import dev.tend.dialect.BoshJob;
import dev.tend.keeper.JobScripts.Tally;
import dev.tend.lifecycle.Event;
import dev.tend.service.Hooks.Occasion;
import dev.tend.service.ServiceSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings jobs of BOSH up together, in its order: what is there of them ends; {@code pre-start} of all, at once; when all have
 * ended well, all processes; when all are ready, {@code post-start} of all; then {@code post-deploy}. There is one deployment at a
 * time; what comes to be started meanwhile is the next.
 *
 * <p>What a stop runs are hooks of the services, see {@link BoshJob}. A start by hand, and one after a crash, is part of no
 * deployment, and calls none of these scripts.
 */
final class Deployment {

    static final String PRE_START = "pre-start";
    static final String POST_START = "post-start";
    static final String POST_DEPLOY = "post-deploy";

    private static final String WAITS = "held back until the pre-start scripts of all jobs have ended";

    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final JobScripts scripts;
    private final Dues dues;
    private final Consumer<String> crier;

    private Stage stage = Stage.NONE;

    /** Who is to be started by the next deployment. */
    private final Set<Instance> expected = new LinkedHashSet<>();

    private Set<Instance> starting = new LinkedHashSet<>();

    /** Whom a keeper before us has started, and whose scripts it has not come to the end of. */
    private final Set<Instance> resumed = new LinkedHashSet<>();

    private List<Instance> ending = List.of();

    /** Whose post-deploy is called, besides theirs who are started. */
    private List<BoshJob> others = List.of();

    /** What is to be done once all have ended who are to. */
    private Runnable between = () -> {};

    private Optional<Asker> asker = Optional.empty();

    private enum Stage {
        NONE,
        ENDING,
        PREPARING,
        STARTING,
        CONCLUDING
    }

    /** Who has asked for a deployment, and wants to know how it goes. */
    interface Asker {
        void tell(String name, boolean good, String text);

        void over(boolean good);
    }

    /** @param crier is told of each step, for the journal */
    Deployment(Supervisor supervisor, Catalogue catalogue, JobScripts scripts, Consumer<String> crier) {
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.scripts = scripts;
        this.dues = new Dues(supervisor);
        this.crier = crier;
    }

    boolean isUnderWay() {
        return stage != Stage.NONE;
    }

    /** Whether its next deployment calls its post-start, also where nothing of it has to be started. */
    boolean isUnconcluded(BoshJob job) {
        return dues.isUnconcluded(job);
    }

    /** These are about to be started: what is of a job waits for the scripts of all jobs. */
    void expect(Collection<Instance> instances) {
        for (Instance instance : instances) {
            var hooks = instance.latest().spec().hooks();
            if (hooks.job().flatMap(catalogue::job).isPresent()
                    && hooks.occasions().contains(Occasion.START)
                    && !Dues.owes(instance, POST_START)) { // else its pre-start has ended
                expect(instance);
            }
        }
    }

    /** This one waits, whatever its file says of its hooks. */
    void expect(Instance instance) {
        instance.held(Optional.of(WAITS));
        expected.add(instance);
    }

    /** Goes on with what a keeper before us has left. */
    void resume(Collection<Instance> adopted) {
        for (Instance instance : adopted) {
            if (Dues.owes(instance, POST_START) || Dues.owes(instance, POST_DEPLOY)) {
                resumed.add(instance);
            }
        }
        begin();
    }

    /** All are known that are expected for now. */
    void begin() {
        if (stage == Stage.NONE && !(expected.isEmpty() && resumed.isEmpty())) {
            prepare();
        }
    }

    /**
     * Begins a deployment that somebody has asked for.
     *
     * @param jobs whose post-deploy is called
     * @param leaving who ends first
     * @param then is done when all of them have; it expects who is to be started
     */
    void begin(List<BoshJob> jobs, List<Instance> leaving, Runnable then, Optional<Asker> whoAsks) {
        stage = Stage.ENDING;
        others = jobs;
        ending = leaving;
        between = then;
        asker = whoAsks;
        supervisor.order().stop(leaving, new Event.Stop("deployed anew"));
        lookWhetherEnded();
    }

    /** It does not listen any more. */
    void askerGone(Asker gone) {
        asker = asker.filter(other -> other != gone);
    }

    // ---- its stages

    void changed(Instance instance) {
        switch (stage) {
            case ENDING -> lookWhetherEnded();
            case STARTING -> {
                if (starting.contains(instance)) {
                    lookWhetherStarted();
                }
            }
            case NONE, PREPARING, CONCLUDING -> {}
        }
    }

    private void lookWhetherEnded() {
        for (Instance instance : ending) {
            if (!instance.state().atRest() || supervisor.order().isPending(instance)) {
                return;
            }
        }
        for (Instance instance : ending) {
            instance.update(Optional.empty());
            tell(instance.name(), true, "stopped: " + instance.state().why());
        }
        ending = List.of();
        stage = Stage.PREPARING;
        between.run();
        prepare();
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
        supervisor.order().lookAgain();
        stage = Stage.STARTING; // only now, so that none counts as waiting that was not looked at yet
        lookWhetherStarted();
    }

    private void lookWhetherStarted() {
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
        others.forEach(job -> jobs.put(job.name(), job));
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
        others.forEach(job -> all.put(job.name(), job));
        run(POST_DEPLOY, all, tally -> end(tally.good()));
    }

    private void end(boolean good) {
        dues.end();
        stage = Stage.NONE;
        starting = new LinkedHashSet<>();
        others = List.of();
        var who = asker;
        asker = Optional.empty();
        who.ifPresent(waiting -> waiting.over(good));
        begin();
    }

    // ---- scripts

    /** Calls a script of jobs, and tells how that went, unless none has it. */
    private void run(String script, Map<String, BoshJob> jobs, Consumer<Tally> then) {
        scripts.run(jobs.values(), specs(), script, tally -> {
            if (!tally.successful().isEmpty() || !tally.good()) {
                tell(tally);
            }
            then.accept(tally);
        });
    }

    /** Calls one script of one job, apart from any deployment. */
    void run(BoshJob job, String script, Consumer<Tally> then) {
        scripts.run(List.of(job), specs(), script, then);
    }

    private Map<String, BoshJob> jobs(Collection<Instance> instances) {
        var jobs = new TreeMap<String, BoshJob>();
        for (Instance instance : instances) {
            var job = instance.latest().spec().hooks().job().flatMap(catalogue::job);
            job.ifPresent(found -> jobs.put(found.name(), found));
        }
        return jobs;
    }

    private Map<String, ServiceSpec> specs() {
        var specs = new HashMap<String, ServiceSpec>();
        for (Instance instance : supervisor.instances()) {
            var spec = instance.latest().spec();
            spec.hooks().job().ifPresent(job -> specs.put(job, spec));
        }
        return specs;
    }

    private void tell(Tally tally) {
        tally.failed().forEach((name, why) -> tell(name, false, tally.script() + ": " + why));
        tell("deploy", tally.good(), tally.sentence());
    }

    private void tell(String name, boolean good, String text) {
        crier.accept(name + ": " + text);
        asker.ifPresent(waiting -> waiting.tell(name, good, text));
    }
}

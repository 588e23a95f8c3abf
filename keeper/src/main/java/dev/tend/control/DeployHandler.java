package dev.tend.control;

import dev.tend.bosh.Deployment;
import dev.tend.bosh.DeploymentPlan;
import dev.tend.bosh.JobScripts;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Hook;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Supervisor;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Reply.Wrong;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Answers what is asked about jobs of BOSH: their deployment, and the call of one of their scripts. */
final class DeployHandler {

    private static final List<String> CALLABLE =
            List.of(Deployment.PRE_START, Deployment.POST_START, Deployment.POST_DEPLOY);

    private final Kernel kernel;
    private final Loop loop;
    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final Deployment deployment;

    /** Scripts that are being called: one at a time of a kind. */
    private final Set<Request.RunHook> calling = new HashSet<>();

    DeployHandler(Kernel kernel, Loop loop, Supervisor supervisor, Catalogue catalogue, Deployment deployment) {
        this.kernel = kernel;
        this.loop = loop;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.deployment = deployment;
    }

    /** The steps left for a request that is known to be possible. */
    private record Outline(List<BoshJob> jobs, List<Instance> ending, List<Instance> starting) {}

    /**
     * @param plan reads the folders, and says what has changed
     * @throws Refusal where that cannot be
     */
    Answer deploy(Request.Deploy asked, Supplier<List<Change>> plan, ClientConnection conversation) {
        if (deployment.isBrokenOff()) {
            throw new Refusal(1, "the keeper stops: nothing is deployed");
        }
        if (deployment.isUnderWay()) {
            throw new Refusal(1, "a deployment is under way: wait until it is over, see \"tend events\"");
        }
        var changes = plan.get();
        var jobs = jobs(asked.names());
        for (BoshJob job : jobs) {
            var problem = catalogue.problem(job.name());
            if (problem.isPresent()) {
                return StreamedAnswer.of(conversation, List.of(new Wrong(problem.get())), 78);
            }
        }
        var outline = outline(jobs, changes, asked.packages());
        return asked.dry()
                ? StreamedAnswer.of(conversation, preview(outline, changes), 0)
                : carryOut(outline, asked, changes, conversation);
    }

    private List<BoshJob> jobs(List<String> names) {
        var jobs = new ArrayList<BoshJob>();
        var known = new TreeSet<String>();
        catalogue.jobs().forEach(job -> known.add(job.name()));
        for (String name : names.isEmpty() ? List.copyOf(known) : names) {
            jobs.add(catalogue.job(name).orElseThrow(() -> new Refusal(1, unknown(name, known))));
        }
        if (jobs.isEmpty()) {
            throw new Refusal(1, "this keeper has no jobs: start it with \"tend up --bosh-job DIR\"");
        }
        return jobs;
    }

    private static String unknown(String name, Set<String> known) {
        String meant = Suggest.didYouMean(name, known);
        return "no job is called " + name + (meant.isEmpty() ? ": start the keeper with its --bosh-job" : meant);
    }

    private Outline outline(List<BoshJob> jobs, List<Change> changes, List<String> packages) {
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
        return new Outline(jobs, ending, starting);
    }

    private List<Instance> members(List<BoshJob> jobs) {
        var names = new TreeSet<String>();
        jobs.forEach(job -> names.add(job.name()));
        var members = new ArrayList<Instance>();
        for (Instance instance : supervisor.instances()) {
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

    // ---- what would be done

    private List<Outcome> preview(Outline outline, List<Change> changes) {
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
            if (!isPlanned(instance, changes) && catalogue.renewal(instance).isPresent()) {
                preview.add(new Outcome(instance.name(), true, "would be changed: its job's programs changed"));
            }
        }
        for (Change change : changes) {
            if (change.action() != Action.KEEP) {
                preview.add(new Outcome(change.service(), true, "would be changed: " + change.reason()));
            }
        }
        var begun = new TreeSet<String>();
        outline.starting().forEach(instance -> instance.spec().hooks().group().ifPresent(begun::add));
        call(outline.jobs(), begun, Deployment.PRE_START, preview);
        outline.starting().forEach(instance -> preview.add(new Outcome(instance.name(), true, "would be started")));
        for (BoshJob job : outline.jobs()) {
            if (deployment.isUnconcluded(job)) {
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

    // ---- doing it

    private Answer carryOut(
            Outline outline, Request.Deploy asked, List<Change> changes, ClientConnection conversation) {
        outline.starting().forEach(supervisor::release);
        deployment.announce(plan(outline, asked, changes));
        if (asked.patience() <= 0) {
            deployment.begin(Optional.empty());
            return StreamedAnswer.end(conversation, 0, "");
        }
        return new Deploying(conversation, asked.patience());
    }

    private DeploymentPlan plan(Outline outline, Request.Deploy asked, List<Change> changes) {
        var jobs = new ArrayList<String>();
        outline.jobs().forEach(job -> jobs.add(job.name()));
        var ending = new ArrayList<String>();
        var changed = new ArrayList<String>();
        for (Instance instance : outline.ending()) {
            ending.add(instance.name());
            if (isChanged(instance, changes)) {
                changed.add(instance.name());
            }
        }
        var starting = new ArrayList<String>();
        outline.starting().forEach(instance -> starting.add(instance.name()));
        return new DeploymentPlan(DeploymentPlan.Stage.ENDING, jobs, asked.packages(), ending, changed, starting);
    }

    /** Sends the progress of a deployment. */
    private final class Deploying implements Answer, Deployment.Asker {

        private final ClientConnection asker;
        private final long patience;
        private final LoopTimer tooLate;

        Deploying(ClientConnection asker, long patience) {
            this.asker = asker;
            this.patience = patience;
            tooLate = asker.alarm(this::outOfPatience);
        }

        @Override
        public void begin() {
            loop.set(tooLate, kernel.now() + patience);
            deployment.begin(Optional.of(this));
        }

        private void outOfPatience() {
            asker.done(75, "not there yet: the wait is over, not the deployment");
        }

        @Override
        public void tell(String name, boolean good, String text) {
            asker.say(new Outcome(name, good, text));
        }

        @Override
        public void over(boolean good) {
            asker.done(good ? 0 : 1, "");
        }

        @Override
        public void end() {
            loop.set(tooLate, LoopTimer.UNSET);
            deployment.askerGone(this);
        }
    }

    // ---- one script

    /** @throws Refusal where there is none such, or none that may be called */
    Answer runHook(Request.RunHook asked, ClientConnection conversation) {
        var known = new TreeSet<String>();
        catalogue.jobs().forEach(each -> known.add(each.name()));
        var job = catalogue.job(asked.job()).orElseThrow(() -> new Refusal(1, unknown(asked.job(), known)));
        if (!CALLABLE.contains(asked.script())) {
            throw new Refusal(
                    64,
                    "\"" + asked.script() + "\" is none of " + String.join(", ", CALLABLE)
                            + ": the others are called when services stop");
        }
        if (!calling.add(asked)) {
            throw new Refusal(1, asked.script() + " of " + asked.job() + " is being called already: wait for its end");
        }
        return new Calling(conversation, asked, job);
    }

    /** One call of a script. It goes on where no client waits for it any more. */
    private final class Calling implements Answer {

        private final Request.RunHook asked;
        private final BoshJob job;
        private Optional<ClientConnection> asker;

        Calling(ClientConnection asker, Request.RunHook asked, BoshJob job) {
            this.asker = Optional.of(asker);
            this.asked = asked;
            this.job = job;
        }

        @Override
        public void begin() {
            deployment.run(job, asked.script(), tally -> {
                calling.remove(asked);
                asker.ifPresent(reader -> tell(tally, reader));
            });
        }

        private void tell(JobScripts.Tally tally, ClientConnection reader) {
            tally.failed().forEach((name, why) -> reader.say(new Outcome(name, false, tally.script() + ": " + why)));
            reader.say(new Outcome(asked.job(), tally.good(), tally.sentence()));
            reader.done(tally.good() ? 0 : 1, "");
        }

        @Override
        public void end() {
            asker = Optional.empty();
        }
    }
}

package dev.tend.keeper;

import dev.tend.dialect.BoshJob;
import dev.tend.keeper.Bosh.Update;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.service.Hook;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Reply.Wrong;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Answers what is asked about jobs of BOSH: their deployment, and the call of one of their scripts. */
final class DeployDesk {

    private static final List<String> CALLABLE =
            List.of(Deployment.PRE_START, Deployment.POST_START, Deployment.POST_DEPLOY);

    private final Kernel kernel;
    private final Loop loop;
    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final Deployment deployment;

    DeployDesk(Kernel kernel, Loop loop, Supervisor supervisor, Catalogue catalogue, Deployment deployment) {
        this.kernel = kernel;
        this.loop = loop;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.deployment = deployment;
    }

    /** What is left to do for a request, and whether that is known to be possible. */
    private record Outline(List<BoshJob> jobs, List<Instance> ending, List<Instance> starting) {}

    /**
     * @param plan reads the folders, and says what has changed
     * @param reload carries that out
     */
    void deploy(Request.Deploy asked, Supplier<List<Change>> plan, Runnable reload, Conversation conversation) {
        if (deployment.isUnderWay()) {
            conversation.done(1, "a deployment is under way: wait until it is over, see \"tend events\"");
            return;
        }
        var changes = plan.get();
        var jobs = jobs(asked.names(), conversation);
        if (jobs.isEmpty()) {
            return;
        }
        for (BoshJob job : jobs.get()) {
            var problem = catalogue.problem(job.name());
            if (problem.isPresent()) {
                conversation.say(new Wrong(problem.get()));
                conversation.done(78, "");
                return;
            }
        }
        var outline = outline(jobs.get(), changes, asked.packages());
        if (asked.dry()) {
            preview(outline, changes, conversation);
        } else {
            carryOut(outline, asked, changes, reload, conversation);
        }
    }

    private Optional<List<BoshJob>> jobs(List<String> names, Conversation conversation) {
        var jobs = new ArrayList<BoshJob>();
        var known = new TreeSet<String>();
        catalogue.jobs().forEach(job -> known.add(job.name()));
        for (String name : names.isEmpty() ? List.copyOf(known) : names) {
            var job = catalogue.job(name);
            if (job.isEmpty()) {
                conversation.done(1, unknown(name, known));
                return Optional.empty();
            }
            jobs.add(job.get());
        }
        if (jobs.isEmpty()) {
            conversation.done(1, "this keeper has no jobs: start it with \"tend up --bosh-job DIR\"");
            return Optional.empty();
        }
        return Optional.of(jobs);
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
            if (instance.spec().hooks().job().filter(names::contains).isPresent()) {
                members.add(instance);
            }
        }
        return members;
    }

    /** Whether nothing of it is there that would have to be stopped. */
    private static boolean isDown(Instance instance) {
        return instance.state().atRest() || instance.held().isPresent() || instance.state() instanceof State.Waiting;
    }

    private boolean isChanged(Instance instance, List<Change> changes) {
        return isPlanned(instance, changes) || renewal(instance).isPresent();
    }

    /** What the job's files say now, where that is not what the instance was made from; its service may be the same. */
    private Optional<Definition> renewal(Instance instance) {
        return catalogue.definition(instance.spec().name()).filter(now -> !now.text()
                .equals(instance.latest().text()));
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

    private void preview(Outline outline, List<Change> changes, Conversation conversation) {
        for (Instance instance : outline.ending()) {
            var hooks = new ArrayList<String>();
            for (Hook hook : List.of(Hook.PRE_STOP, Hook.DRAIN, Hook.HALT, Hook.POST_STOP)) {
                if (instance.spec().hooks().has(hook)) {
                    hooks.add(hook.key());
                }
            }
            String by = hooks.isEmpty() ? "" : ": " + String.join(", ", hooks);
            conversation.say(new Outcome(instance.name(), true, "would be stopped" + by));
            if (!isPlanned(instance, changes) && renewal(instance).isPresent()) {
                conversation.say(new Outcome(instance.name(), true, "would be changed: its job's programs changed"));
            }
        }
        for (Change change : changes) {
            if (change.action() != Action.KEEP) {
                conversation.say(new Outcome(change.service(), true, "would be changed: " + change.reason()));
            }
        }
        var begun = new TreeSet<String>();
        outline.starting().forEach(instance -> instance.spec().hooks().job().ifPresent(begun::add));
        call(outline.jobs(), begun, Deployment.PRE_START, conversation);
        outline.starting()
                .forEach(instance -> conversation.say(new Outcome(instance.name(), true, "would be started")));
        for (BoshJob job : outline.jobs()) {
            if (deployment.isUnconcluded(job)) {
                begun.add(job.name());
            }
        }
        call(outline.jobs(), begun, Deployment.POST_START, conversation);
        var all = new TreeSet<String>();
        outline.jobs().forEach(job -> all.add(job.name()));
        call(outline.jobs(), all, Deployment.POST_DEPLOY, conversation);
        conversation.done(0, "");
    }

    private static void call(List<BoshJob> jobs, Set<String> chosen, String script, Conversation conversation) {
        for (BoshJob job : jobs) {
            if (chosen.contains(job.name()) && job.scripts().contains(script)) {
                conversation.say(new Outcome(job.name(), true, script + " would be called"));
            }
        }
    }

    // ---- doing it

    private void carryOut(
            Outline outline, Request.Deploy asked, List<Change> changes, Runnable reload, Conversation conversation) {
        for (Instance instance : outline.ending()) {
            instance.update(Optional.of(new Update(isChanged(instance, changes), asked.packages())));
        }
        if (asked.patience() <= 0) {
            conversation.done(0, "");
            deployment.begin(outline.jobs(), outline.ending(), () -> begin(outline, reload), Optional.empty());
            return;
        }
        var patience = new Alarm(() -> {
            deployment.askerGone();
            conversation.done(75, "not there yet: the wait is over, not the deployment");
            conversation.release();
        });
        conversation.hold(() -> {
            loop.set(patience, Alarm.UNSET);
            deployment.askerGone();
        });
        loop.set(patience, kernel.now() + asked.patience());
        deployment.begin(
                outline.jobs(), outline.ending(), () -> begin(outline, reload), Optional.of(new Deployment.Asker() {
                    @Override
                    public void tell(String name, boolean good, String text) {
                        conversation.say(new Outcome(name, good, text));
                    }

                    @Override
                    public void over(boolean good) {
                        loop.set(patience, Alarm.UNSET);
                        conversation.done(good ? 0 : 1, "");
                        conversation.release();
                    }
                }));
    }

    /** All have ended that were to: what the files say now is in force from here on. */
    private void begin(Outline outline, Runnable reload) {
        reload.run();
        for (Instance instance : outline.starting()) {
            if (supervisor.instance(instance.name()).orElse(null) == instance && !instance.leaving()) {
                renewal(instance).ifPresent(now -> supervisor.redefine(instance, now));
                deployment.expect(instance);
                supervisor.start(instance, new Event.Start("deployed"));
            }
        }
    }

    // ---- one script

    void runHook(Request.RunHook asked, Conversation conversation) {
        var job = catalogue.job(asked.job());
        if (job.isEmpty()) {
            var known = new TreeSet<String>();
            catalogue.jobs().forEach(each -> known.add(each.name()));
            conversation.done(1, unknown(asked.job(), known));
            return;
        }
        if (!CALLABLE.contains(asked.script())) {
            conversation.done(
                    64,
                    "\"" + asked.script() + "\" is none of " + String.join(", ", CALLABLE)
                            + ": the others are called when services stop");
            return;
        }
        conversation.hold(() -> {});
        deployment.run(job.get(), asked.script(), tally -> {
            tally.failed()
                    .forEach((name, why) -> conversation.say(new Outcome(name, false, tally.script() + ": " + why)));
            conversation.say(new Outcome(asked.job(), tally.good(), tally.sentence()));
            conversation.done(tally.good() ? 0 : 1, "");
            conversation.release();
        });
    }
}

package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Gauge;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Pace;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Hook;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.text.Ascii;
import dev.tend.text.Glob;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Answers what is asked over the control socket. */
final class Desk {

    /** The one pattern that may name nothing. */
    private static final String EVERYTHING = "*";

    private final Kernel kernel;
    private final Loop loop;
    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final String logFolder;
    private final House house;
    private final DeployDesk deployments;
    private final Optional<OneProcess> one;

    /** What only the keeper as a whole can do or tell. */
    interface House {

        /** Every instance, and every service without one, among those wanted. @param wanted by name, and the service's name */
        List<Reply.Status> status(BiPredicate<String, String> wanted);

        /** Reads the folders and carries the plan out. */
        List<Change> reload(String cause);

        /** What a reload would do now. */
        List<Change> plan();

        Reply.Keeper about();

        void shutdown(String cause);
    }

    Desk(
            Kernel kernel,
            Loop loop,
            Supervisor supervisor,
            Catalogue catalogue,
            Deployment deployment,
            String logFolder,
            House house,
            Optional<OneProcess> one) {
        this.kernel = kernel;
        this.loop = loop;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.logFolder = logFolder;
        this.house = house;
        this.one = one;
        deployments = new DeployDesk(kernel, loop, supervisor, catalogue, deployment);
    }

    void answer(Request request, Conversation asker) {
        switch (request) {
            case Request.Status(var names) -> status(names, asker);
            case Request.Change change -> change(change, asker);
            case Request.Signal(var names, var signal) -> signal(names, signal, asker);
            case Request.Reload() -> plan(house.reload("reload"), false, asker);
            case Request.Plan() -> plan(house.plan(), true, asker);
            case Request.Deploy deploy ->
                deployments.deploy(deploy, house::plan, () -> house.reload("deployed"), asker);
            case Request.RunHook run -> deployments.runHook(run, asker);
            case Request.Follow() -> asker.follow();
            case Request.Logs(var names, var lines, var follow) -> {
                var chosen = choose(names, asker);
                if (!chosen.isEmpty()) {
                    new LogTail(kernel, loop, asker, follow).begin(logFolder, chosen, lines);
                }
            }
            case Request.Usage(var names) -> usage(names, asker);
            case Request.Graph() -> {
                long now = kernel.now();
                supervisor.instances().forEach(instance -> asker.say(node(instance, now)));
                asker.done(0, "");
            }
            case Request.Manage(var demand) -> {
                if (one.isPresent()) {
                    one.get().answer(demand, asker);
                } else {
                    asker.done(1, "this keeper is no process manager: ask for the status of its services");
                }
            }
            case Request.Info() -> {
                asker.say(house.about());
                asker.done(0, "");
            }
            case Request.Shutdown(var patience) -> {
                if (patience > 0) {
                    asker.awaitEnd();
                } else {
                    asker.done(0, "");
                }
                house.shutdown("asked to shut down");
            }
        }
    }

    // ---- status

    private void status(List<String> patterns, Conversation asker) {
        var unknown = new ArrayList<>(patterns);
        house.status((name, service) -> isNamed(patterns, name, service, unknown))
                .forEach(asker::say);
        asker.done(unknown.isEmpty() ? 0 : 1, unknown.isEmpty() ? "" : unknown(unknown.getFirst()));
    }

    /** @param unknown the patterns that have named nothing so far */
    private static boolean isNamed(List<String> patterns, String name, String service, List<String> unknown) {
        boolean named = patterns.isEmpty();
        for (String pattern : patterns) {
            if (matches(pattern, name, service)) {
                named = true;
                unknown.remove(pattern);
            }
        }
        return named;
    }

    private static Reply.Node node(Instance instance, long now) {
        var pace = instance.pace();
        return new Reply.Node(
                instance.name(),
                instance.spec().name(),
                instance.state().word(),
                instance.latest().spec().relations(),
                pace.begun() == Pace.UNKNOWN ? -1 : now - pace.begun(),
                pace.ready() == Pace.UNKNOWN ? -1 : pace.ready() - pace.begun());
    }

    private void usage(List<String> patterns, Conversation asker) {
        asker.say(usage("", new Process(kernel.processId(), 0, 0), -1, -1));
        for (Instance instance : choose(patterns.isEmpty() ? List.of(EVERYTHING) : patterns, asker)) {
            var checkup = supervisor.checkup(instance);
            long latency = supervisor.latency(instance);
            int healthy =
                    latency < 0 ? -1 : checkup.isPresent() && checkup.get().failures() > 0 ? 0 : 1;
            instance.state()
                    .running()
                    .ifPresent(process -> asker.say(usage(instance.name(), process, healthy, latency)));
        }
        asker.done(0, "");
    }

    private Reply usage(String name, Process process, int healthy, long latency) {
        return new Reply.Usage(
                name,
                kernel.measure(process, Gauge.PROCESSOR_TIME).orElse(-1),
                kernel.measure(process, Gauge.MEMORY).orElse(-1),
                kernel.measure(process, Gauge.FILES).orElse(-1),
                healthy,
                latency);
    }

    // ---- changes

    private void change(Request.Change change, Conversation asker) {
        var verb = change.verb();
        var chosen = choose(change.names(), asker);
        if (chosen.isEmpty() || verb == Verb.DRAIN && !haveDrains(chosen, asker)) {
            return;
        }
        if (change.patience() > 0) {
            new Waiter(
                            asker,
                            kernel,
                            loop,
                            verb,
                            change.patience(),
                            supervisor.order()::mayClear,
                            some -> carryOut(verb, some))
                    .begin(change.rolling() ? oneByOne(chosen) : List.of(chosen));
        } else {
            carryOut(verb, chosen);
            chosen.forEach(instance -> asker.say(
                    new Reply.Outcome(instance.name(), true, instance.state().word())));
            asker.done(0, "");
        }
    }

    /** Whether all have a drain; where one has none, that is said, and the conversation ended. */
    private static boolean haveDrains(List<Instance> chosen, Conversation asker) {
        for (Instance instance : chosen) {
            if (!instance.spec().hooks().has(Hook.DRAIN)) {
                asker.done(1, instance.name() + " has no drain: stop it, or give it one with drain= in its file");
                return false;
            }
        }
        return true;
    }

    /** Each after those it depends on. */
    private List<List<Instance>> oneByOne(List<Instance> chosen) {
        var waves = new ArrayList<List<Instance>>();
        supervisor.order().sorted(chosen).forEach(instance -> waves.add(List.of(instance)));
        return waves;
    }

    private void carryOut(Verb verb, List<Instance> chosen) {
        var order = supervisor.order();
        switch (verb) {
            case START -> order.sorted(order.withNeeds(chosen)).forEach(this::start);
            case STOP, DRAIN -> order.stop(chosen, new Event.Stop("stopped by hand"));
            case STOP_UNDRAINED -> order.stop(chosen, new Event.Stop("stopped by hand, without its drain", false));
            case RESTART ->
                order.sorted(order.withNeeds(chosen)).forEach(instance -> {
                    if (chosen.contains(instance)) {
                        instance.held(Optional.empty());
                        supervisor.start(instance, new Event.Restart("restarted by hand"));
                    } else {
                        start(instance);
                    }
                });
            case KILL -> chosen.forEach(instance -> supervisor.feed(instance, new Event.Kill("killed by hand")));
        }
    }

    /** Whatever it waited for: it was asked for. */
    private void start(Instance instance) {
        instance.held(Optional.empty());
        supervisor.start(instance, new Event.Start("started by hand"));
    }

    private void signal(List<String> patterns, int signal, Conversation asker) {
        boolean all = true;
        var chosen = choose(patterns, asker);
        for (Instance instance : chosen) {
            var outcome = signal(instance, signal);
            all &= outcome.good();
            asker.say(outcome);
        }
        if (!chosen.isEmpty()) {
            asker.done(all ? 0 : 1, "");
        }
    }

    private Reply.Outcome signal(Instance instance, int signal) {
        String name = Signals.name(signal);
        boolean sent = supervisor.signalMain(instance, signal);
        var process = instance.state().running();
        String text = sent
                ? "sent " + name + " to " + process.orElseThrow().pid()
                : instance.state().word()
                        + (process.isPresent()
                                ? ": we may not send it " + name
                                : ": no process to send " + name + " to");
        return new Reply.Outcome(instance.name(), sent, text);
    }

    /** The instances that the patterns name; where one names none, that is said, the conversation ended, and none returned. */
    private List<Instance> choose(List<String> patterns, Conversation asker) {
        var chosen = new LinkedHashSet<Instance>();
        for (String pattern : patterns) {
            int before = chosen.size();
            boolean known = pattern.equals(EVERYTHING);
            for (Instance instance : supervisor.instances()) {
                if (matches(pattern, instance.name(), instance.spec().name())) {
                    chosen.add(instance);
                    known = true;
                }
            }
            if (!known && chosen.size() == before) {
                asker.done(1, unknown(pattern));
                return List.of();
            }
        }
        if (chosen.isEmpty()) {
            asker.done(patterns.isEmpty() ? 64 : 0, patterns.isEmpty() ? "no service is named" : "");
        }
        return List.copyOf(chosen);
    }

    private static boolean matches(String pattern, String instance, String service) {
        return Glob.matches(pattern, instance) || Glob.matches(pattern, service);
    }

    private String unknown(String pattern) {
        var stillborn = catalogue.stillborn().get(pattern);
        if (stillborn != null) {
            return stillborn.toString();
        }
        var disabled = catalogue.disabled().get(pattern);
        if (disabled != null) {
            return pattern + " is not enabled: see enabled in " + disabled.path();
        }
        Set<String> names = new TreeSet<>();
        supervisor.instances().forEach(instance -> names.add(instance.spec().name()));
        return "no service is called " + pattern + Suggest.didYouMean(pattern, names);
    }

    // ---- plans

    private void plan(List<Change> changes, boolean everything, Conversation asker) {
        for (Change change : changes) {
            if (everything || change.action() != Action.KEEP) {
                String action = Ascii.lower(change.action().name());
                asker.say(new Reply.Planned(change.service(), action, change.reason()));
            }
        }
        catalogue.problems().forEach(problem -> asker.say(new Reply.Wrong(problem)));
        asker.done(catalogue.problems().isEmpty() ? 0 : 78, "");
    }
}

package dev.tend.control;

import dev.tend.bosh.Deployment;
import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.StartTiming;
import dev.tend.loop.Loop;
import dev.tend.service.Hook;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Supervisor;
import dev.tend.text.Ascii;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Answers what is asked over the control socket. */
public final class RequestHandler {

    /** Before the reason. */
    static final String NOT_RESTARTED = "not restarted: ";

    private static final String NO_MANAGER = "this keeper is no process manager: ask for the status of its services";

    /** The memory that a row of an answer takes until it is taken, in bytes. */
    private static final int ROW = 64;

    private static final Map<Action, String> WORDS = words();

    private final Kernel kernel;
    private final Loop loop;
    private final Supervisor supervisor;
    private final Catalogue catalogue;
    private final KeeperActions house;
    private final DeployHandler deployments;
    private final LogTails logs;
    private final Measurements measurements;
    private final Optional<OneProcess> one;

    /** The actions and answers that only the keeper as a whole has. */
    public interface KeeperActions {

        /** Every instance, and every service without one, among those named. */
        StatusReport.Rows status(NamePatterns names);

        /** Reads the folders and carries the plan out. */
        List<Change> reload(String cause);

        /** Returns what a reload would do now. */
        List<Change> plan();

        /** Returns the same, and what follows from it for services that require a stopped or restarted one. */
        List<Change> foreseen();

        Reply.Keeper about();

        void shutdown(String cause);

        /** Reports a fault of the keeper as a whole. */
        void trouble(String what);
    }

    public RequestHandler(
            Kernel kernel,
            Loop loop,
            Supervisor supervisor,
            Catalogue catalogue,
            Deployment deployment,
            String logFolder,
            KeeperActions house,
            Optional<OneProcess> one) {
        this.kernel = kernel;
        this.loop = loop;
        this.supervisor = supervisor;
        this.catalogue = catalogue;
        this.house = house;
        this.one = one;
        logs = new LogTails(kernel, loop, logFolder);
        measurements = new Measurements(kernel, supervisor);
        deployments = new DeployHandler(kernel, loop, supervisor, catalogue, deployment);
    }

    Answer answer(Request request, ClientConnection asker) {
        try {
            return switch (request) {
                case Request.Status(var names) -> status(names, asker);
                case Request.Change change -> change(change, asker);
                case Request.Signal(var names, var signal) -> signal(names, signal, asker);
                case Request.Reload() -> plan(house.reload("reload"), false, asker);
                case Request.Plan() -> plan(house.foreseen(), true, asker);
                case Request.Deploy deploy -> deployments.deploy(deploy, house::plan, asker);
                case Request.RunHook run -> deployments.runHook(run, asker);
                case Request.Follow() -> new Following(asker);
                case Request.Logs(var names, var lines, var follow) -> logs.answer(choose(names), lines, follow, asker);
                case Request.Usage(var names, var files) ->
                    measurements.of(choose(names.isEmpty() ? List.of("*") : names), files, asker);
                case Request.Graph() -> graph(asker);
                case Request.Manage(var demand) ->
                    one.orElseThrow(() -> new Refusal(1, NO_MANAGER)).answer(demand, asker);
                case Request.Info() -> StreamedAnswer.of(asker, List.of(house.about()), 0);
                case Request.Shutdown(var patience) -> {
                    house.shutdown("asked to shut down");
                    yield patience > 0 ? new AwaitEnd(asker) : StreamedAnswer.end(asker, 0, "");
                }
            };
        } catch (Refusal refusal) {
            return StreamedAnswer.end(asker, refusal.code(), refusal.getMessage());
        }
    }

    // ---- status

    private Answer status(List<String> names, ClientConnection asker) {
        var patterns = new NamePatterns(names, this::isName);
        var rows = house.status(patterns);
        return StreamedAnswer.of(
                asker,
                rows,
                () -> new Reply.End(
                        patterns.unused().isEmpty() ? 0 : 1,
                        patterns.unused().map(this::unknown).orElse("")),
                rows.weight());
    }

    private Answer graph(ClientConnection asker) {
        long now = kernel.now();
        var nodes = new MappedIterator<>(supervisor.inOrder(), instance -> node(instance, now));
        return StreamedAnswer.of(asker, nodes, () -> new Reply.End(0, ""), 0);
    }

    private static Reply.Node node(Instance instance, long now) {
        var pace = instance.pace();
        return new Reply.Node(
                instance.name(),
                instance.spec().name(),
                instance.state().word(),
                instance.latest().spec().relations(),
                pace.begun() == StartTiming.UNKNOWN ? -1 : now - pace.begun(),
                pace.ready() == StartTiming.UNKNOWN ? -1 : pace.ready() - pace.begun());
    }

    // ---- changes

    private Answer change(Request.Change change, ClientConnection asker) {
        var idle = ends(change.verb()) ? idle(change.names()) : Map.<String, Reply>of();
        var names = new ArrayList<String>();
        for (String name : change.names()) {
            if (!idle.containsKey(name)) {
                names.add(name);
            }
        }
        var chosen = names.isEmpty() && !idle.isEmpty() ? List.<Instance>of() : choose(names);
        if (change.verb() == Verb.DRAIN) {
            requireDrains(chosen);
        }
        if (change.patience() > 0 && !chosen.isEmpty()) {
            return new Waiter(
                    asker,
                    kernel,
                    loop,
                    supervisor,
                    List.copyOf(idle.values()),
                    change.rolling() ? oneByOne(chosen) : List.of(chosen),
                    change,
                    some -> carryOut(change, some));
        }
        carryOut(change, chosen);
        var outcomes = new ArrayList<Supplier<Reply>>();
        idle.values().forEach(outcome -> outcomes.add(() -> outcome));
        chosen.forEach(instance -> outcomes.add(() -> begun(change.verb(), instance)));
        var replies = new MappedIterator<Supplier<Reply>, Reply>(outcomes.iterator(), Supplier::get);
        int code = isWrittenDown(change.verb(), chosen) ? 0 : 1;
        return StreamedAnswer.of(asker, replies, () -> new Reply.End(code, ""), ROW * outcomes.size());
    }

    /** Tells whether a next keeper that does not read of it would start what was running again. */
    static boolean ends(Verb verb) {
        return switch (verb) {
            case STOP, STOP_UNDRAINED, DRAIN, KILL -> true;
            case START, RESTART -> false;
        };
    }

    /** Returns, of the named services, those without an instance, with why: they are down already. */
    private Map<String, Reply> idle(List<String> names) {
        var idle = new TreeMap<String, Reply>();
        var stillborn = catalogue.stillborn();
        var disabled = catalogue.disabled();
        for (String name : names) {
            if (supervisor.order().members(name).isEmpty()
                    && (stillborn.containsKey(name) || disabled.containsKey(name))) {
                String why = stillborn.containsKey(name)
                        ? stillborn.get(name).toString()
                        : Catalogue.disabled(disabled.get(name));
                idle.put(name, new Reply.Outcome(name, true, "down: " + why));
            }
        }
        return idle;
    }

    private boolean isWrittenDown(Verb verb, List<Instance> chosen) {
        for (Instance instance : chosen) {
            if (!begun(verb, instance).good()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the outcome for an instance that is not waited for. */
    private Reply.Outcome begun(Verb verb, Instance instance) {
        String word = instance.state().word();
        var unrestarted = supervisor.unrestarted(instance);
        if (unrestarted.isPresent()
                && verb == Verb.RESTART
                && !supervisor.order().isPending(instance)) {
            return new Reply.Outcome(instance.name(), false, NOT_RESTARTED + unrestarted.get());
        }
        var unwritten = supervisor.unwritten(instance);
        return new Reply.Outcome(
                instance.name(),
                unwritten.isEmpty(),
                word + unwritten.map(RequestHandler::notKept).orElse(""));
    }

    /** Returns what to say where the state of an instance is not written down. */
    static String notKept(String why) {
        return ", but a keeper that is killed now forgets it: " + why;
    }

    /** @throws Refusal where one has none */
    private static void requireDrains(List<Instance> chosen) {
        for (Instance instance : chosen) {
            if (!instance.spec().hooks().has(Hook.DRAIN)) {
                throw new Refusal(
                        1, instance.name() + " has no drain: stop it, or give it one with drain= in its file");
            }
        }
    }

    /** Returns waves of one instance, each after those it depends on. */
    private List<List<Instance>> oneByOne(List<Instance> chosen) {
        var waves = new ArrayList<List<Instance>>();
        supervisor.order().sorted(chosen).forEach(instance -> waves.add(List.of(instance)));
        return waves;
    }

    /**
     * Tells whether a start or restart only has a task on a timer wait for its time: one that is not named itself must not run for that.
     */
    static boolean arms(Request.Change change, Instance instance) {
        return !ends(change.verb()) && instance.isTimed() && !isNamed(change.names(), instance);
    }

    /** Tells whether it is named itself, rather than by a pattern. */
    private static boolean isNamed(List<String> names, Instance instance) {
        return names.contains(instance.name()) || names.contains(instance.spec().name());
    }

    private void carryOut(Request.Change change, List<Instance> chosen) {
        var order = supervisor.order();
        var asked = new HashSet<>(chosen);
        chosen.forEach(supervisor::release);
        switch (change.verb()) {
            case START -> order.sorted(order.withNeeds(chosen)).forEach(instance -> start(change, instance));
            case STOP, DRAIN -> order.stop(chosen, new Event.Stop("stopped by hand"));
            case STOP_UNDRAINED -> order.stop(chosen, new Event.Stop("stopped by hand, without its drain", false));
            case RESTART -> {
                order.sorted(order.withNeeds(chosen)).forEach(instance -> {
                    if (!asked.contains(instance) || arms(change, instance)) {
                        start(change, instance);
                    }
                });
                var restarting = new ArrayList<>(order.sorted(chosen));
                restarting.removeIf(instance -> arms(change, instance));
                supervisor.restart(restarting, "restarted by hand");
            }
            case KILL -> chosen.forEach(instance -> supervisor.feed(instance, new Event.Kill("killed by hand")));
        }
    }

    /** Starts an instance, whatever it waited for, since a client has asked for it. */
    private void start(Request.Change change, Instance instance) {
        instance.held(Optional.empty());
        if (arms(change, instance)) {
            supervisor.arm(instance);
        } else {
            supervisor.start(instance, new Event.Start("started by hand"));
        }
    }

    private Answer signal(List<String> names, int signal, ClientConnection asker) {
        boolean all = true;
        var outcomes = new ArrayList<Reply>();
        for (Instance instance : choose(names)) {
            boolean needless = instance.state().running().isEmpty() && !isNamed(names, instance);
            if (!needless) {
                var outcome = signal(instance, signal);
                all &= outcome.good();
                outcomes.add(outcome);
            }
        }
        return outcomes.isEmpty()
                ? StreamedAnswer.end(asker, 1, "none of them has a process to send " + Signals.name(signal) + " to")
                : StreamedAnswer.of(asker, outcomes, all ? 0 : 1);
    }

    private Reply.Outcome signal(Instance instance, int signal) {
        String name = Signals.name(signal);
        boolean sent = supervisor.signalMain(instance, signal);
        var process = instance.state().running();
        String text = sent
                ? "sent " + name + " to " + process.orElseThrow().pid()
                : instance.state().word()
                        + (process.isPresent()
                                ? ": " + instance.refusal().orElse("its process has ended") + ": " + name
                                        + " was not sent"
                                : ": no process to send " + name + " to");
        return new Reply.Outcome(instance.name(), sent, text);
    }

    /**
     * The instances that the patterns name.
     *
     * @throws Refusal where one names none, or none is named
     */
    private List<Instance> choose(List<String> names) {
        if (names.isEmpty()) {
            throw new Refusal(64, "no service is named");
        }
        var patterns = new NamePatterns(names, this::isName);
        var chosen = patterns.choose(supervisor.instances());
        patterns.unused().ifPresent(unused -> {
            throw new Refusal(1, unknown(unused));
        });
        return chosen;
    }

    private boolean isName(String name) {
        return supervisor.instance(name).isPresent()
                || catalogue.definition(name).isPresent()
                || catalogue.stillborn().containsKey(name);
    }

    private String unknown(String pattern) {
        var stillborn = catalogue.stillborn().get(pattern);
        if (stillborn != null) {
            return stillborn.toString();
        }
        var disabled = catalogue.disabled().get(pattern);
        if (disabled != null) {
            return pattern + " is " + Catalogue.disabled(disabled);
        }
        Set<String> names = new TreeSet<>();
        for (Instance instance : supervisor.instances()) {
            names.add(instance.spec().name());
            names.add(instance.name());
        }
        return "no service is called " + pattern + Suggest.didYouMean(pattern, names);
    }

    // ---- plans

    private Answer plan(List<Change> changes, boolean everything, ClientConnection asker) {
        var replies = new ArrayList<Reply>(changes.size());
        int weight = 0;
        for (Change change : changes) {
            boolean keep = change.action() == Action.KEEP;
            if (everything || !keep) {
                replies.add(new Reply.Planned(change.service(), WORDS.get(change.action()), change.reason()));
                weight += ROW + (keep ? 0 : 2 * change.reason().length()); // it shares its reason with others
            }
        }
        var problems = catalogue.problems();
        problems.forEach(problem -> replies.add(new Reply.Wrong(problem)));
        return StreamedAnswer.of(
                asker,
                replies.iterator(),
                () -> new Reply.End(problems.isEmpty() ? 0 : 78, ""),
                weight + ROW * problems.size());
    }

    private static Map<Action, String> words() {
        var words = new EnumMap<Action, String>(Action.class);
        for (Action action : Action.values()) {
            words.put(action, Ascii.lower(action.name()));
        }
        return words;
    }
}

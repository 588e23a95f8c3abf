package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.Refusal;
import dev.tend.kernel.Clock;
import dev.tend.loop.Loop;
import dev.tend.service.Hook;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.DependencyGraph;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.ServiceReloads;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Request.Change;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers requests to start, stop, restart, reload, drain or kill instances. */
final class ChangeHandler {

    /** The memory that a row of an answer takes until it is taken, in bytes. */
    private static final int ROW = 64;

    private final Clock clock;
    private final Loop loop;
    private final Instances instances;
    private final Catalogue catalogue;
    private final InstanceSelector selector;
    private final DependencyGraph graph;
    private final ChangeAction action;
    private final ChangeOutcomes outcomes;

    ChangeHandler(
            Clock clock,
            Loop loop,
            Instances instances,
            Catalogue catalogue,
            InstanceSelector selector,
            DependencyGraph graph,
            ChangeAction action,
            ChangeOutcomes outcomes) {
        this.clock = clock;
        this.loop = loop;
        this.instances = instances;
        this.catalogue = catalogue;
        this.selector = selector;
        this.graph = graph;
        this.action = action;
        this.outcomes = outcomes;
    }

    /** @throws Refusal where a name means no instance, or one has no drain */
    Answer answer(Change change, ClientConnection asker) {
        var idle = ChangeAction.ends(change.verb()) ? idle(change.names()) : new TreeMap<String, Reply>();
        var names = new ArrayList<>(change.names());
        names.removeIf(idle::containsKey);
        var chosen = names.isEmpty() && !idle.isEmpty() ? List.<Instance>of() : selector.choose(names);
        if (change.verb() == Verb.DRAIN) {
            requireDrains(chosen);
        }
        if (change.verb() == Verb.RELOAD || change.verb() == Verb.RELOAD_OR_RESTART) {
            chosen = reloadable(change, chosen, idle);
            if (chosen.isEmpty() && idle.isEmpty()) {
                return StreamedAnswer.end(
                        asker,
                        1,
                        "none of them has a process and says how it reloads: add reload=, or say --or-restart");
            }
        }
        if (change.patience() > 0 && !chosen.isEmpty()) {
            var waves = change.rolling() ? oneByOne(chosen) : List.of(chosen);
            return new Waiter(
                    asker, clock, loop, instances, List.copyOf(idle.values()), waves, change, action, outcomes);
        }
        action.carryOut(change, chosen);
        return begun(change.verb(), chosen, idle, asker);
    }

    private Answer begun(Verb verb, List<Instance> chosen, Map<String, Reply> idle, ClientConnection asker) {
        var rows = new ArrayList<Supplier<Reply>>();
        idle.values().forEach(outcome -> rows.add(() -> outcome));
        chosen.forEach(instance -> rows.add(() -> outcomes.begun(verb, instance)));
        var replies = new MappedIterator<Supplier<Reply>, Reply>(rows.iterator(), Supplier::get);
        int code = allBegun(verb, chosen) ? 0 : 1;
        return StreamedAnswer.of(asker, replies, () -> new Reply.End(code, ""), ROW * rows.size());
    }

    private boolean allBegun(Verb verb, List<Instance> chosen) {
        for (Instance instance : chosen) {
            if (!outcomes.begun(verb, instance).good()) {
                return false;
            }
        }
        return true;
    }

    /** Returns, of the named services, those without an instance, with why: they are down already. */
    private Map<String, Reply> idle(List<String> names) {
        var idle = new TreeMap<String, Reply>();
        var stillborn = catalogue.stillborn();
        var disabled = catalogue.disabled();
        for (String name : names) {
            boolean known = stillborn.containsKey(name) || disabled.containsKey(name);
            if (known && graph.instancesOf(name).isEmpty()) {
                String why = stillborn.containsKey(name)
                        ? stillborn.get(name).toString()
                        : Catalogue.disabled(disabled.get(name));
                idle.put(name, new Outcome(name, true, "down: " + why));
            }
        }
        return idle;
    }

    /**
     * Returns the instances to reload: those that are named, and of those that a pattern means the ones that can be.
     *
     * @param idle receives those that need not be: they read their configuration when they are started
     */
    private static List<Instance> reloadable(Change change, List<Instance> chosen, Map<String, Reply> idle) {
        var reloadable = new ArrayList<Instance>();
        for (Instance instance : chosen) {
            boolean named = InstanceSelector.isNamed(change.names(), instance);
            boolean way = ServiceReloads.isPossible(instance) || ChangeAction.restarts(change.verb(), instance);
            if (ServiceReloads.hasProcess(instance) && way || named && change.verb() == Verb.RELOAD) {
                reloadable.add(instance);
            } else if (named) {
                idle.put(
                        instance.name(),
                        new Outcome(instance.name(), true, instance.state().word()));
            }
        }
        return reloadable;
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
        graph.sorted(chosen).forEach(instance -> waves.add(List.of(instance)));
        return waves;
    }
}

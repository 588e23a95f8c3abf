package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Clock;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import dev.tend.source.PathWatches;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reloads and restarts services when the files change that they name. Many changes within a short time lead to one action, and
 * those that leave all as it was, such as a temporary file, to none. What the files were like at the last action is written down, so that
 * a next keeper notices what has changed since.
 */
public final class PathTriggers implements InstanceListener, PathWatches.Listener {

    /** The time, in microseconds, without a change before anything is done: editors and installers write in bursts. */
    private static final long QUIET = 500 * Durations.MILLISECOND;

    /** The longest time, in microseconds, that an action waits for files that are never quiet. */
    private static final long PATIENCE = 10 * Durations.SECOND;

    /** The number of actions in a row after which the keeper reports that they may be a circle. */
    private static final int SUSPICIOUS = 5;

    /** The most paths of all services together. */
    private static final int MOST_PATHS = 4096;

    private final Clock clock;
    private final Loop loop;
    private final boolean watching;
    private final PathWatches watches;
    private final DependencyGraph graph;
    private final Operations operations;
    private final ServiceReloads reloads;
    private final EngineListener keeper;
    private final FileSignatures signatures;
    private final LoopTimer settled = new LoopTimer(this::act);
    private final LoopTimer pause = new LoopTimer(this::settle);
    private final LoopTimer saving = new LoopTimer(this::save);
    private final Map<String, PathTrigger> triggers = new TreeMap<>();
    private int paths;
    private long firstChange;
    private long lastChange;

    PathTriggers(
            Kernel kernel,
            Loop loop,
            KeeperOptions options,
            PathWatches watches,
            DependencyGraph graph,
            Operations operations,
            ServiceReloads reloads,
            EngineListener keeper) {
        this.clock = kernel.clock();
        this.loop = loop;
        this.watching = options.watch();
        this.watches = watches;
        this.graph = graph;
        this.operations = operations;
        this.reloads = reloads;
        this.keeper = keeper;
        this.signatures = new FileSignatures(kernel, KeeperOptions.watched(options.runFolder()));
    }

    @Override
    public void defined(Instance instance) {
        var reloading = instance.latest().spec().reloading();
        String service = instance.spec().name();
        var former = triggers.get(service);
        boolean same = former == null
                ? !reloading.watches()
                : former.reloading.restartOn().equals(reloading.restartOn())
                        && former.reloading.reloadOn().equals(reloading.reloadOn());
        if (same) {
            return;
        }
        remove(service);
        if (reloading.watches()) {
            add(instance, service, reloading);
        }
    }

    private void add(Instance instance, String service, Reloading reloading) {
        var all = PathTrigger.paths(reloading);
        if (paths + all.size() > MOST_PATHS) {
            keeper.trouble(instance, "its files are not watched: those of all services are more than " + MOST_PATHS);
            return;
        }
        var now = signatures.of(all);
        var trigger = new PathTrigger(
                reloading, signatures.stored(service, all.size()).orElse(now));
        paths += all.size();
        triggers.put(service, trigger);
        if (watching) {
            all.forEach(path -> watches.watch(path, this));
        }
        watches.shortage().ifPresent(why -> keeper.trouble(instance, "not all of its files are watched: " + why));
        if (!trigger.known.equals(signatures.of(all))) { // since an earlier keeper has looked, or just now
            trigger.touch(clock.now());
            wake();
        }
        loop.set(saving, clock.now());
    }

    private void remove(String service) {
        var former = triggers.remove(service);
        if (former != null) {
            var all = former.paths();
            paths -= all.size();
            all.forEach(this::unwatch);
            loop.set(saving, clock.now());
        }
    }

    /** Ends a watch, unless another service has the same path. */
    private void unwatch(String path) {
        for (PathTrigger other : triggers.values()) {
            if (other.paths().contains(path)) {
                return;
            }
        }
        watches.unwatch(path, this);
    }

    @Override
    public void gone(Instance instance) {
        String service = instance.spec().name();
        if (triggers.containsKey(service) && graph.instancesOf(service).isEmpty()) {
            remove(service);
        }
    }

    @Override
    public void entryChanged(String folder, String name) {
        replaced(folder);
    }

    @Override
    public void replaced(String path) {
        for (PathTrigger trigger : triggers.values()) {
            if (trigger.paths().contains(path)) {
                trigger.touch(clock.now());
            }
        }
        wake();
    }

    /** Anything may have changed. */
    public void anythingChanged() {
        if (!triggers.isEmpty()) {
            triggers.values().forEach(trigger -> trigger.touch(clock.now()));
            wake();
        }
    }

    private void wake() {
        lastChange = clock.now();
        settle();
    }

    private void settle() {
        long now = clock.now();
        if (settled.at() == LoopTimer.UNSET) {
            firstChange = now;
        }
        loop.set(settled, Math.min(now + QUIET, firstChange + PATIENCE));
    }

    private static RestartPolicy policy(List<Instance> instances) {
        return instances.isEmpty()
                ? RestartPolicy.DEFAULT
                : instances.getFirst().latest().spec().restart();
    }

    private void act() {
        boolean waits = clock.now() < firstChange + PATIENCE;
        for (var entry : triggers.entrySet()) {
            var trigger = entry.getValue();
            long earliest = trigger.earliest(policy(graph.instancesOf(entry.getKey())));
            if (trigger.changed && clock.now() < earliest) {
                loop.set(pause, Math.min(pause.at(), earliest));
            } else if (trigger.changed) {
                var all = trigger.paths();
                var now = signatures.of(all);
                if (waits && signatures.isFresh(QUIET)) { // it may be written to for some time
                    loop.set(settled, clock.now() + QUIET);
                } else {
                    trigger.changed = false;
                    loop.guard().run("changed files", () -> act(entry.getKey(), trigger, now));
                }
            }
        }
    }

    private void act(String service, PathTrigger trigger, List<String> now) {
        var change = trigger.change(service, now);
        if (change.isPresent()) {
            trigger.known = now;
            loop.set(saving, clock.now());
            count(service, trigger, change.get());
            var cause = change.get().reason();
            if (change.get().action() == Action.RESTART) {
                operations.restart(concerned(change.get(), lastChange), new Reason.Other(cause));
            } else {
                concerned(change.get(), lastChange).forEach(instance -> reloads.request(instance, cause));
            }
        }
    }

    /** Returns the changes of a plan with those that follow from files, which are carried out soon. */
    public List<Change> foreseen(List<Change> planned) {
        long before = watching ? lastChange : clock.now(); // unwatched files may have changed at any time
        var all = new ArrayList<Change>(planned.size());
        for (Change change : planned) {
            boolean open = change.action() == Action.KEEP || change.action() == Action.APPLY;
            var trigger = open ? triggers.get(change.service()) : null;
            all.add(Optional.ofNullable(trigger)
                    .flatMap(some -> some.change(change.service(), signatures.of(some.paths())))
                    .filter(other -> !concerned(other, before).isEmpty())
                    .orElse(change));
        }
        return all;
    }

    /** A service that writes such a file at each start or reload would never come to rest. */
    private void count(String service, PathTrigger trigger, Change change) {
        var instances = graph.instancesOf(service);
        var policy = policy(instances);
        if (trigger.count(policy, clock.now()) == SUSPICIOUS) {
            String action = change.action() == Action.RESTART ? "restart" : "reload";
            String problem = change.reason() + " within " + Durations.words(policy.stable()) + " of the last " + action
                    + ", " + SUSPICIOUS + " times in a row: a file that the service itself writes does not belong in "
                    + action + "-on";
            instances.forEach(instance -> keeper.trouble(instance, problem));
        }
    }

    /**
     * Returns the instances that a change restarts or reloads. It may be what a failed service waits for.
     *
     * @param before a process that was started later has found the files as they are now
     */
    private List<Instance> concerned(Change change, long before) {
        boolean restarts = change.action() == Action.RESTART;
        var some = graph.instancesOf(change.service());
        some.removeIf(instance -> !isOlder(instance, before)
                || (restarts ? !isRestartable(instance) : !ServiceReloads.hasProcess(instance)));
        return some;
    }

    private static boolean isRestartable(Instance instance) {
        return instance.life().wanted() == Wanted.UP
                && !(instance.state() instanceof State.Done)
                && instance.pending().isEmpty();
    }

    private static boolean isOlder(Instance instance, long before) {
        return instance.state()
                .running()
                .filter(process -> process.since() > before)
                .isEmpty();
    }

    /** A keeper that ends in the midst of a reload ends the reload, too: the next one repeats it. */
    @Override
    public void changed(Instance instance) {
        var trigger = triggers.isEmpty() ? null : triggers.get(instance.spec().name());
        if (trigger != null && trigger.stored != trigger.known && !reloads.isBusy(instance)) {
            loop.set(saving, clock.now());
        }
    }

    private boolean isReloading(String service) {
        for (Instance instance : graph.instancesOf(service)) {
            if (reloads.isBusy(instance)) {
                return true;
            }
        }
        return false;
    }

    private void save() {
        var lines = new TreeMap<String, List<String>>();
        triggers.forEach((service, trigger) -> {
            trigger.stored = isReloading(service) ? trigger.stored : trigger.known;
            lines.put(service, trigger.stored);
        });
        try {
            signatures.store(lines);
        } catch (KernelException failed) {
            String problem = failed.getMessage() + ": a next keeper will not notice what changes meanwhile";
            graph.instancesOf(lines.isEmpty() ? "" : lines.firstKey())
                    .forEach(instance -> keeper.trouble(instance, problem));
        }
    }
}

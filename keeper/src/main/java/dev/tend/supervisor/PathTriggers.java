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
import dev.tend.service.Reloading;
import dev.tend.source.PathWatches;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final LoopTimer saving = new LoopTimer(this::save);
    private final Map<String, Trigger> triggers = new TreeMap<>();
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

    /** The paths of one service. */
    private static final class Trigger {

        private final Reloading reloading;

        /** The signatures of the paths at the last action. */
        private List<String> known;

        /** The same, as it is stored: not before a reload is over. */
        private List<String> stored;

        private boolean changed;

        Trigger(Reloading reloading, List<String> known) {
            this.reloading = reloading;
            this.known = known;
            this.stored = known;
        }

        List<String> paths() {
            return paths(reloading);
        }

        static List<String> paths(Reloading reloading) {
            var paths = new ArrayList<>(reloading.restartOn());
            paths.addAll(reloading.reloadOn());
            return paths;
        }
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
        var all = Trigger.paths(reloading);
        if (paths + all.size() > MOST_PATHS) {
            keeper.trouble(instance, "its files are not watched: those of all services are more than " + MOST_PATHS);
            return;
        }
        var now = signatures.of(all);
        var trigger =
                new Trigger(reloading, signatures.stored(service, all.size()).orElse(now));
        paths += all.size();
        triggers.put(service, trigger);
        if (watching) {
            all.forEach(path -> watches.watch(path, this));
        }
        watches.shortage()
                .ifPresent(why -> keeper.trouble(instance, "not all of its files are watched: " + why));
        if (!trigger.known.equals(signatures.of(all))) { // since an earlier keeper has looked, or just now
            trigger.changed = true;
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
        for (Trigger other : triggers.values()) {
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
        for (Trigger trigger : triggers.values()) {
            trigger.changed |= trigger.paths().contains(path);
        }
        wake();
    }

    /** Anything may have changed. */
    public void anythingChanged() {
        if (!triggers.isEmpty()) {
            triggers.values().forEach(trigger -> trigger.changed = true);
            wake();
        }
    }

    private void wake() {
        lastChange = clock.now();
        if (settled.at() == LoopTimer.UNSET) {
            firstChange = lastChange;
        }
        loop.set(settled, Math.min(lastChange + QUIET, firstChange + PATIENCE));
    }

    private void act() {
        boolean waits = clock.now() < firstChange + PATIENCE;
        for (var entry : triggers.entrySet()) {
            var trigger = entry.getValue();
            if (trigger.changed) {
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

    private void act(String service, Trigger trigger, List<String> now) {
        var all = trigger.paths();
        int first = 0;
        while (first < all.size() && now.get(first).equals(trigger.known.get(first))) {
            first++;
        }
        if (first == all.size()) {
            return;
        }
        trigger.known = now;
        loop.set(saving, clock.now());
        String cause = all.get(first) + " has changed";
        if (first < trigger.reloading.restartOn().size()) {
            restart(service, cause);
        } else {
            reload(service, cause);
        }
    }

    /** The change may be what a failed service waits for. */
    private void restart(String service, String cause) {
        var some = new ArrayList<Instance>();
        for (Instance instance : graph.instancesOf(service)) {
            boolean wanted = instance.life().wanted() == Wanted.UP && !(instance.state() instanceof State.Done);
            if (wanted && isOlder(instance) && instance.pending().isEmpty()) {
                some.add(instance);
            }
        }
        operations.restart(some, new Reason.Other(cause));
    }

    private void reload(String service, String cause) {
        for (Instance instance : graph.instancesOf(service)) {
            if (ServiceReloads.hasProcess(instance) && isOlder(instance)) {
                reloads.request(instance, cause);
            }
        }
    }

    /** Tells whether an instance has no process that has found the files as they are now. */
    private boolean isOlder(Instance instance) {
        return instance.state()
                .running()
                .filter(process -> process.since() > lastChange)
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

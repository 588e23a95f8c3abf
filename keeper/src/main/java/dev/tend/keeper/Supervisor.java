package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Processes.Dead;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Moment;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Step;
import dev.tend.lifecycle.Transitions;
import dev.tend.service.StopPolicy.Scope;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Owns every instance. It feeds events to the transitions, writes the new life down, and only then carries out what follows:
 * whenever the keeper dies, what stands in the state files is at most one step behind, and never ahead of what a next keeper
 * can find out by looking.
 */
final class Supervisor {

    private final Kernel kernel;
    private final Loop loop;
    private final Ledger ledger;
    private final Captures captures;
    private final Pidfiles pidfiles;
    private final Watcher watcher;
    private final TreeMap<String, Instance> instances = new TreeMap<>();
    private final Map<Integer, Instance> children = new HashMap<>();
    private final Starts starts;
    private final Strangers strangers;
    private final Sweeps sweeps;

    /** Who has to know what the instances do. */
    interface Watcher {

        void happened(Instance instance, Effect.Happening happening, String detail, String lastWords);

        /** Something could not be done for an instance, which goes on all the same. */
        void trouble(Instance instance, String problem);

        /** After each event, when all its effects are carried out. */
        void changed(Instance instance);

        void endKeeper(Instance instance, int code);
    }

    Supervisor(Kernel kernel, Loop loop, StateFolder states, Captures captures, Pidfiles pidfiles, Watcher watcher) {
        this.kernel = kernel;
        this.loop = loop;
        this.ledger = new Ledger(states, watcher::trouble);
        this.captures = captures;
        this.pidfiles = pidfiles;
        this.watcher = watcher;
        this.starts = new Starts(kernel, loop, captures, this::feed);
        this.strangers = new Strangers(kernel, loop, this::feed);
        this.sweeps = new Sweeps(kernel, loop, instance -> feed(instance, new Event.Gone()));
    }

    Collection<Instance> instances() {
        return instances.values();
    }

    Optional<Instance> instance(String name) {
        return Optional.ofNullable(instances.get(name));
    }

    /** A new instance, that does nothing yet. */
    Instance add(String name, Definition definition) {
        var instance = new Instance(name, definition, due -> feed(due, new Event.Due()), sweeps::recheck);
        instances.put(name, instance);
        return instance;
    }

    /** An instance that a keeper before us has left: {@code life} is what it wrote down, {@code ours} whether we are its parent. */
    Instance adopt(String name, Definition definition, Life life, boolean ours) {
        Instance instance = add(name, definition);
        instance.live(life);
        instance.ours(ours);
        instance.leader().ifPresent(process -> {
            if (ours) {
                children.put(process.pid(), instance);
            } else if (instance.state().running().isPresent()) {
                strangers.watch(instance, process);
            }
            captures.resume(instance);
        });
        loop.set(instance.alarm(), instance.state().deadline());
        return instance;
    }

    /** Whether its process was started by us, or by a keeper that has become us. */
    boolean isChild(Instance instance) {
        return instance.leader()
                .map(process -> children.get(process.pid()) == instance)
                .orElse(false);
    }

    // ---- events

    /** Hands an event to an instance, and does all that follows from it. */
    void feed(Instance instance, Event event) {
        feed(instance, event, Optional.empty());
    }

    /** @param dead to be reaped as soon as its end is written down */
    private void feed(Instance instance, Event event, Optional<Dead> dead) {
        Deque<Event> events = new ArrayDeque<>();
        events.add(event);
        var unreaped = dead;
        while (!events.isEmpty()) {
            Step step = Transitions.next(instance.spec(), instance.life(), events.remove(), moment());
            var unwritten = live(instance, step, unreaped.isPresent());
            unreaped.ifPresent(this::reap);
            unreaped = Optional.empty();
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Release && unwritten.isPresent()) {
                    events.add(starts.abandon(instance, unwritten.get()));
                } else {
                    perform(instance, effect, events);
                }
            }
        }
        if (instance.leaving() && instance.state().atRest()) {
            forget(instance);
        }
        watcher.changed(instance);
    }

    private Moment moment() {
        return new Moment(kernel.now(), kernel.dice());
    }

    /** Sets the new life in force and writes it down. Returns why that could not be, if so. */
    private Optional<String> live(Instance instance, Step step, boolean unreaped) {
        var before = instance.life();
        instance.live(step.life());
        loop.set(instance.alarm(), step.life().state().deadline());
        return ledger.enter(instance, before, step, unreaped);
    }

    /** A child has ended, perhaps several. */
    void reapChildren() {
        for (var dead = kernel.ended(); dead.isPresent(); dead = kernel.ended()) {
            childEnded(dead.get());
        }
    }

    private void childEnded(Dead dead) {
        var instance = children.remove(dead.pid());
        if (instance == null) {
            reap(dead);
            sweeps.orphanEnded(dead.session());
            return;
        }
        starts.reported(instance); // whether it got as far as its program comes first
        captures.drain(instance);
        feed(instance, new Event.Ended(dead.exit()), Optional.of(dead));
    }

    private void reap(Dead dead) {
        kernel.reap(dead.pid());
    }

    /** Sees to what processes that have ended have left behind; to be called at the end of each turn. */
    void sweep() {
        sweeps.carryOut();
    }

    // ---- effects

    private void perform(Instance instance, Effect effect, Deque<Event> events) {
        switch (effect) {
            case Effect.Spawn() -> events.add(spawn(instance));
            case Effect.Release(var _) -> starts.release(instance);
            case Effect.Signal(var process, var signal) ->
                signal(instance, process, instance.spec().stop().scope() == Scope.GROUP, signal);
            case Effect.Sweep(var process, var signal) -> sweeps.add(instance, process, signal);
            case Effect.WritePidfile(var process) -> attempt(instance, () -> pidfiles.write(instance, process));
            case Effect.RemovePidfile() -> attempt(instance, () -> pidfiles.remove(instance));
            case Effect.Report(var happening, var detail) -> report(instance, happening, detail);
            case Effect.EndKeeper(var code) -> watcher.endKeeper(instance, code);
        }
    }

    private void attempt(Instance instance, Runnable action) {
        try {
            action.run();
        } catch (KernelException failed) {
            watcher.trouble(instance, failed.getMessage());
        }
    }

    private Event spawn(Instance instance) {
        var outcome = starts.spawn(instance);
        if (outcome instanceof Event.Spawned(var process)) {
            children.put(process.pid(), instance);
        }
        return outcome;
    }

    private boolean signal(Instance instance, Process process, boolean group, int signal) {
        return instance.opened().isPresent()
                ? kernel.signalOpened(instance.opened().get(), process, group, signal)
                : children.containsKey(process.pid()) && kernel.signal(process.pid(), group, signal);
    }

    /** A signal for the main process alone, asked for by the user. Returns whether it was there to get it. */
    boolean signalMain(Instance instance, int signal) {
        return instance.state()
                .running()
                .map(process -> signal(instance, process, false, signal))
                .orElse(false);
    }

    private void report(Instance instance, Effect.Happening happening, String detail) {
        boolean failure = happening == Effect.Happening.ENDED || happening == Effect.Happening.START_FAILED;
        watcher.happened(instance, happening, detail, failure ? captures.lastWords(instance) : "");
    }

    /** Gives an instance a changed definition that its process can live with. */
    void redefine(Instance instance, Definition changed) {
        boolean running = instance.state().running().isPresent();
        boolean elsewhere = !changed.spec().pidfile().equals(instance.spec().pidfile());
        if (running && elsewhere) {
            attempt(instance, () -> pidfiles.remove(instance));
        }
        instance.define(changed);
        if (running && elsewhere) {
            attempt(
                    instance,
                    () -> pidfiles.write(instance, instance.state().running().get()));
        }
        captures.apply(instance);
        ledger.write(instance);
        watcher.changed(instance);
    }

    private void forget(Instance instance) {
        strangers.letGo(instance);
        sweeps.forget(instance);
        captures.remove(instance);
        ledger.forget(instance);
        loop.set(instance.alarm(), Alarm.UNSET);
        instances.remove(instance.name());
    }
}

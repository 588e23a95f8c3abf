package dev.tend.process;

import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Waits for the next watchdog message of each instance that has a watchdog, from when it is ready until it is ordered to end. */
final class Watchdogs {

    private final Clock clock;
    private final Loop loop;
    private final BiConsumer<Instance, Event> feed;
    private final Map<Instance, Watchdog> watchdogs = new HashMap<>();

    Watchdogs(Clock clock, Loop loop, BiConsumer<Instance, Event> feed) {
        this.clock = clock;
        this.loop = loop;
        this.feed = feed;
    }

    private static final class Watchdog {

        private final LoopTimer alarm;
        private long period;

        Watchdog(LoopTimer alarm, long period) {
            this.alarm = alarm;
            this.period = period;
        }
    }

    /** An instance is in another state than before, perhaps. */
    void changed(Instance instance) {
        long period = instance.spec().readiness().watchdog();
        if (instance.state().running().isEmpty()) {
            forget(instance);
        } else if (period > 0 && !watchdogs.containsKey(instance)) {
            watch(instance, period);
        }
        var watchdog = watchdogs.get(instance);
        if (watchdog != null && watchdog.alarm.at() == LoopTimer.UNSET) {
            alive(instance);
        } else if (watchdog != null && !isWatched(instance)) {
            loop.set(watchdog.alarm, LoopTimer.UNSET);
        }
    }

    /**
     * Tells whether an instance is watched: a service that announces its readiness is left alone until then; all others
     * are watched as soon as they are up.
     */
    private static boolean isWatched(Instance instance) {
        return instance.state() instanceof State.Ready
                || instance.state() instanceof State.Up
                        && !instance.spec().readiness().awaited();
    }

    /** Watches an instance: from here on, and until its process ends, it may be silent for so long, in microseconds. */
    void watch(Instance instance, long period) {
        var watchdog = watchdogs.computeIfAbsent(
                instance, _ -> new Watchdog(new LoopTimer(instance.name(), () -> silent(instance)), period));
        watchdog.period = period;
        alive(instance);
    }

    /** Records a watchdog message. */
    void alive(Instance instance) {
        var watchdog = watchdogs.get(instance);
        if (watchdog != null && isWatched(instance)) {
            loop.set(watchdog.alarm, clock.now() + watchdog.period);
        }
    }

    private void silent(Instance instance) {
        long period = watchdogs.get(instance).period;
        feed.accept(instance, new Event.Unhealthy("no sign of life for " + Durations.words(period)));
    }

    void forget(Instance instance) {
        var watchdog = watchdogs.remove(instance);
        if (watchdog != null) {
            loop.set(watchdog.alarm, LoopTimer.UNSET);
        }
    }
}

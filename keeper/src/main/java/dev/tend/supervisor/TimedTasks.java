package dev.tend.supervisor;

import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Wanted;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Has tasks on a timer wait for their time, which they can only once they have ended. */
public final class TimedTasks {

    private final PendingStops stops;
    private final BiConsumer<Instance, Event> feed;

    /** Tasks that are being stopped, and are to wait for their time after that. */
    private final Set<Instance> arming = new HashSet<>();

    TimedTasks(PendingStops stops, BiConsumer<Instance, Event> feed) {
        this.stops = stops;
        this.feed = feed;
    }

    /** Tells whether an instance is a task that is started when its time has come. */
    public static boolean isTimed(Instance instance) {
        return instance.latest().spec().appointment().isPresent();
    }

    /** Has a task on a timer wait for its time; a run that is under way goes on. */
    public void arm(Instance instance) {
        if (instance.leaving()) {
            return;
        }
        stops.cancel(instance);
        if (isBeingStopped(instance)) {
            arming.add(instance);
        } else {
            feed.accept(instance, new Event.Arm(ScheduledRuns.WAITS));
        }
    }

    /** Tells whether an instance is on its way down, since it is not wanted up any more. */
    public static boolean isBeingStopped(Instance instance) {
        return instance.life().wanted() == Wanted.DOWN
                && instance.state().isEnding()
                && !instance.state().atRest();
    }

    /** Called before each event: after another order an earlier one does not count any more. */
    void before(Instance instance, Event event) {
        boolean order = event instanceof Event.Start
                || event instanceof Event.Stop
                || event instanceof Event.Restart
                || event instanceof Event.Kill;
        if (order) {
            arming.remove(instance);
        }
    }

    /** Called when an instance is at rest. */
    void atRest(Instance instance) {
        if (arming.remove(instance)) {
            arm(instance);
        }
    }

    void forget(Instance instance) {
        arming.remove(instance);
    }
}

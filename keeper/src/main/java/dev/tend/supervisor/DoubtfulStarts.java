package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.process.ProcessSearch;
import dev.tend.process.SearchResult;
import dev.tend.state.Recovery;
import dev.tend.state.StateRecorder;
import java.util.Optional;

/** Keeps an instance from being started while processes of it may run that no state names. */
final class DoubtfulStarts {

    private final Kernel kernel;
    private final KeeperOptions options;
    private final StateRecorder recorder;
    private final EngineListener keeper;

    DoubtfulStarts(Kernel kernel, KeeperOptions options, StateRecorder recorder, EngineListener keeper) {
        this.kernel = kernel;
        this.options = options;
        this.recorder = recorder;
        this.keeper = keeper;
    }

    /** Tells whether an event is not handed to an instance, since it may run already. */
    boolean isHeldBack(Instance instance, Event event) {
        return instance.doubted() && instance.state().atRest() && leadsToStart(event) && isStillDoubted(instance);
    }

    private static boolean leadsToStart(Event event) {
        return event instanceof Event.Start
                || event instanceof Event.Restart
                || event instanceof Event.Arm
                || event instanceof Event.Hold;
    }

    private boolean isStillDoubted(Instance instance) {
        var found = new ProcessSearch(kernel, options).look(instance.name(), instance.spec(), Optional.empty());
        instance.doubted(!(found instanceof SearchResult.Nothing));
        if (instance.doubted()) {
            instance.live(Recovery.held(instance.name(), instance.life(), found));
            recorder.write(instance);
            keeper.trouble(instance, instance.state().why());
        }
        return instance.doubted();
    }
}

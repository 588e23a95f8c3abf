package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.SessionCleanup;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.state.StateRecorder;
import java.util.HashSet;
import java.util.Set;

/** Removes instances that are to go, once they are at rest, and remembers which of them may be wanted again. */
public final class Departures {

    private static final int MOST_SPARED = 5_000;

    private final Kernel kernel;
    private final Loop loop;
    private final Instances instances;
    private final MainProcesses mainProcesses;
    private final SessionCleanup cleanup;
    private final Captures captures;
    private final StateRecorder recorder;
    private final Retries<Instance> retries;
    private final RefusedRestarts refusedRestarts;
    private final TimedTasks timedTasks;
    private final Quarantine quarantine;
    private final InstanceListeners listeners;
    private final EngineListener keeper;

    /** Instances that go by an order to exit. */
    private final Set<Instance> exiting = new HashSet<>();

    /** Instances that are stopped for the end of an earlier keeper, or of their files, and may be wanted again. */
    private final Set<Instance> returning = new HashSet<>();

    /** The marks of instances that are no more, and whose processes were left alone. */
    private final Set<String> spared = new HashSet<>();

    Departures(
            Kernel kernel,
            Loop loop,
            Instances instances,
            MainProcesses mainProcesses,
            SessionCleanup cleanup,
            Captures captures,
            StateRecorder recorder,
            Retries<Instance> retries,
            RefusedRestarts refusedRestarts,
            TimedTasks timedTasks,
            Quarantine quarantine,
            InstanceListeners listeners,
            EngineListener keeper) {
        this.kernel = kernel;
        this.loop = loop;
        this.instances = instances;
        this.mainProcesses = mainProcesses;
        this.cleanup = cleanup;
        this.captures = captures;
        this.recorder = recorder;
        this.retries = retries;
        this.refusedRestarts = refusedRestarts;
        this.timedTasks = timedTasks;
        this.quarantine = quarantine;
        this.listeners = listeners;
        this.keeper = keeper;
    }

    /** The files want an instance again that was to go. */
    public void stays(Instance instance) {
        returning.remove(instance);
        instance.leaving(false);
    }

    /** The files want an instance again that is to go: they are looked at when it has gone. */
    public void returns(Instance instance) {
        returning.add(instance);
    }

    /** Tells whether an instance that is to go may be wanted again. */
    public boolean isReturning(Instance instance) {
        return returning.contains(instance);
    }

    /** An instance goes by an order to exit. */
    void exits(Instance instance) {
        instance.leaving(true);
        exiting.add(instance);
    }

    /** Removes an instance. */
    void remove(Instance instance) {
        if (instance.spec().stop().scope() == Scope.PROCESS && spared.size() < MOST_SPARED) {
            spared.add(instance.markText());
        }
        mainProcesses.letGo(instance);
        timedTasks.forget(instance);
        quarantine.forget(instance);
        cleanup.forget(instance);
        captures.remove(instance);
        recorder.forget(instance);
        retries.forget(instance);
        refusedRestarts.forget(instance);
        loop.set(instance.alarm(), LoopTimer.UNSET);
        instances.remove(instance);
        listeners.gone(instance);
        if (exiting.remove(instance)) {
            keeper.exited();
        }
        if (returning.remove(instance)) {
            keeper.returned();
        }
    }

    /**
     * Ends all other processes that have become children of the keeper, except those that a stop does not concern.
     * Returns how many are left.
     */
    public int endChildren() {
        for (Instance left : instances.all()) {
            spared.add(left.markText());
        }
        return kernel.processes().endChildren(spared::contains);
    }
}

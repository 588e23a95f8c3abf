package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.process.ProcessStarts;
import dev.tend.process.SessionCleanup;

/** Treats instances for which a unit of work was abandoned, by a fault of the keeper, as {@link Quarantine} decides. */
public final class FaultRecovery {

    private final Loop loop;
    private final Quarantine quarantine;
    private final AuxProcesses auxProcesses;
    private final MainProcesses mainProcesses;
    private final ProcessStarts starts;
    private final SessionCleanup cleanup;
    private final ProcessChannels channels;
    private final Captures captures;
    private final Supervisor supervisor;
    private final InstanceListeners listeners;
    private final EngineListener keeper;

    FaultRecovery(
            Loop loop,
            Quarantine quarantine,
            AuxProcesses auxProcesses,
            MainProcesses mainProcesses,
            ProcessStarts starts,
            SessionCleanup cleanup,
            ProcessChannels channels,
            Captures captures,
            Supervisor supervisor,
            InstanceListeners listeners,
            EngineListener keeper) {
        this.loop = loop;
        this.quarantine = quarantine;
        this.auxProcesses = auxProcesses;
        this.mainProcesses = mainProcesses;
        this.starts = starts;
        this.cleanup = cleanup;
        this.channels = channels;
        this.captures = captures;
        this.supervisor = supervisor;
        this.listeners = listeners;
        this.keeper = keeper;
    }

    /** Records that a unit of work of an instance was abandoned. */
    public void abandoned(Instance instance, Throwable failure) {
        if (quarantine.add(instance, failure)) {
            loop.set(instance.alarm(), LoopTimer.UNSET);
            cleanup.forget(instance);
            dropWaiting(instance);
            listeners.changed(instance);
        }
    }

    /** Ends children that wait to be released: they would wait without end. */
    private void dropWaiting(Instance instance) {
        if (ProcessStarts.isWaiting(instance)) {
            starts.abandon(instance, "");
        }
        auxProcesses.abandonWaiting(instance.name());
    }

    /** Gives an instance that is held in its state another chance, since a client asks for something of it. */
    public void release(Instance instance) {
        if (quarantine.release(instance)) {
            keeper.review(instance);
        }
    }

    /** Takes an instance over from a unit of work that was abandoned, as from an earlier keeper. */
    public void rejoin(Instance instance) {
        listeners.defined(instance);
        if (ProcessStarts.isWaiting(instance)) {
            mainProcesses.disown(instance);
            supervisor.feed(instance, starts.abandon(instance, "the keeper has failed to start it"));
        }
        auxProcesses.abandonWaiting(instance.name());
        mainProcesses.rejoin(instance);
        if (instance.state().running().isPresent()) {
            channels.adopt(instance);
            captures.ensure(instance);
        }
        loop.set(instance.alarm(), instance.deadline());
        listeners.changed(instance);
    }
}

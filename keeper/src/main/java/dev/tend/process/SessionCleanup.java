package dev.tend.process;

import dev.tend.instance.DeliveryListener;
import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Ends the processes that ended processes leave behind, in their sessions and in others. A cleanup waits for the end of the turn:
 * one look at our children then serves all, where a hundred services may have ended at once.
 *
 * <p>A process that is left behind becomes our child, and its end is reported. Only what the child of an earlier keeper leaves, or
 * what has a living parent outside the session, ends unseen: for that the cleanup is repeated, with growing pauses.
 */
public final class SessionCleanup {

    /** The pause between a session cleanup and the first new look at what ends unseen, in microseconds; it doubles each time. */
    private static final long FIRST_RECHECK = 10 * Durations.MILLISECOND;

    private static final long LAST_RECHECK = Durations.SECOND;

    private final Kernel kernel;
    private final Loop loop;
    private final DeliveryListener deliveries;
    private final Consumer<Instance> gone;
    private final Map<Instance, Sweep> due = new LinkedHashMap<>();

    /** The instances with processes that are left, by the pid of the process that led the session. */
    private final Map<Integer, Instance> unfinished = new HashMap<>();

    /** @param gone receives each instance of whose process nothing is left any more */
    public SessionCleanup(Kernel kernel, Loop loop, DeliveryListener deliveries, Consumer<Instance> gone) {
        this.kernel = kernel;
        this.loop = loop;
        this.deliveries = deliveries;
        this.gone = gone;
    }

    /** Enters a session to be cleaned up at the end of this turn; where it was entered already, this signal replaces the other. */
    public void add(Instance instance, Process leader, int signal) {
        due.put(instance, new Sweep(leader, instance.ours(), signal, Optional.of(instance.mark())));
    }

    /** Looks again whether anything is left of the session of an instance whose main process has ended. */
    public void recheck(Instance instance) {
        var state = instance.state() instanceof HookPhase in ? in.around() : instance.state();
        if (state instanceof State.Finishing finishing && !finishing.swept()) {
            add(instance, finishing.process(), finishing.until() == State.NEVER ? Signals.KILL : 0);
        }
    }

    private static long nextPause(Instance instance) {
        long pause = instance.recheckPause() == 0 ? FIRST_RECHECK : instance.recheckPause();
        instance.recheckPause(Math.min(2 * pause, LAST_RECHECK));
        return pause;
    }

    /** A child that no instance is led by has ended. */
    public void orphanEnded(int session) {
        var instance = unfinished.get(session);
        if (instance != null) {
            recheck(instance);
        }
    }

    /** Cleans up all sessions that are due; the effects may make others due, and so on. */
    public void carryOut() {
        while (!due.isEmpty()) {
            var batch = new LinkedHashMap<>(due);
            due.clear();
            var left = new HashMap<Sweep, OptionalInt>();
            batch.values().forEach(sweep -> left.put(sweep, OptionalInt.empty())); // as long as nothing else is known
            loop.guard().run("a sweep", () -> {
                var found = kernel.processes().sweep(batch.values());
                left.clear();
                left.putAll(found);
            });
            batch.forEach((instance, sweep) -> loop.guard()
                    .run(
                            instance.name(),
                            "a sweep",
                            () -> swept(instance, sweep, Optional.ofNullable(left.get(sweep)))));
        }
    }

    /** @param left the pid of a process that we are not permitted to signal, if there is one; empty where nothing is left */
    private void swept(Instance instance, Sweep sweep, Optional<OptionalInt> left) {
        int session = sweep.leader().session();
        if (left.isPresent()) {
            unfinished.put(session, instance);
            lookWhetherRefused(instance, left.get());
            loop.set(instance.recheck(), kernel.clock().now() + nextPause(instance));
        } else {
            unfinished.remove(session);
            loop.set(instance.recheck(), LoopTimer.UNSET);
            instance.recheckPause(0);
            gone.accept(instance);
        }
    }

    /** Checks again whether a process refuses signals: it may have changed its user meanwhile, or we our rights. */
    private void lookWhetherRefused(Instance instance, OptionalInt refusing) {
        if (refusing.isPresent()) {
            deliveries.delivered(instance, refusing.getAsInt(), Delivery.REFUSED);
        } else if (instance.state() instanceof State.Finishing) { // else it is the process of a hook that refuses
            instance.refusal(Optional.empty());
        }
    }

    /** Forgets an instance that was removed. */
    public void forget(Instance instance) {
        loop.set(instance.recheck(), LoopTimer.UNSET);
        instance.leader().ifPresent(process -> unfinished.remove(process.session()));
    }
}

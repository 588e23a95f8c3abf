package dev.tend.bosh;

import dev.tend.instance.Instance;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.supervisor.Operations;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The instances that an earlier keeper has started, and whose scripts it has not finished. */
final class ResumedStarts {

    private static final Reason KEEPER_KILLED = new Reason.Other("the keeper that had started it was killed");

    private final Operations operations;
    private final Set<Instance> resumed = new LinkedHashSet<>();

    /** The instances among them whose process had ended when this keeper started. */
    private final Set<Instance> cutOff = new LinkedHashSet<>();

    ResumedStarts(Operations operations) {
        this.operations = operations;
    }

    void resume(Collection<Instance> adopted) {
        for (Instance instance : adopted) {
            boolean started = PendingScripts.owes(instance, Deployment.POST_START);
            if (started || PendingScripts.owes(instance, Deployment.POST_DEPLOY)) {
                resumed.add(instance);
            }
            if (started && instance.state().running().isEmpty()) {
                cutOff.add(instance);
            }
        }
    }

    boolean isEmpty() {
        return resumed.isEmpty();
    }

    /** Returns the instances, which are part of the current deployment from now on. */
    List<Instance> take() {
        var all = List.copyOf(resumed);
        resumed.clear();
        return all;
    }

    /** A process that ended because its keeper was killed before it had let it go is no failure: its instance starts at once. */
    void startAgain() {
        for (Instance instance : List.copyOf(cutOff)) {
            boolean failed = instance.state() instanceof State.Failed
                    || instance.state() instanceof State.Waiting(var until, var _) && until != State.NEVER;
            if (failed) {
                cutOff.remove(instance);
                operations.start(instance, new Event.Start(KEEPER_KILLED));
            }
        }
    }

    /** The deployment is over: a process that ends now has failed. */
    void end() {
        cutOff.clear();
    }
}

package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import dev.tend.instance.Instance;
import dev.tend.lifecycle.State;
import dev.tend.supervisor.StartOrder;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The progress of instances that a deployment starts together. */
final class JointStart {

    private JointStart() {}

    /** Returns which instances are ready and which have failed, as soon as that is known of all. */
    static Optional<Tally> of(Collection<Instance> starting, StartOrder order) {
        var well = new TreeSet<String>();
        var failed = new TreeMap<String, String>();
        var held = new TreeMap<String, String>();
        for (Instance instance : starting) {
            switch (instance.state()) {
                case State.Ready _, State.Done _ -> well.add(instance.name());
                case State.Failed(var why) -> failed.put(instance.name(), why.text());
                case State.Down(var why) when !instance.untouched() -> failed.put(instance.name(), why.text());
                case State.Waiting(var until, var why) ->
                    (until == State.NEVER && order.mayClear(instance) ? held : failed).put(instance.name(), why.text());
                default -> {}
            }
        }
        if (!failed.isEmpty() && well.size() + failed.size() + held.size() == starting.size()) {
            failed.putAll(held); // they wait for instances that have failed
        }
        return well.size() + failed.size() < starting.size()
                ? Optional.empty()
                : Optional.of(new Tally("start", List.copyOf(well), failed));
    }
}

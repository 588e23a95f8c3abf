package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.State;
import dev.tend.loop.FaultBarrier;
import dev.tend.source.Catalogue;
import dev.tend.source.Catalogue.Interest;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.PendingStops;
import java.util.ArrayList;
import java.util.List;

/** The start of the keeper: it takes over what an earlier keeper has left, and brings about what the files want. */
final class Startup {

    private final Kernel kernel;
    private final KeeperOptions options;
    private final Catalogue catalogue;
    private final FaultBarrier guard;
    private final EventPublisher events;
    private final Settlement settlement;
    private final Reloads reloads;
    private final PendingStops stops;
    private final GroupStarts groups;
    private final StopLimit stopLimit;

    Startup(
            Kernel kernel,
            KeeperOptions options,
            Catalogue catalogue,
            FaultBarrier guard,
            EventPublisher events,
            Settlement settlement,
            Reloads reloads,
            PendingStops stops,
            GroupStarts groups,
            StopLimit stopLimit) {
        this.kernel = kernel;
        this.options = options;
        this.catalogue = catalogue;
        this.guard = guard;
        this.events = events;
        this.settlement = settlement;
        this.reloads = reloads;
        this.stops = stops;
        this.groups = groups;
        this.stopLimit = stopLimit;
    }

    void start() {
        var adopted = reloads.adopt();
        guard.run("the service folders", () -> {
            reloads.read(Interest.IN_ALL);
            adopted.addAll(reloads.recover());
            tellOf(adopted);
            stops.resume(adopted);
            groups.recover();
            groups.expect(waiting(adopted));
            reloads.first("the keeper started", adopted.isEmpty());
        });
        adopted.forEach(instance -> guard.run(instance.name(), "its adoption", () -> settlement.settle(instance)));
        guard.run("a deployment", () -> groups.resume(adopted));
        stopLimit.warning().ifPresent(events::trouble);
        if (kernel.processes().pidNamespace().isEmpty()) {
            events.trouble(
                    "/proc/self/ns/pid cannot be read: pid namespaces are not told apart, only processes by their start time");
        }
    }

    /** Reports why there is nothing to keep, and ends where nothing of what it was given can be used. */
    void tellOfNothing(KeeperEnd end) {
        var check = new StartupCheck(kernel.files(), options, catalogue);
        if (check.isUnusable()) {
            end.shutdown("nothing of what it was given can be used", StartupCheck.UNUSABLE);
        } else {
            check.remarks().forEach(remark -> events.add("", "waiting", remark));
        }
    }

    private void tellOf(List<Instance> adopted) {
        if (!adopted.isEmpty()) {
            String instances = adopted.size() == 1 ? " instance" : " instances";
            events.add("", "adopted", "found " + adopted.size() + instances + " that a keeper before this one left");
        }
    }

    /** Returns the instances that waited to be started without a time limit: only the earlier keeper knew what they waited for. */
    private static List<Instance> waiting(List<Instance> adopted) {
        var waiting = new ArrayList<Instance>();
        for (Instance instance : adopted) {
            if (instance.state() instanceof State.Waiting(var until, var _) && until == State.NEVER) {
                waiting.add(instance);
            }
        }
        return waiting;
    }
}

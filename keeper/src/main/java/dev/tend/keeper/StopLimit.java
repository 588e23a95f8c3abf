package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.service.Hook;
import dev.tend.service.Hooks;
import dev.tend.service.Hooks.Action;
import dev.tend.service.ServiceSpec;
import dev.tend.service.StopPolicy;
import dev.tend.supervisor.Instances;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The time that all services together may take to stop. */
final class StopLimit {

    /** A container's runtime kills process 1 after 10 s; the difference is for processes that have to be killed, and for the keeper. */
    static final long TOTAL_AS_FIRST = 8 * Durations.SECOND;

    private static final List<Hook> BEFORE_THE_SIGNAL = List.of(Hook.PRE_STOP, Hook.DRAIN, Hook.HALT);

    private final Kernel kernel;
    private final Instances instances;
    private final OptionalLong total;

    /**
     * @param total the time for all services together, in microseconds; empty: that of each, and as process 1 a limit
     *     that suits a container
     */
    StopLimit(Kernel kernel, Instances instances, OptionalLong total) {
        this.kernel = kernel;
        this.instances = instances;
        this.total = total;
    }

    /** Returns the time for all services together, in microseconds; empty where each has its own. */
    OptionalLong limit() {
        if (total.isPresent() || kernel.processes().processId() != 1) {
            return total;
        }
        long longest = TOTAL_AS_FIRST;
        for (Instance instance : instances.all()) {
            longest = Math.max(longest, demand(instance.spec()));
        }
        return OptionalLong.of(longest);
    }

    /** Returns the time that a service's own file allows for its stop, in microseconds; 0 where it leaves that to the keeper. */
    private static long demand(ServiceSpec spec) {
        if (spec.runit().isPresent()) {
            return 0; // runsv sets no limit, and nobody can set one
        }
        long demand = own(spec.stop().timeout(), StopPolicy.DEFAULT.timeout());
        for (Hook hook : BEFORE_THE_SIGNAL) {
            long timeout = spec.hooks().action(hook).map(Action::timeout).orElse(0L);
            demand = Math.max(demand, own(timeout, Hooks.DEFAULT_TIMEOUT));
        }
        return demand;
    }

    private static long own(long timeout, long usual) {
        return timeout == usual ? 0 : timeout;
    }

    /** Returns a sentence about services whose own time to stop is not within the keeper's, where there are any, for its start. */
    Optional<String> warning() {
        long limit = total.orElse(TOTAL_AS_FIRST);
        var longer = new ArrayList<String>();
        long longest = 0;
        for (Instance instance : instances.all()) {
            long demand = demand(instance.spec());
            longest = Math.max(longest, demand);
            if (demand > limit && !longer.contains(instance.spec().name())) {
                longer.add(instance.spec().name());
            }
        }
        if (longer.isEmpty() || total.isEmpty() && kernel.processes().processId() != 1) {
            return Optional.empty();
        }
        String who = longer.getFirst() + (longer.size() == 1 ? "" : " and " + (longer.size() - 1) + " more");
        String much = who + " may take " + Durations.words(longest) + " to stop";
        return Optional.of(
                total.isPresent()
                        ? "--stop-timeout-total is " + Durations.words(limit) + ", and " + much
                                + ": the remaining processes are killed then"
                        : much
                                + ", and most containers are killed after 10 s: give this one longer, or choose --stop-timeout-total");
    }
}

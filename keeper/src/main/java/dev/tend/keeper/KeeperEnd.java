package dev.tend.keeper;

import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.loop.FaultBarrier;
import dev.tend.supervisor.GroupStarts;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The end of the keeper: either all services stop first, which is a {@link Shutdown}, or they go on, and the next keeper of the run
 * directory takes them over.
 */
final class KeeperEnd {

    private static final int LOST = 1;

    private final Kernel kernel;
    private final GroupStarts groups;
    private final Shutdown shutdown;
    private final EventPublisher events;
    private final FaultBarrier guard;

    /** The exit code where services go on. */
    private OptionalInt abandoned = OptionalInt.empty();

    /** A shutdown because of a critical service that is over, until the turn in which that happened is over too. */
    private Optional<Runnable> critical = Optional.empty();

    KeeperEnd(Kernel kernel, GroupStarts groups, Shutdown shutdown, EventPublisher events, FaultBarrier guard) {
        this.kernel = kernel;
        this.groups = groups;
        this.shutdown = shutdown;
        this.events = events;
        this.guard = guard;
    }

    /** Stops all services, and ends then. */
    void shutdown(String cause, int exitCode) {
        groups.breakOff();
        shutdown.begin(cause, exitCode);
    }

    /** Ends at once, and lets all services go on. */
    void leaveServices(int exitCode) {
        abandoned = OptionalInt.of(exitCode);
    }

    /** Another keeper has taken its place. Two keepers of the same services are worse than one that ends; process 1 cannot. */
    void lost(String cause) {
        events.trouble(cause + ": stop one of the two");
        if (kernel.processes().processId() != 1) {
            leaveServices(LOST);
        }
    }

    /** Stops all services when this turn is over, because an instance is over that the keeper ends with. */
    void endWith(Instance instance, int exitCode) {
        critical = Optional.of(() ->
                shutdown(instance.name() + " is critical, or to end together with the others, and is over", exitCode));
    }

    /** Does what waits for the end of a turn. */
    void conclude() {
        var last = critical;
        critical = Optional.empty();
        last.ifPresent(end -> guard.run("the end of a critical service", end));
        guard.run("the keeper's end", shutdown::look);
    }

    /** Tells whether services go on after the end. */
    boolean leavesServices() {
        return abandoned.isPresent();
    }

    boolean isUnderWay() {
        return shutdown.isUnderWay();
    }

    boolean isOver() {
        return abandoned.isPresent() || shutdown.isOver();
    }

    int exitCode() {
        return abandoned.isPresent() ? abandoned.getAsInt() : shutdown.exitCode();
    }
}

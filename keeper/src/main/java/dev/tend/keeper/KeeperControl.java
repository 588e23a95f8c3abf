package dev.tend.keeper;

import dev.tend.control.RequestHandler.KeeperActions;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue.Interest;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.PathTriggers;
import dev.tend.text.Ascii;
import dev.tend.wire.Reply;
import java.util.List;

/** The requests of clients that concern the keeper as a whole. */
final class KeeperControl implements KeeperActions {

    private final Kernel kernel;
    private final KeeperOptions options;
    private final long since;
    private final Instances instances;
    private final Reloads reloads;
    private final PathTriggers triggers;
    private final KeeperEnd end;
    private final EventPublisher events;

    /** @param since the time of the keeper's start, in microseconds */
    KeeperControl(
            Kernel kernel,
            KeeperOptions options,
            long since,
            Instances instances,
            Reloads reloads,
            PathTriggers triggers,
            KeeperEnd end,
            EventPublisher events) {
        this.kernel = kernel;
        this.options = options;
        this.since = since;
        this.instances = instances;
        this.reloads = reloads;
        this.triggers = triggers;
        this.end = end;
        this.events = events;
    }

    @Override
    public List<Change> reload(String cause) {
        triggers.anythingChanged(); // which is noticed at once only where the keeper watches files
        return triggers.foreseen(reloads.reload(cause));
    }

    @Override
    public void prepare(Runnable action) {
        reloads.prepare(Interest.IN_ALL, action);
    }

    @Override
    public List<Change> plan() {
        return reloads.plan();
    }

    @Override
    public List<Change> foreseen() {
        return reloads.foreseen(triggers::foreseen);
    }

    @Override
    public void shutdown(String cause) {
        end.shutdown(cause, 0);
    }

    @Override
    public void trouble(String what) {
        events.trouble(what);
    }

    @Override
    public Reply.Keeper about() {
        return new Reply.Keeper(
                Keeper.VERSION,
                kernel.processes().processId(),
                kernel.clock().now() - since,
                options.sources().words(),
                Ascii.lower(options.manner().name()),
                options.runFolder(),
                options.logFolder(),
                instances.all().size());
    }
}

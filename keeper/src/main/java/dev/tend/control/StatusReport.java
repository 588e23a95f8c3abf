package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.kernel.Clock;
import dev.tend.lifecycle.Checkup;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.InstanceStatus;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.Quarantine;
import dev.tend.supervisor.StartOrder;
import dev.tend.wire.Reply.Status;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The state of every instance, and of each service that has none because its file is wrong or not meant for this machine. */
public final class StatusReport {

    private final Clock clock;
    private final Instances instances;
    private final Catalogue catalogue;
    private final InstanceStatus status;
    private final Quarantine quarantine;
    private final StartOrder startOrder;

    public StatusReport(
            Clock clock,
            Instances instances,
            Catalogue catalogue,
            InstanceStatus status,
            Quarantine quarantine,
            StartOrder startOrder) {
        this.clock = clock;
        this.instances = instances;
        this.catalogue = catalogue;
        this.status = status;
        this.quarantine = quarantine;
        this.startOrder = startOrder;
    }

    /** Returns all that are named, each as it is when it is asked for. */
    public Rows rows(NamePatterns names) {
        var others = new ArrayList<Status>();
        catalogue
                .stillborn()
                .forEach((name, problem) -> others.add(row(name, Wanted.UP, "failed", problem.toString(), List.of())));
        catalogue.disabled().forEach((name, definition) -> {
            if (instances.find(name).isEmpty()) {
                var tags = definition.spec().tags();
                others.add(row(name, Wanted.DOWN, "down", Catalogue.disabled(definition), tags));
            }
        });
        others.removeIf(other -> !isNamed(names, other.name(), other.name(), other.tags()));
        return new Rows(names, others);
    }

    private static boolean isNamed(NamePatterns names, String instance, String service, List<String> tags) {
        return names.isEmpty() || names.match(instance, service, tags);
    }

    /** First the instances, then services that have none. */
    public final class Rows implements Iterator<Status> {

        /** The memory that a row takes, in bytes. */
        private static final int MEMORY = 256;

        private final NamePatterns names;
        private final Iterator<Instance> remaining = instances.inOrder();
        private final Iterator<Status> others;
        private final int weight;
        private Optional<Instance> next = Optional.empty();

        Rows(NamePatterns names, List<Status> others) {
            this.names = names;
            this.others = others.iterator();
            weight = MEMORY * others.size();
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && remaining.hasNext()) {
                next = Optional.of(remaining.next())
                        .filter(instance -> isNamed(
                                names,
                                instance.name(),
                                instance.spec().name(),
                                instance.latest().spec().tags()));
            }
            return next.isPresent() || others.hasNext();
        }

        @Override
        public Status next() {
            if (!hasNext() || next.isEmpty()) {
                return others.next();
            }
            var row = row(next.get());
            next = Optional.empty();
            return row;
        }

        int weight() {
            return weight;
        }
    }

    private Status row(Instance instance) {
        long now = clock.now();
        var state = instance.state();
        var process = status.running(instance);
        return new Status(
                instance.name(),
                instance.spec().name(),
                word(instance.life().wanted()),
                state.word(),
                process.map(Process::pid).orElse(0),
                process.map(Process::birth).orElse(0L),
                process.map(running -> Math.max(0, now - running.since())).orElse(0L),
                instance.life().restarts(),
                instance.life().attempt(),
                next(state, now),
                why(instance, now),
                status.note(instance),
                catalogue
                        .problem(instance.spec().name())
                        .map(Object::toString)
                        .orElseGet(() -> status.problem(instance)),
                complaint(instance).orElse(""),
                isScheduled(instance),
                status.outputObstacle(instance),
                status.droppedOutput(instance),
                instance.used(),
                instance.latest().spec().tags());
    }

    private Optional<String> complaint(Instance instance) {
        return status.checkup(instance).flatMap(Checkup::complaint);
    }

    private boolean isScheduled(Instance instance) {
        return waitsForLong(instance) && (status.nextRun(instance).isPresent() || instance.waitsForConnection());
    }

    /** Tells whether it waits for something other than the next attempt. */
    private static boolean waitsForLong(Instance instance) {
        return instance.state() instanceof State.Waiting(var until, var _) && until == State.NEVER;
    }

    /** Returns the reason in the instance's life, unless the part that currently holds or stops the instance has a better one. */
    private String why(Instance instance, long now) {
        var held = quarantine.why(instance);
        if (held.isPresent()) {
            return held.get();
        }
        if (instance.awaitsEnd() && instance.refusal().isPresent()) {
            return new Reason.StopFailed(instance.refusal().get()).text();
        }
        if (instance.untouched() && catalogue.isDown(instance.latest())) {
            return "its directory has a file named down: it starts when it is told to";
        }
        String why = instance.life().why(now);
        var complaint = complaint(instance);
        if (complaint.isPresent()) {
            return complaint.get();
        }
        if (!waitsForLong(instance)) {
            return instance.runs().queued().isPresent() ? why + "; another run waits for the end of this one" : why;
        }
        return status.nextRun(instance)
                .map(next -> why + "; " + next)
                .or(() ->
                        startOrder.hold(instance).map(Reason::text)) // which may be another than when it began to wait
                .orElse(why);
    }

    /** Returns the time until the next attempt, in microseconds; -1 where there is none, or it is not known. */
    private static long next(State state, long now) {
        return state instanceof State.Waiting(var until, var _) && until != State.NEVER ? Math.max(0, until - now) : -1;
    }

    private static Status row(String name, Wanted wanted, String state, String why, List<String> tags) {
        return new Status(
                name,
                name,
                word(wanted),
                state,
                0,
                0,
                0,
                0,
                0,
                -1,
                why,
                "",
                "",
                "",
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                tags);
    }

    private static String word(Wanted wanted) {
        return switch (wanted) {
            case UP -> "up";
            case DOWN -> "down";
        };
    }
}

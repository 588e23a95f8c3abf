package dev.tend.supervisor;

import dev.tend.health.HealthChecks;
import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.lifecycle.Checkup;
import dev.tend.lifecycle.Process;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.wire.OutputObstacle;
import java.util.List;
import java.util.Optional;

/** The facts about an instance, besides its state, that a report to people shows. */
public final class InstanceStatus {

    private final Quarantine quarantine;
    private final MainProcesses mainProcesses;
    private final ProcessChannels channels;
    private final Captures captures;
    private final HealthChecks healthChecks;
    private final ScheduledRuns scheduledRuns;
    private final ServiceReloads reloads;
    private final Retries<Instance> retries;

    InstanceStatus(
            Quarantine quarantine,
            MainProcesses mainProcesses,
            ProcessChannels channels,
            Captures captures,
            HealthChecks healthChecks,
            ScheduledRuns scheduledRuns,
            ServiceReloads reloads,
            Retries<Instance> retries) {
        this.quarantine = quarantine;
        this.mainProcesses = mainProcesses;
        this.channels = channels;
        this.captures = captures;
        this.healthChecks = healthChecks;
        this.scheduledRuns = scheduledRuns;
        this.reloads = reloads;
        this.retries = retries;
    }

    /** Returns the process that runs, as far as is known: the end of one that is held may not have been looked at. */
    public Optional<Process> running(Instance instance) {
        return instance.state().running().filter(_ -> !quarantine.holds(instance) || mainProcesses.isHeldBy(instance));
    }

    /** Returns the status that an instance reports about itself, for people; or "". */
    public String note(Instance instance) {
        return channels.note(instance);
    }

    /** Returns a problem of an instance other than its file's and its state's, for people; or "". */
    public String problem(Instance instance) {
        for (String problem : List.of(retries.problem(instance), scheduledRuns.problem(instance))) {
            if (!problem.isEmpty()) {
                return problem;
            }
        }
        return reloads.problem(instance);
    }

    /** Returns the last health check of an instance that is up, where it has one. */
    public Optional<Checkup> checkup(Instance instance) {
        return healthChecks.checkup(instance);
    }

    /** Returns how long the last health check took, in microseconds; -1 where there was none. */
    public long latency(Instance instance) {
        return healthChecks.latency(instance);
    }

    /** Returns when an instance is started next, where it has a schedule. */
    public Optional<String> nextRun(Instance instance) {
        return scheduledRuns.next(instance);
    }

    /** See {@link Captures#lastLine}. */
    public Optional<String> lastLine(Instance instance) {
        return captures.lastLine(instance);
    }

    /** Returns why the output of an instance does not get to its destination now. */
    public Optional<OutputObstacle> outputObstacle(Instance instance) {
        return captures.obstacle(instance);
    }

    /** Returns how many bytes of an instance's output were dropped. */
    public long droppedOutput(Instance instance) {
        return captures.dropped(instance);
    }
}

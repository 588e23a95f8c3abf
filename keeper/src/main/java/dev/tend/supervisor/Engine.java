package dev.tend.supervisor;

import dev.tend.health.HealthChecks;
import dev.tend.health.Notifier;
import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.instance.Pidfiles;
import dev.tend.instance.Retries;
import dev.tend.kernel.Kernel;
import dev.tend.lifecycle.Event;
import dev.tend.loop.Loop;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.process.LimitChanges;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.process.ProcessStarts;
import dev.tend.process.Questions;
import dev.tend.process.SessionCleanup;
import dev.tend.process.StandardInputs;
import dev.tend.source.PathWatches;
import dev.tend.state.StateFolder;
import dev.tend.state.StateRecorder;
import java.util.ArrayList;
import java.util.List;

/**
 * Composes everything that supervises instances, wherever their files come from. It has no behavior: whoever composes the keeper
 * hands its parts to those that need them.
 *
 * <p>An event leads to effects, and effects to events; so {@link Supervisor} is the last part to be made, and those before it
 * reach it by way of this class.
 */
public final class Engine {

    public final Instances instances = new Instances();
    public final Quarantine quarantine;
    public final Retries<Instance> retries;
    public final RefusedRestarts refusedRestarts;
    public final InstanceRecords records;
    public final DependencyGraph graph;
    public final PendingStops stops;
    public final StartOrder startOrder;
    public final Dependencies dependencies;
    public final Captures captures;
    public final HookCalls hooks;
    public final MainProcesses mainProcesses;
    public final SessionCleanup cleanup;
    public final TimedTasks timedTasks;
    public final Notifier notifier;
    public final ServiceReloads reloads;
    public final PathWatches watches;
    public final PathTriggers triggers;
    public final Departures departures;
    public final Supervisor supervisor;
    public final Operations operations;
    public final InstanceFactory factory;
    public final ChildReaper reaper;
    public final FaultRecovery recovery;
    public final InstanceStatus status;

    private final EngineListener keeper;
    private final InstanceListeners listeners;
    private final List<StartCondition> conditions = new ArrayList<>();

    public Engine(
            Kernel kernel,
            Loop loop,
            StateFolder states,
            Outputs outputs,
            KeeperOptions options,
            AuxProcesses auxProcesses,
            HookContext context,
            EngineListener keeper) {
        this.keeper = keeper;
        listeners = new InstanceListeners(keeper);
        quarantine = new Quarantine(kernel.clock(), loop, keeper::review);
        retries = new Retries<>(kernel.clock(), loop, keeper::trouble);
        var recorder = new StateRecorder(states, retries, this::writtenLater);
        refusedRestarts = new RefusedRestarts(recorder::write, keeper::trouble);
        records = new InstanceRecords(instances, recorder, retries);

        graph = new DependencyGraph(instances::all);
        stops = new PendingStops(
                graph, this::handOut, records, refusedRestarts, quarantine::holds, context::isStopRepeated);
        startOrder = new StartOrder(graph, stops);
        dependencies = new Dependencies(instances, graph, startOrder, stops, this::handOut, loop.guard());
        timedTasks = new TimedTasks(stops, this::feed);

        var inputs = new StandardInputs(kernel, loop, outputs, this::feed);
        captures = new Captures(kernel, loop, outputs, inputs, instance -> feed(instance, new Event.BecameReady()));
        var channels = new ProcessChannels(
                kernel,
                loop,
                options.runFolder(),
                options.notifyFolder(),
                graph::instancesOf,
                this::feed,
                inputs,
                retries,
                auxProcesses,
                keeper::trouble);
        var starts = new ProcessStarts(kernel, loop, captures, channels, this::feed);
        var pidfiles = new Pidfiles(kernel);
        mainProcesses =
                new MainProcesses(kernel, loop, pidfiles, starts, this::reapChildren, listeners::delivered, this::feed);
        cleanup = new SessionCleanup(
                kernel, loop, listeners::delivered, instance -> feed(instance, new Event.SessionEmpty()));
        hooks = new HookCalls(kernel.files(), auxProcesses, captures, context, listeners::delivered, this::feed);

        var questions = new Questions(auxProcesses, loop, kernel.clock(), captures, listeners::delivered);
        var healthActions = new HealthActions(quarantine, listeners, mainProcesses, this::feed);
        var healthChecks = new HealthChecks(kernel, loop, questions, healthActions);
        notifier = new Notifier(kernel.clock(), loop, questions);
        reloads = new ServiceReloads(questions, mainProcesses, listeners, captures);

        departures = new Departures(
                kernel,
                loop,
                instances,
                mainProcesses,
                cleanup,
                captures,
                recorder,
                retries,
                refusedRestarts,
                timedTasks,
                quarantine,
                listeners,
                keeper);
        var pidfileUpkeep = new PidfileUpkeep(pidfiles, retries, this::feed);
        var effects = new Effects(
                mainProcesses, starts, auxProcesses, hooks, cleanup, pidfileUpkeep, captures, listeners, keeper);
        var directories = new RuntimeDirectories(kernel, loop, instances, auxProcesses, this::feed, keeper);
        conditions.add(startOrder);
        conditions.add(directories);
        supervisor = new Supervisor(
                kernel,
                loop,
                conditions,
                healthChecks,
                recorder,
                refusedRestarts,
                new DoubtfulStarts(kernel, options, recorder, keeper),
                quarantine,
                effects,
                auxProcesses,
                inputs,
                timedTasks,
                departures,
                listeners);

        operations = new Operations(
                instances,
                supervisor,
                dependencies,
                stops,
                departures,
                pidfileUpkeep,
                captures,
                records,
                listeners,
                keeper);
        watches = new PathWatches(kernel);
        triggers = new PathTriggers(kernel, loop, options, watches, graph, operations, reloads, keeper);
        var scheduledRuns = new ScheduledRuns(kernel, loop, operations);
        factory = new InstanceFactory(
                kernel,
                loop,
                options,
                instances,
                supervisor,
                recorder,
                mainProcesses,
                cleanup,
                channels,
                captures,
                departures,
                listeners);
        reaper = new ChildReaper(
                kernel, loop, auxProcesses, mainProcesses, starts, channels, captures, cleanup, supervisor);
        recovery = new FaultRecovery(
                loop,
                quarantine,
                auxProcesses,
                mainProcesses,
                starts,
                cleanup,
                channels,
                captures,
                supervisor,
                listeners,
                keeper);
        status = new InstanceStatus(
                quarantine, mainProcesses, channels, captures, healthChecks, scheduledRuns, reloads, retries);
        listeners.add(List.of(
                dependencies,
                channels,
                healthChecks,
                scheduledRuns,
                notifier,
                reloads,
                triggers,
                inputs,
                directories,
                new LimitChanges(kernel, keeper::trouble)));
    }

    /** Adds a condition for starts; it is called before all other parts. */
    public void add(StartCondition condition) {
        conditions.addFirst(condition);
        listeners.addFirst(condition);
    }

    private void feed(Instance instance, Event event) {
        supervisor.feed(instance, event);
    }

    private void handOut(Instance instance, Event event) {
        supervisor.handOut(instance, event);
    }

    private void reapChildren() {
        reaper.reapChildren();
    }

    private void writtenLater(Instance instance) {
        if (refusedRestarts.forget(instance)) {
            keeper.restartable(instance);
        }
    }
}

package dev.tend.keeper;

import dev.tend.bosh.BoshHooks;
import dev.tend.bosh.BoshJobs;
import dev.tend.bosh.ScriptLogs;
import dev.tend.control.Control;
import dev.tend.control.NamePatterns;
import dev.tend.control.OneProcess;
import dev.tend.control.RequestHandlers;
import dev.tend.control.StatusReport;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.FaultBarrier;
import dev.tend.loop.Loop;
import dev.tend.loop.SlicedWork;
import dev.tend.output.Console;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.runsv.EngineActions;
import dev.tend.runsv.RunsvDirectories;
import dev.tend.source.Catalogue;
import dev.tend.source.FolderWatch;
import dev.tend.source.SourceCommands;
import dev.tend.state.StateFolder;
import dev.tend.supervisor.Engine;
import dev.tend.supervisor.GroupStarts;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keeper as a whole. It takes over what an earlier keeper left, reads the folders, carries out their plan, and then obeys
 * signals, edits and requests, until it was ordered to stop and everything it keeps has ended.
 *
 * <p>It consists of the {@link Engine}, which supervises instances; the {@link Catalogue} of what the files say, and {@link
 * Reloads}, which bring that about; {@link BoshJobs}, which deploy jobs; and {@link Control}, which answers clients. {@link
 * SignalActions} and {@link DirectoryEvents} say what the loop's other events mean, {@link Startup} and {@link KeeperEnd} how it
 * begins and ends.
 */
public final class Keeper {

    /** The version of Tend, by semantic versioning: the one of {@code pom.xml}, without its suffix. */
    public static final String VERSION = "0.1.0";

    private final Kernel kernel;
    private final KeeperOptions options;
    private final Optional<OneProcess> one;
    private final EventPublisher events;
    private final Loop loop;
    private final StateFolder states;
    private final Engine engine;
    private final Catalogue catalogue;
    private final GroupStarts groups;
    private final Reload reload;
    private final Reloads reloads;
    private final StatusReport status;
    private final Control control;
    private final DirectoryEvents directories;
    private final LoopEvents loopEvents;
    private final Startup startup;
    private final KeeperEnd end;

    /**
     * Makes the run directory and takes the control socket; starts nothing yet.
     *
     * @param listeners the listeners to events, besides the journal and the clients that follow over the control socket
     * @throws KernelException where the run directory or the control socket cannot be made
     */
    public Keeper(Kernel kernel, KeeperOptions options, List<EventListener> listeners) {
        this(kernel, options, listeners, Optional.empty());
    }

    /** @param one the process that all signals are for, and with which the keeper ends */
    public Keeper(Kernel kernel, KeeperOptions options, List<EventListener> listeners, Optional<OneProcess> one) {
        this.kernel = kernel;
        this.options = options;
        this.one = one;
        List<String> warnings = new OwnDirectories(kernel.files()).prepare(options);
        long since = kernel.clock().now();
        var faults = new FaultReports(kernel);
        var guard = new FaultBarrier(faults);
        events = new EventPublisher(kernel, options.logFolder(), listeners, guard);
        warnings.forEach(events::trouble);
        loop = new Loop(kernel, guard);

        // the engine, and what has to exist before it
        states = new StateFolder(kernel, options.stateFolder());
        var folders = new Outputs.Folders(
                options.runFolder(), options.logFolder(), options.ownOutput().echo());
        var console = new Console(
                kernel.streams(),
                kernel.poller(),
                options.ownOutput().terminal(),
                options.ownOutput().colour());
        var outputEvents = new OutputEvents(events);
        var outputs = new Outputs(
                kernel.files(), kernel.streams(), kernel.poller(), kernel.clock(), console, folders, outputEvents);
        var auxProcesses = new AuxProcesses(kernel, loop);
        var scriptLogs = new ScriptLogs(kernel.files(), outputs);
        var boshHooks = new BoshHooks(scriptLogs);
        var engineEvents = new EngineEvents(options.manner(), one, events);
        engine = new Engine(kernel, loop, states, outputs, options, auxProcesses, boshHooks, engineEvents);
        outputEvents.join(engine.instances, engine.notifier);
        faults.join(events, engine.instances, engine.quarantine, engine.recovery);
        var slices = new SlicedWork(loop, kernel.clock());
        var orders = new EngineActions(engine.supervisor, engine.operations, engine.mainProcesses, engine.recovery);
        engine.add(new RunsvDirectories(kernel, loop, slices, auxProcesses, engine.captures, engine.retries, orders));

        // what the files say, and what an earlier keeper has left
        var stopLimit = new StopLimit(kernel, engine.instances, options.stopTotal());
        var shutdown = shutdown(stopLimit);
        catalogue = new Catalogue(kernel, options.sources(), engine.instances::all, guard);
        var bosh = BoshJobs.of(
                kernel,
                loop,
                options,
                engine,
                auxProcesses,
                catalogue,
                boshHooks,
                scriptLogs,
                events,
                this::reloadForDeployment);
        groups = bosh.deployment();
        var plan = new ReloadPlan(engine.instances, catalogue);
        reload = reload(plan, slices, guard);
        var settlement = settlement(auxProcesses);
        var adoption = new Adoption(
                kernel, options, states, engine.instances, engine.factory, engine.records, catalogue, events);
        var commands = new SourceCommands(kernel.files(), kernel.clock(), loop, auxProcesses);
        reloads = new Reloads(
                kernel.clock(), loop, catalogue, commands, events, plan, reload, adoption, settlement, shutdown);
        startup = new Startup(
                kernel, options, catalogue, guard, events, settlement, reloads, engine.stops, groups, stopLimit);
        end = new KeeperEnd(kernel, groups, shutdown, events, guard);

        // clients, signals, edits
        var folderWatch = new FolderWatch(
                kernel,
                loop,
                engine.watches,
                options.sources(),
                interest -> reloads.request("its file is new", interest));
        var actions =
                new KeeperControl(kernel, options, since, engine.instances, reloads, engine.triggers, end, events);
        status = new StatusReport(
                kernel.clock(), engine.instances, catalogue, engine.status, engine.quarantine, engine.startOrder);
        var handler =
                RequestHandlers.of(kernel, loop, engine, catalogue, bosh, status, options.logFolder(), actions, one);
        control = new Control(kernel, loop, options, handler);
        events.join(control::event);
        engineEvents.join(groups, reloads, end, control);
        directories = new DirectoryEvents(
                new RunDirectory(kernel, options.runFolder(), control::listenAnew, events::trouble, end::lost),
                new LogDirectory(kernel, options, events::trouble),
                engine.watches,
                folderWatch,
                engine.triggers);
        var signals = new SignalActions(
                kernel, options.manner(), one, engine.reaper, reloads, shutdown, end, directories::lookAtOwn);
        loopEvents = new LoopEvents(signals, directories, console, events, control.clients());
        one.ifPresent(
                process -> process.join(actions, engine.instances, engine.operations, engine.mainProcesses, loop));
    }

    private Shutdown shutdown(StopLimit stopLimit) {
        return new Shutdown(
                kernel,
                loop,
                engine.instances,
                engine.supervisor,
                engine.stops,
                engine.cleanup,
                engine.quarantine,
                engine.recovery,
                stopLimit,
                events);
    }

    private Reload reload(ReloadPlan plan, SlicedWork slices, FaultBarrier guard) {
        return new Reload(
                engine.instances,
                engine.factory,
                engine.operations,
                engine.graph,
                engine.stops,
                engine.dependencies,
                engine.timedTasks,
                engine.departures,
                engine.recovery,
                engine.reloads,
                catalogue,
                plan,
                slices,
                groups,
                guard);
    }

    private Settlement settlement(AuxProcesses auxProcesses) {
        return new Settlement(
                kernel.processes(),
                engine.supervisor,
                engine.operations,
                engine.stops,
                engine.timedTasks,
                engine.departures,
                engine.recovery,
                engine.mainProcesses,
                auxProcesses,
                engine.hooks);
    }

    /** Keeps the services running until it is ordered to stop. Returns the exit code. */
    public int run() {
        start();
        if (one.isEmpty() && engine.instances.all().isEmpty()) {
            startup.tellOfNothing(end);
            conclude();
        }
        while (!isOver()) {
            turn();
        }
        if (!end.leavesServices()) {
            end();
        }
        return end.exitCode();
    }

    /** Takes over what there is, and brings about what is wanted. */
    public void start() {
        if (options.watch()) {
            directories.watch();
        }
        startup.start();
        engine.reaper.reapChildren(); // whose end came before anybody listened
        conclude();
    }

    /**
     * Waits for something to happen, and deals with it.
     *
     * @throws KernelException where waiting is impossible: the next keeper takes the services over
     */
    public void turn() {
        loop.turn(loopEvents);
        conclude();
    }

    /** Does the work that waits until all events of a turn are known. */
    private void conclude() {
        engine.cleanup.carryOut();
        end.conclude();
        events.tell();
        control.clients().settle();
    }

    /** Tells whether the keeper was ordered to stop, and everything has ended. */
    public boolean isOver() {
        return end.isOver();
    }

    /** The last act, once it is over. */
    public void end() {
        int remaining = engine.departures.endChildren();
        if (remaining > 0) {
            events.trouble(remaining + " processes that services have left behind do not end");
        }
        if (engine.instances.all().isEmpty()) {
            events.add("", "stopped", "every service has ended");
            states.clear();
            groups.forget();
        }
        engine.instances.all().forEach(left -> engine.quarantine
                .why(left)
                .ifPresent(why -> events.trouble(left.name(), "is left behind: it is " + why)));
        events.tell();
        control.close(KeeperOptions.controlSocket(options.runFolder()));
    }

    private void reloadForDeployment() {
        reloads.reload("deployed");
    }

    // ---- what tests look at

    /** Returns every instance, and every service without one. */
    public List<Reply.Status> status() {
        var rows = new ArrayList<Reply.Status>();
        status.rows(new NamePatterns(List.of(), name -> false)).forEachRemaining(rows::add);
        return rows;
    }

    /** Returns how many clients are connected. */
    public int clients() {
        return control.clients().count();
    }

    /** Returns how many bytes of memory all clients take together, roughly. */
    public long heldByClients() {
        return control.clients().held();
    }

    /** Returns the names of instances of which something may be half done, by a fault of the keeper's. */
    public Set<String> unsettled() {
        var names = engine.quarantine.names();
        for (Instance instance : engine.instances.all()) {
            if (reload.isUnsettled(instance.spec().name())) {
                names.add(instance.name());
            }
        }
        return names;
    }
}

package dev.tend.keeper;

import dev.tend.bosh.BoshHooks;
import dev.tend.bosh.Deployment;
import dev.tend.bosh.DeploymentFile;
import dev.tend.bosh.JobScripts;
import dev.tend.bosh.ScriptLogs;
import dev.tend.control.Control;
import dev.tend.control.NamePatterns;
import dev.tend.control.OneProcess;
import dev.tend.control.RequestHandler;
import dev.tend.control.StatusReport;
import dev.tend.format.procfile.ProcfileBundle;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.instance.KeeperOptions.Manner;
import dev.tend.instance.Pidfiles;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.loop.FaultBarrier;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.output.Console;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.source.Catalogue.Interest;
import dev.tend.source.FolderWatch;
import dev.tend.state.StateFolder;
import dev.tend.supervisor.GroupStarts;
import dev.tend.supervisor.Supervisor;
import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The supervisor as a whole. It takes over what an earlier keeper left, reads the folders, carries out their plan, and
 * then obeys signals, edits and requests, until it was ordered to stop and everything it keeps has ended.
 */
public final class Keeper
        implements Loop.LoopListener,
                Supervisor.Watcher,
                Deployment.Crier,
                RequestHandler.KeeperActions,
                FaultBarrier.Mender {

    public static final String VERSION = "0.1.0";

    /** The shortest time, in microseconds, that runsvdir waits before it starts a runsv again. */
    private static final long COMEBACK = Durations.SECOND;

    private static final int RUNSVDIR_HUNG_UP = 111;
    private static final int LOST = 1;

    private final Kernel kernel;
    private final KeeperOptions options;
    private final EventPublisher news;
    private final Loop loop;
    private final StateFolder states;
    private final Supervisor supervisor;
    private final Adoption adoption;
    private final Catalogue catalogue;
    private final Reload reload;
    private final GroupStarts groups;
    private final FolderWatch folderWatch;
    private final RunDirectory runDirectory;
    private final LogDirectory logDirectory;

    /** The timer of the next look at services that an order has removed and that are wanted again. */
    private final LoopTimer comeback = new LoopTimer(() -> reload("its folder is still there"));

    /**
     * The timer of a reload after a stop that an earlier keeper began is finished: a service whose file wants it is
     * then started afresh.
     */
    private final LoopTimer returned = new LoopTimer(() -> reload("the keeper that stopped it has ended"));

    /** A reload was abandoned, as a whole or for some service. */
    private final LoopTimer again = new LoopTimer(() -> reload("the keeper had failed to do it"));

    private final Control control;
    private final Console console;
    private final long since;
    private final Optional<OneProcess> one;
    private final Shutdown shutdown;

    /** The exit code of one that ends and lets its services go on: the next keeper of the run folder takes them over. */
    private OptionalInt abandoned = OptionalInt.empty();

    /** Tells whether the instances whose states cannot be trusted have been looked for. */
    private boolean recovered;

    /** A critical service that is over, until the turn in which that happened is over too. */
    private Optional<Runnable> ending = Optional.empty();

    /**
     * Makes the run directory and takes the control socket; starts nothing yet.
     *
     * @param tellers the listeners to events, besides the journal and the clients that follow over the control socket
     * @throws KernelException where the run directory or the control socket cannot be made
     */
    public Keeper(Kernel kernel, KeeperOptions options, List<EventListener> tellers) {
        this(kernel, options, tellers, Optional.empty());
    }

    /** @param one the process that all signals are for, and with which the keeper ends */
    public Keeper(Kernel kernel, KeeperOptions options, List<EventListener> tellers, Optional<OneProcess> one) {
        this.one = one;
        this.kernel = kernel;
        this.options = options;
        List<String> warnings = makeFolders();
        since = kernel.now();
        var guard = new FaultBarrier(this);
        news = new EventPublisher(kernel, options.logFolder(), tellers, guard);
        warnings.forEach(this::trouble);
        loop = new Loop(kernel, guard);
        states = new StateFolder(kernel, options.stateFolder());
        var folders = new Outputs.Folders(options.runFolder(), options.logFolder(), options.console());
        console = new Console(kernel, kernel, options.terminal(), options.colour());
        var outputs = new Outputs(kernel, kernel, kernel, kernel, console, folders, this::outputTold);
        var errands = new AuxProcesses(kernel, loop);
        var scriptLogs = new ScriptLogs(kernel, outputs);
        var hooks = new BoshHooks(scriptLogs);
        supervisor = new Supervisor(kernel, loop, states, outputs, new Pidfiles(kernel), options, errands, hooks, this);
        shutdown = new Shutdown(kernel, loop, supervisor, news, options.stopTotal());
        catalogue = new Catalogue(kernel, options, supervisor::instances, guard);
        adoption = new Adoption(kernel, options, states, supervisor, catalogue);
        var deployment = new Deployment(
                supervisor,
                catalogue,
                new JobScripts(kernel, loop, errands, scriptLogs, options),
                hooks,
                new DeploymentFile(kernel, options.runFolder()),
                this,
                () -> reload("deployed"),
                guard);
        groups = deployment;
        reload = new Reload(supervisor, catalogue, supervisor.slices(), groups, guard);
        folderWatch = new FolderWatch(kernel, loop, options, interest -> reload("its file is new", interest));
        var desk = new RequestHandler(kernel, loop, supervisor, catalogue, deployment, options.logFolder(), this, one);
        control = new Control(kernel, loop, options, desk);
        news.join(control::told);
        runDirectory = new RunDirectory(kernel, options.runFolder(), control::listenAnew, this::trouble, this::abandon);
        logDirectory = new LogDirectory(kernel, options, this::trouble);
        if (one.isPresent()) {
            one.get().join(this, supervisor, loop);
        }
    }

    /** Returns what is not as it should be with them. */
    private List<String> makeFolders() {
        var own = new OwnDirectories(kernel);
        own.make(options.runFolder(), KeeperOptions.RUN_FOLDER_MODE);
        own.make(options.stateFolder(), 0700);
        own.make(options.outputFolder(), 0711); // services open their own pipes in it
        own.make(options.notifyFolder(), 0711); // and write to their own sockets
        own.checkLogs(options.logFolder());
        noteLogFolder();
        return own.warnings();
    }

    /** Notes the directories of logs and history for programs that read these while there is no keeper. */
    private void noteLogFolder() {
        try {
            kernel.replace(KeeperOptions.logFolderFile(options.runFolder()), options.logFolder() + "\n", 0644);
        } catch (KernelException unwritten) {
            return;
        }
    }

    /** Keeps the services running until it is ordered to stop. Returns the exit code. */
    public int run() {
        start();
        if (one.isEmpty() && supervisor.instances().isEmpty()) {
            tellOfNothing();
        }
        while (!isOver()) {
            turn();
        }
        if (abandoned.isPresent()) {
            return abandoned.getAsInt();
        }
        end();
        return shutdown.exitCode();
    }

    private void tellOfNothing() {
        var check = new StartupCheck(kernel, options, catalogue);
        if (check.isUnusable()) {
            shutdown("nothing of what it was given can be used", StartupCheck.UNUSABLE);
        } else {
            check.remarks().forEach(remark -> news.add("", "waiting", remark));
        }
        conclude();
    }

    /** Takes over what there is, and brings about what is wanted. */
    public void start() {
        if (options.watch()) {
            runDirectory.watch();
            logDirectory.watch();
            folderWatch.start();
        }
        var adopted = inForce(adoption.adopt());
        var guard = loop.guard();
        guard.run("the service folders", () -> {
            reloadSoon(); // unless it comes to its end
            catalogue.read(Interest.IN_ALL);
            news.problems(catalogue);
            adopted.addAll(recover());
            tellOf(adopted);
            supervisor.order().resume(adopted);
            groups.recover();
            groups.expect(waiting(adopted));
            carryOut("the keeper started");
        });
        adopted.forEach(instance -> guard.run(instance.name(), "its adoption", () -> adoption.settle(instance)));
        guard.run("a deployment", () -> groups.resume(adopted));
        warn(shutdown.warning());
        if (kernel.pidNamespace().isEmpty()) {
            warn(
                    "/proc/self/ns/pid cannot be read: pid namespaces are not told apart, only processes by their start time");
        }
        supervisor.reapChildren(); // whose end came before anybody listened
        conclude();
    }

    /**
     * Waits for something to happen, and deals with it.
     *
     * @throws KernelException where waiting is impossible: the next keeper takes the services over
     */
    public void turn() {
        loop.turn(this);
        conclude();
    }

    /** Tells whether the keeper was ordered to stop, and everything has ended. */
    public boolean isOver() {
        return abandoned.isPresent() || shutdown.isOver();
    }

    /** The last act, once it is over. */
    public void end() {
        int remaining = supervisor.endChildren();
        if (remaining > 0) {
            news.add("", TurnEvents.TROUBLE, remaining + " processes that services have left behind do not end");
        }
        if (supervisor.instances().isEmpty()) {
            news.add("", "stopped", "every service has ended");
            states.clear();
            groups.forget();
        }
        supervisor.instances().forEach(left -> supervisor
                .quarantine()
                .why(left)
                .ifPresent(why -> news.add(left.name(), TurnEvents.TROUBLE, "is left behind: it is " + why)));
        news.tell();
        control.close(KeeperOptions.controlSocket(options.runFolder()));
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

    /** Marks the definitions that the instances were made from as in force. */
    private List<Instance> inForce(List<Instance> instances) {
        instances.forEach(instance -> reload.adopted(instance.definition()));
        return instances;
    }

    /** Recovers doubtful instances. Nothing may be started before, since it may run already. */
    private List<Instance> recover() {
        var found = inForce(adoption.recover());
        recovered = true;
        return found;
    }

    private void tellOf(List<Instance> adopted) {
        if (!adopted.isEmpty()) {
            String instances = adopted.size() == 1 ? " instance" : " instances";
            news.add("", "adopted", "found " + adopted.size() + instances + " that a keeper before this one left");
        }
    }

    /** Does the work that waits until all events of a turn are known. */
    private void conclude() {
        supervisor.sweep();
        var last = ending;
        ending = Optional.empty();
        last.ifPresent(end -> loop.guard().run("the end of a critical service", end));
        loop.guard().run("the keeper's end", shutdown::look);
        news.tell();
        control.clients().settle();
    }

    @Override
    public void prepare(String instance) {
        if (!supervisor.quarantine().isEmpty()) {
            supervisor.instance(instance).ifPresent(supervisor.quarantine()::reviewFirst);
        }
    }

    /** Reports a unit of work that was abandoned; the keeper goes on. */
    @Override
    public void abandoned(String instance, String what, Throwable failure) {
        String message = failure.getMessage() == null ? "" : ", " + failure.getMessage();
        String why = "an internal error, " + failure.getClass().getName() + message + ", in " + what;
        news.add(instance, TurnEvents.FAULT, 0, why, kernel.trace(failure));
        supervisor.instance(instance).ifPresent(whose -> supervisor.abandoned(whose, failure));
    }

    @Override
    public void review(Instance instance) {
        if (instance.untouched() && !instance.leaving()) {
            reload.bear(instance, "the keeper had failed to start it");
        } else {
            adoption.review(instance);
            reload.review(instance);
        }
    }

    @Override
    public void restartable(Instance instance) {
        reload.review(instance);
    }

    // ---- what the loop hears

    @Override
    public void between() {
        control.clients().settle();
    }

    @Override
    public void signalled(int signal) {
        if (one.isPresent() && signal != Signals.CHLD) {
            boolean ends = signal <= Signals.TERM || Signals.isShutdown(signal); // by default, or by agreement
            if (one.get().signalled(signal) && ends) {
                shutdown("got signal " + Signals.name(signal) + ", and there is no process to hand it to");
            }
            return;
        }
        switch (signal) {
            case Signals.CHLD -> supervisor.reapChildren();
            case Signals.HUP -> hungUp();
            case Signals.INT -> interrupted();
            default -> {
                if (Signals.isShutdown(signal)) {
                    terminated();
                }
            }
        }
    }

    private void interrupted() {
        if (shutdown.isUnderWay()) {
            shutdown.hurry("the keeper got INT while stopping");
        } else if (options.manner() == Manner.RUNSVDIR) {
            terminated(); // a runsvdir that dies of it leaves its services to their supervisors
        } else {
            shutdown("the keeper was interrupted");
        }
    }

    private void hungUp() {
        runDirectory.look();
        logDirectory.look();
        switch (options.manner()) {
            case TEND, RUNSV -> reload("HUP");
            case RUNSVDIR -> shutdown("runsvdir was hung up", RUNSVDIR_HUNG_UP);
        }
    }

    /** The services of a first process would not outlive it. */
    private void terminated() {
        if (options.manner() == Manner.RUNSVDIR && kernel.processId() != 1) {
            abandoned = OptionalInt.of(0);
        } else {
            shutdown("the keeper was told to stop");
        }
    }

    /** Two keepers of the same services are worse than one that ends; process 1 cannot. */
    private void abandon(String cause) {
        trouble(cause + ": stop one of the two");
        if (kernel.processId() != 1) {
            abandoned = OptionalInt.of(LOST);
        }
    }

    @Override
    public void exited() {
        if (options.manner() == Manner.RUNSV) {
            shutdown("told to exit");
        } else {
            loop.set(comeback, kernel.now() + COMEBACK);
        }
    }

    @Override
    public void returned() {
        loop.set(returned, kernel.now());
    }

    @Override
    public void writable(int descriptor) {
        if (console.owns(descriptor)) {
            console.flush();
        } else {
            news.writable(descriptor);
        }
    }

    @Override
    public void fileChanged(int watch, String name) {
        runDirectory.fileChanged(watch, name);
        logDirectory.fileChanged(watch, name);
        folderWatch.fileChanged(watch, name);
    }

    @Override
    public void folderGone(int watch) {
        runDirectory.folderGone(watch);
        logDirectory.folderGone(watch);
        folderWatch.folderGone(watch);
    }

    @Override
    public void foldersUncertain() {
        runDirectory.look();
        logDirectory.look();
        folderWatch.anythingChanged();
    }

    // ---- what can be asked of the house

    @Override
    public List<Change> reload(String cause) {
        return reload(cause, Interest.IN_ALL);
    }

    private List<Change> reload(String cause, Interest interest) {
        if (shutdown.isUnderWay()) {
            return List.of();
        }
        reloadSoon(); // unless it comes to its end
        catalogue.read(interest);
        news.problems(catalogue);
        if (!recovered) {
            recover().forEach(adoption::settle);
        }
        return carryOut(cause);
    }

    private List<Change> carryOut(String cause) {
        var changes = reload.carryOut(cause);
        if (!reload.isToBeRepeated()) {
            loop.set(again, LoopTimer.UNSET);
        }
        return changes;
    }

    private void reloadSoon() {
        loop.set(again, kernel.now() + COMEBACK);
    }

    /** Every instance, and every service without one. */
    public List<Reply.Status> status() {
        var rows = new ArrayList<Reply.Status>();
        status(new NamePatterns(List.of(), name -> false)).forEachRemaining(rows::add);
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
        var names = supervisor.quarantine().names();
        for (Instance instance : supervisor.instances()) {
            if (reload.isUnsettled(instance.spec().name())) {
                names.add(instance.name());
            }
        }
        return names;
    }

    @Override
    public StatusReport.Rows status(NamePatterns names) {
        return new StatusReport(kernel, supervisor, catalogue).rows(names);
    }

    @Override
    public List<Change> plan() {
        catalogue.read(Interest.IN_ALL);
        return reload.plan();
    }

    @Override
    public List<Change> foreseen() {
        return reload.withDependents(plan());
    }

    @Override
    public Reply.Keeper about() {
        var runit = new ArrayList<String>();
        options.runit().forEach(source -> runit.add(source.path()));
        return new Reply.Keeper(
                VERSION,
                kernel.processId(),
                kernel.now() - since,
                options.folders(),
                runit,
                Ascii.lower(options.manner().name()),
                options.jobs(),
                procfiles(),
                options.runFolder(),
                options.logFolder(),
                supervisor.instances().size());
    }

    private List<String> procfiles() {
        var procfiles = new ArrayList<String>();
        for (var bundle : options.bundles()) {
            if (bundle instanceof ProcfileBundle foreman) {
                procfiles.add(foreman.words());
            }
        }
        return procfiles;
    }

    @Override
    public void shutdown(String cause) {
        shutdown(cause, 0);
    }

    private void shutdown(String cause, int code) {
        groups.breakOff();
        shutdown.begin(cause, code);
    }

    // ---- what the supervisor and the outputs tell

    @Override
    public void happened(Instance instance, Happening happening, String detail, String lastWords) {
        if (one.isPresent()) {
            one.get().happened(instance, happening);
        }
        int pid = instance.leader().map(process -> process.pid()).orElse(0);
        news.add(instance.name(), happening.word(), pid, detail, lastWords);
    }

    @Override
    public void trouble(Instance instance, String problem) {
        news.add(instance.name(), TurnEvents.TROUBLE, problem);
    }

    private void outputTold(String instance, String event, String why) {
        news.add(instance, event, why);
        supervisor.outputTold(instance, event, why);
    }

    private void warn(String sentence) {
        if (!sentence.isEmpty()) {
            trouble(sentence);
        }
    }

    @Override
    public void cry(String name, String text) {
        news.add(name, "deployment", text);
    }

    @Override
    public void trouble(String instance, String problem) {
        news.add(instance, TurnEvents.TROUBLE, problem);
    }

    /** Reports an action that failed; the keeper goes on. */
    @Override
    public void trouble(String problem) {
        news.add("", TurnEvents.TROUBLE, problem);
    }

    @Override
    public void changed(Instance instance) {
        groups.changed(instance);
        control.changed(instance);
    }

    @Override
    public void endKeeper(Instance instance, int code) {
        if (one.isPresent() && !one.get().endsKeeper()) {
            return;
        }
        ending = Optional.of(() ->
                shutdown(instance.name() + " is critical, or to end together with the others, and is over", code));
    }
}

package dev.tend.supervisor;

import dev.tend.health.HealthChecks;
import dev.tend.health.Notifier;
import dev.tend.health.ScheduledRuns;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.InstanceListener;
import dev.tend.instance.KeeperOptions;
import dev.tend.instance.Pidfiles;
import dev.tend.instance.Retries;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Dead;
import dev.tend.kernel.Processes.Delivery;
import dev.tend.lifecycle.Checkup;
import dev.tend.lifecycle.Effect;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Moment;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Step;
import dev.tend.lifecycle.Transitions;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.loop.SlicedWork;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.process.Captures;
import dev.tend.process.MainProcesses;
import dev.tend.process.ProcessChannels;
import dev.tend.process.ProcessSearch;
import dev.tend.process.ProcessStarts;
import dev.tend.process.Questions;
import dev.tend.process.SearchResult;
import dev.tend.process.SessionCleanup;
import dev.tend.process.StandardInputs;
import dev.tend.runsv.RunsvDirectories;
import dev.tend.service.Health;
import dev.tend.service.Hook;
import dev.tend.service.StopPolicy.Scope;
import dev.tend.state.Recovery;
import dev.tend.state.StateFolder;
import dev.tend.state.StateRecorder;
import dev.tend.state.StateText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Owns every instance. It feeds events to the transitions, writes the new life down, and only then carries out what follows:
 * whenever the keeper dies, what stands in the state files is at most one step behind, and never ahead of what a next keeper
 * can find out by looking.
 */
public final class Supervisor
        implements HealthChecks.HealthListener,
                ScheduledRuns.TimerListener,
                RunsvDirectories.RunsvActions,
                Dependencies.Feeder {

    private static final int MOST_SPARED = 5_000;

    private final Kernel kernel;
    private final Loop loop;
    private final KeeperOptions options;
    private final StateRecorder ledger;
    private final RefusedRestarts refusedRestarts;
    private final Captures captures;
    private final Notifier notifier;
    private final PidfileUpkeep pidfiles;
    private final Retries<Instance> retries;
    private final Watcher watcher;
    private final AuxProcesses errands;
    private final HookCalls hooks;
    private final Dependencies order;
    private final Quarantine quarantine;
    private final HealthChecks checkups;
    private final ScheduledRuns appointments;
    private final List<InstanceListener> companions;
    private final ProcessChannels wiring;
    private final TreeMap<String, Instance> instances = new TreeMap<>();
    private final MainProcesses mains;
    private final ProcessStarts starts;
    private final SessionCleanup sweeps;
    private final StandardInputs inputs;
    private final RunsvDirectories supervision;
    private final SlicedWork slices;
    private final Set<Instance> exiting = new HashSet<>();

    /** Instances that are stopped for the end of an earlier keeper, or of their files, and may be wanted again. */
    private final Set<Instance> returning = new HashSet<>();

    /** Tasks on a timer that are being stopped, and are to wait for their time after that. */
    private final Set<Instance> arming = new HashSet<>();

    /** The marks of instances that are no more, and whose processes were left alone. */
    private final Set<String> spared = new HashSet<>();

    /** A listener to what the instances do. */
    public interface Watcher {

        void happened(Instance instance, Happening happening, String detail, String lastWords);

        /** Reports an action for an instance that failed; the instance goes on. */
        void trouble(Instance instance, String problem);

        /** The same of one that there may be no more. */
        void trouble(String instance, String problem);

        /** After each event, when all its effects are carried out. */
        void changed(Instance instance);

        void endKeeper(Instance instance, int code);

        /** Called when an instance was removed by an order to runsv(8). */
        void exited();

        /** Called when an instance was removed by a stop that an earlier keeper has begun; its file may want it again. */
        void returned();

        /** Looks anew at an instance for which a unit of work was abandoned. */
        void review(Instance instance);

        /** A restart of it was refused, and is possible now: looks whether its file still asks for one. */
        void restartable(Instance instance);
    }

    public Supervisor(
            Kernel kernel,
            Loop loop,
            StateFolder states,
            Outputs outputs,
            Pidfiles pidfiles,
            KeeperOptions options,
            AuxProcesses errands,
            HookContext context,
            Watcher watcher) {
        this.kernel = kernel;
        this.loop = loop;
        this.options = options;
        quarantine = new Quarantine(kernel, loop, watcher::review);
        order = new Dependencies(this::instances, this, loop.guard(), quarantine::holds, context::isStopRepeated);
        retries = new Retries<>(kernel, loop, watcher::trouble);
        this.ledger = new StateRecorder(states, retries, this::writtenLater);
        refusedRestarts = new RefusedRestarts(ledger::write, watcher::trouble);
        inputs = new StandardInputs(kernel, loop, outputs, this::feed);
        captures = new Captures(kernel, loop, outputs, inputs, instance -> feed(instance, new Event.BecameReady()));
        this.pidfiles = new PidfileUpkeep(pidfiles, retries, this::feed);
        this.watcher = watcher;
        this.errands = errands;
        hooks = new HookCalls(kernel, errands, captures, context, this::delivered, this::feed);
        wiring = new ProcessChannels(
                kernel,
                loop,
                options.runFolder(),
                options.notifyFolder(),
                order::members,
                this::feed,
                inputs,
                retries,
                watcher::trouble);
        starts = new ProcessStarts(kernel, loop, captures, wiring, this::feed);
        mains = new MainProcesses(kernel, loop, pidfiles, starts, this::reapChildren, this::delivered, this::feed);
        sweeps =
                new SessionCleanup(kernel, loop, this::delivered, instance -> feed(instance, new Event.SessionEmpty()));
        var questions = new Questions(errands, loop, kernel, captures, this::delivered);
        checkups = new HealthChecks(kernel, loop, questions, this);
        appointments = new ScheduledRuns(kernel, loop, this);
        slices = new SlicedWork(loop, kernel);
        supervision = new RunsvDirectories(kernel, loop, slices, errands, captures, retries, this);
        notifier = new Notifier(kernel, loop, questions);
        companions = List.of(supervision, order, wiring, checkups, appointments, notifier, inputs);
    }

    /** Returns the last health check of an instance that is up, where it has one. */
    public Optional<Checkup> checkup(Instance instance) {
        return checkups.checkup(instance);
    }

    /** Returns how long the last health check took, in microseconds; -1 where there was none. */
    public long latency(Instance instance) {
        return checkups.latency(instance);
    }

    /** Returns when an instance is started next, where it has a schedule. */
    public Optional<String> appointment(Instance instance) {
        return appointments.next(instance);
    }

    public Collection<Instance> instances() {
        return instances.values();
    }

    /** Returns all instances, for a reader that pauses. */
    public Iterator<Instance> inOrder() {
        return new InstancesInOrder(instances);
    }

    @Override
    public Optional<Instance> instance(String name) {
        return Optional.ofNullable(instances.get(name));
    }

    /** Returns the work that is done in slices, in order, after the events of a turn. */
    public SlicedWork slices() {
        return slices;
    }

    /** Returns the main processes and their instances. */
    public MainProcesses mains() {
        return mains;
    }

    /** Returns the instances that are held in their state. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Returns the dependencies between the instances. */
    public Dependencies order() {
        return order;
    }

    /** A new instance, that does nothing yet. */
    public Instance add(String name, Definition definition) {
        var instance = born(name, definition);
        instance.doubted(ledger.isKept(name));
        enter(instance);
        return instance;
    }

    private Instance born(String name, Definition definition) {
        String mark = Launch.mark(name, options.runFolder());
        return new Instance(name, mark, definition, due -> feed(due, new Event.Due()), sweeps::recheck);
    }

    private void enter(Instance instance) {
        instances.put(instance.name(), instance);
        defined(instance);
    }

    /** Takes over an instance as an earlier keeper wrote it down. */
    public Instance adopt(String name, Definition definition, StateText state) {
        boolean ours = state.life().state().running().map(kernel::isChild).orElse(false);
        var instance = born(name, definition);
        instance.ran(state.ran());
        instance.annotation(state.annotation());
        instance.pending(state.pending());
        instance.pace(state.pace());
        instance.live(state.life());
        instance.doubted(state.doubted());
        if (state.leaving()) {
            instance.leaving(true);
            returning.add(instance);
        }
        enter(instance);
        mains.adopt(instance, ours);
        if (ours || instance.opened().isPresent()) {
            wiring.adopt(instance);
        }
        if (instance.leader().isPresent() || instance.state().errand().isPresent()) {
            captures.resume(instance);
        }
        loop.set(instance.alarm(), instance.state().deadline());
        return instance;
    }

    /** Writes down an instance whose state file is lost or damaged. */
    public void write(Instance instance) {
        ledger.write(instance);
    }

    /** Reports a problem of what an earlier keeper has left of an instance, which may be removed by now. */
    public void trouble(String instance, String problem) {
        watcher.trouble(instance, problem);
    }

    /** Keeps an adopted instance that was to be removed and was not stopped yet. */
    public void keep(Instance instance) {
        if (returning.contains(instance) && !instance.state().isEnding()) {
            stays(instance);
            if (instance.isTimed()) {
                arm(instance);
            } else {
                start(instance, new Event.Start("the keeper that was about to stop it has ended"));
            }
        }
    }

    /** The files want an instance again that was to go. */
    public void stays(Instance instance) {
        returning.remove(instance);
        instance.leaving(false);
    }

    /** The files want an instance again that is to go: they are looked at when it has gone. */
    public void returns(Instance instance) {
        returning.add(instance);
    }

    /** Takes over the hook that an adopted instance is in. @param ours whether we are its parent */
    public void adoptHook(Instance instance, Process process, boolean ours) {
        hooks.adopt(instance, process, ours);
    }

    /** An adopted hook may have ended before. */
    public void settleHook(Process process) {
        errands.settle(process);
    }

    /** Returns a problem of an instance other than its file's and its state's, for people; or "". */
    public String problem(Instance instance) {
        String unwritten = retries.problem(instance);
        return unwritten.isEmpty() ? appointments.problem(instance) : unwritten;
    }

    /** Returns why the state of an instance is not written down, so that a next keeper would find an earlier one; empty where it is. */
    public Optional<String> unwritten(Instance instance) {
        return retries.unwritten(instance, Retries.Kind.STATE);
    }

    /** Returns why the last restart of an instance was refused, if it was. */
    public Optional<String> unrestarted(Instance instance) {
        return refusedRestarts.why(instance);
    }

    @Override
    public Optional<String> obstacle(Collection<Instance> some) {
        return refusedRestarts.obstacle(some);
    }

    @Override
    public void refuse(Instance instance, String why) {
        refusedRestarts.add(instance, why);
    }

    private void writtenLater(Instance instance) {
        if (refusedRestarts.forget(instance)) {
            watcher.restartable(instance);
        }
    }

    /** Returns the status that an instance reports about itself, for people; or "". */
    public String note(Instance instance) {
        return wiring.note(instance);
    }

    /** Writes down a note of another part of the keeper; an instance that nothing has happened to is not written down. */
    public void annotate(Instance instance, Optional<String> note) {
        boolean there = instances.get(instance.name()) == instance;
        if (there && !instance.annotation().equals(note)) {
            instance.annotation(note);
            if (!instance.untouched()) {
                ledger.write(instance);
            }
        }
    }

    @Override
    public void pending(Instance instance, Optional<Event> event) {
        boolean there = instances.get(instance.name()) == instance;
        if (there && !instance.pending().equals(event)) {
            instance.pending(event);
            ledger.write(instance);
        }
    }

    // ---- events

    /** Hands an event to an instance, and does all that follows from it. */
    @Override
    public void feed(Instance instance, Event event) {
        feed(instance, event, Optional.empty());
    }

    private void feed(Instance instance, Event event, Optional<Dead> dead) {
        loop.guard().run(instance.name(), "an event", () -> {
            if (quarantine.holds(instance)) {
                dead.ifPresent(this::reap);
            } else if (!instance.doubted() || !instance.state().atRest() || !isHeldBack(instance, event)) {
                carryOut(instance, event, dead);
            }
        });
    }

    /**
     * Should this be abandoned in its midst, the life that came last is in force, be it that it is not written down, and what had to
     * follow from it may be done in part. {@link #rejoin} sees to that, as a next keeper would.
     *
     * @param dead to be reaped as soon as its end is written down
     */
    private void carryOut(Instance instance, Event event, Optional<Dead> dead) {
        if (isOrder(event)) {
            arming.remove(instance);
        }
        boolean succeeded = event instanceof Event.Ended(var exit)
                && exit.isSuccess(instance.spec())
                && !(instance.state() instanceof State.Stopping); // which may be for its fault
        Deque<Event> events = new ArrayDeque<>();
        events.add(event);
        var unreaped = dead;
        refusedRestarts.forget(instance);
        var fallback = RefusedRestarts.fallback(instance, event);
        while (!events.isEmpty()) {
            Step step = Transitions.next(instance.spec(), instance.life(), events.remove(), moment(instance));
            var unwritten = live(instance, step, unreaped.isPresent());
            if (fallback.isPresent() && unwritten.isPresent()) {
                goBack(instance, fallback.get(), unwritten.get());
                break;
            }
            fallback = fallback.filter(_ -> isBeforeHook(instance));
            unreaped.ifPresent(this::reap);
            unreaped = Optional.empty();
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Release(var process) && unwritten.isPresent()) {
                    abandon(instance, process, unwritten.get()).ifPresent(events::add);
                } else {
                    perform(instance, effect, events, succeeded);
                }
            }
        }
        if (instance.state().atRest()) {
            rest(instance);
        }
        changed(instance);
    }

    /** Tells whether an event is an order, so that an earlier one does not count any more. */
    private static boolean isOrder(Event event) {
        return event instanceof Event.Start
                || event instanceof Event.Stop
                || event instanceof Event.Restart
                || event instanceof Event.Kill;
    }

    /** Tells whether nothing has been done yet that could not be undone: the state is not written before the hook's process exists. */
    private static boolean isBeforeHook(Instance instance) {
        return instance.state() instanceof State.InHook in && in.errand().isEmpty();
    }

    /** A restart cannot be written down: the process goes on, and what was to be called before its end is not. */
    private void goBack(Instance instance, Life before, String why) {
        instance.state().errand().ifPresent(errands::abandon);
        instance.live(before);
        loop.set(instance.alarm(), before.state().deadline());
        refusedRestarts.add(instance, why);
    }

    /** Tells whether an instance is not to be started, since it may run already. */
    private boolean isHeldBack(Instance instance, Event event) {
        boolean leadsToAStart = event instanceof Event.Start
                || event instanceof Event.Restart
                || event instanceof Event.Arm
                || event instanceof Event.Hold;
        if (!leadsToAStart) {
            return false;
        }
        var found = new ProcessSearch(kernel, options).look(instance.name(), instance.spec(), Optional.empty());
        instance.doubted(!(found instanceof SearchResult.Nothing));
        if (instance.doubted()) {
            instance.live(Recovery.held(instance.name(), instance.life(), found));
            ledger.write(instance);
            watcher.trouble(instance, instance.state().why());
        }
        return instance.doubted();
    }

    /** Carries out what was put off until an instance is at rest. */
    private void rest(Instance instance) {
        if (instance.leaving()) {
            forget(instance);
        } else {
            define(instance);
            if (arming.remove(instance)) {
                arm(instance);
            }
        }
    }

    private void changed(Instance instance) {
        watcher.changed(instance);
        companions.forEach(companion -> companion.changed(instance));
    }

    private void defined(Instance instance) {
        companions.forEach(companion -> companion.defined(instance));
    }

    private Moment moment(Instance instance) {
        return new Moment(
                kernel.now(),
                kernel.dice(),
                supervision.hold(instance).or(() -> order.hold(instance)),
                instance.unnamed(),
                checkups.unreadiness(instance));
    }

    /** Sets the new life in force and writes it down. Returns why that could not be, if so. */
    private Optional<String> live(Instance instance, Step step, boolean unreaped) {
        var before = instance.life();
        instance.pace(instance.pace().after(before.state(), step.life().state(), kernel.now()));
        instance.live(step.life());
        loop.set(instance.alarm(), step.life().state().deadline());
        return ledger.enter(instance, before, step, unreaped);
    }

    private Optional<Event> abandon(Instance instance, Process process, String problem) {
        if (instance.state() instanceof State.InHook) {
            errands.abandon(process);
            return Optional.empty(); // its end is still to come
        }
        return Optional.of(starts.abandon(instance, problem));
    }

    /** Reaps the children that have ended, perhaps several. A child whose end could not be handled is at least reaped. */
    public void reapChildren() {
        int last = 0;
        for (var next = kernel.ended(); next.isPresent(); next = kernel.ended()) {
            var dead = next.get();
            if (dead.pid() == last) {
                reap(dead);
            } else {
                loop.guard().run("the end of a process", () -> childEnded(dead));
            }
            last = dead.pid();
        }
    }

    private void childEnded(Dead dead) {
        if (errands.ended(dead)) {
            return;
        }
        var whose = mains.whose(dead.pid());
        if (whose.isPresent()) {
            var instance = whose.get();
            loop.guard().run(instance.name(), "the end of its process", () -> ended(instance, dead));
            return;
        }
        reap(dead);
        sweeps.orphanEnded(dead.session());
        errands.orphanEnded(dead.session());
    }

    private void ended(Instance instance, Dead dead) {
        mains.ended(dead.pid());
        starts.reported(instance); // whether it got as far as its program comes first
        wiring.ended(instance);
        mains.letGo(instance);
        captures.drain(instance);
        feed(instance, new Event.Ended(dead.exit()), Optional.of(dead));
    }

    private void reap(Dead dead) {
        kernel.reap(dead.pid());
    }

    /** Sees to what processes that have ended have left behind; to be called at the end of each turn. */
    public void sweep() {
        sweeps.carryOut();
    }

    // ---- effects

    /** @param succeeded whether that follows from an end that is a success */
    private void perform(Instance instance, Effect effect, Deque<Event> events, boolean succeeded) {
        switch (effect) {
            case Effect.Spawn() -> events.add(begin(instance));
            case Effect.Seek() -> events.add(mains.seek(instance));
            case Effect.Release(var process) -> release(instance, process);
            case Effect.RunHook run -> events.add(runHook(instance, run));
            case Effect.SignalHook(var errand, var signal) ->
                delivered(instance, errand.pid(), errands.urge(errand, signal));
            case Effect.Signal(var process, var signal) ->
                mains.signal(instance, process, instance.spec().stop().scope() == Scope.GROUP, signal);
            case Effect.Sweep(var process, var signal) -> sweeps.add(instance, process, signal);
            case Effect.Follow(var former, var process) ->
                mains.follow(instance, former, process).ifPresent(events::add);
            case Effect.WritePidfile(var process) -> {
                if (pidfiles.write(instance, process)) {
                    events.add(new Event.Named());
                }
            }
            case Effect.RemovePidfile() -> pidfiles.remove(instance);
            case Effect.Announce(var happening, var detail) -> {
                if (happening != Happening.KILLED || instance.refusal().isEmpty()) {
                    boolean failed = happening == Happening.ENDED && !succeeded || happening == Happening.START_FAILED;
                    report(instance, happening, detail, failed ? captures.lastWords(instance) : "");
                }
            }
            case Effect.EndKeeper(var code) -> watcher.endKeeper(instance, code);
        }
    }

    private void delivered(Instance instance, int pid, Delivery delivery) {
        switch (delivery) {
            case SENT -> instance.refusal(Optional.empty());
            case REFUSED -> refused(instance, pid);
            case NOBODY -> {}
        }
    }

    /** Reports a process of an instance that we are not permitted to signal, once, and again after its state has changed. */
    private void refused(Instance instance, int pid) {
        var why = Optional.of(Delivery.refusal(pid));
        if (instance.refusal().equals(why)) {
            return;
        }
        instance.refusal(why);
        if (instance.awaitsEnd()) {
            report(instance, Happening.STOP_FAILED, why.get());
        } else {
            watcher.trouble(instance, why.get());
        }
        changed(instance);
    }

    private void release(Instance instance, Process process) {
        if (instance.child().isPresent() && instance.child().get().process().equals(process)) {
            starts.release(instance);
        } else {
            errands.release(process);
        }
    }

    private Event runHook(Instance instance, Effect.RunHook run) {
        if (run.hook() == Hook.PRE_START) {
            define(instance);
        }
        return hooks.run(instance, run);
    }

    private void define(Instance instance) {
        if (instance.takeLatest()) {
            defined(instance);
        }
    }

    private Event begin(Instance instance) {
        define(instance);
        return instance.spec().hooks().launches() ? mains.seek(instance) : mains.spawn(instance);
    }

    // ---- where the keeper itself has failed

    /** Records that a unit of work of an instance was abandoned. */
    public void abandoned(Instance instance, Throwable failure) {
        if (quarantine.add(instance, failure)) {
            loop.set(instance.alarm(), LoopTimer.UNSET);
            sweeps.forget(instance);
            dropWaiting(instance);
            watcher.changed(instance);
        }
    }

    /** Children that wait to be released would do so without end. */
    private void dropWaiting(Instance instance) {
        if (ProcessStarts.isWaiting(instance)) {
            starts.abandon(instance, "");
        }
        errands.abandonWaiting(instance.name());
    }

    /** Gives an instance that is held in its state another chance, since a client asks for something of it. */
    @Override
    public void release(Instance instance) {
        if (quarantine.release(instance)) {
            watcher.review(instance);
        }
    }

    /** Tells whether no instance is left but those that are held in their state. */
    public boolean isOver() {
        for (Instance instance : instances.values()) {
            if (!quarantine.holds(instance)) {
                return false;
            }
        }
        return true;
    }

    /** The process that runs for an instance, as far as is known: the end of one that is held may not have been looked at. */
    public Optional<Process> running(Instance instance) {
        return instance.state().running().filter(_ -> !quarantine.holds(instance) || mains.isHeldBy(instance));
    }

    /** Takes an instance over from a unit of work that was abandoned, as from an earlier keeper. */
    public void rejoin(Instance instance) {
        defined(instance);
        if (ProcessStarts.isWaiting(instance)) {
            mains.disown(instance);
            feed(instance, starts.abandon(instance, "the keeper has failed to start it"));
        }
        errands.abandonWaiting(instance.name());
        mains.rejoin(instance);
        if (instance.state().running().isPresent()) {
            wiring.adopt(instance);
            captures.ensure(instance);
        }
        loop.set(instance.alarm(), instance.state().deadline());
    }

    /** Tells whether a hook's process is looked after. */
    public boolean hasHook(Process errand) {
        return errands.has(errand);
    }

    // ---- what the other parts ask for on behalf of instances

    @Override
    public boolean signalMain(Instance instance, int signal) {
        return mains.signalMain(instance, signal);
    }

    /** Handles a change of health; the service's own file says what follows from bad health. */
    @Override
    public void turned(Instance instance, Checkup checkup) {
        if (quarantine.holds(instance)) {
            return;
        }
        if (checkup.complaint().isEmpty()) {
            report(instance, Happening.RECOVERED, "well again");
            return;
        }
        String complaint = checkup.complaint().get();
        switch (instance.spec().health().action()) {
            case Health.Action.Restart() -> feed(instance, new Event.Unhealthy(complaint));
            case Health.Action.Signal(var number) -> {
                report(instance, Happening.UNHEALTHY, complaint);
                signalMain(instance, number);
            }
            case Health.Action.None() -> report(instance, Happening.UNHEALTHY, complaint);
        }
    }

    @Override
    public void start(Instance instance, Event event) {
        if (!instance.leaving()) { // what goes for good is not started again on its way
            order.comes(instance);
            feed(instance, event);
        }
    }

    /** Has a task on a timer wait for its time; a run that is under way goes on. */
    public void arm(Instance instance) {
        if (instance.leaving()) {
            return;
        }
        order.cancel(instance);
        if (instance.isBeingStopped()) {
            arming.add(instance);
        } else {
            feed(instance, new Event.Arm(ScheduledRuns.WAITS));
        }
    }

    /** Restarts instances, each between the stop and the start of its dependents. */
    public void restart(Collection<Instance> some, String cause) {
        var restarts = new LinkedHashMap<Instance, Event>();
        for (Instance instance : some) {
            if (!instance.leaving()) {
                instance.held(Optional.empty());
                order.comes(instance);
                restarts.put(instance, new Event.Restart(cause));
            }
        }
        order.stop(restarts);
    }

    @Override
    public void freed(Instance instance) {
        define(instance); // so that it is held, if at all, as what it is now
        start(instance, new Event.Clear("its file has no schedule any more"));
    }

    /** The last line of what the last run of an instance has said; empty where that was nothing. */
    public Optional<String> lastLine(Instance instance) {
        String words = captures.lastWords(instance).trim();
        return Optional.of(words.substring(words.lastIndexOf('\n') + 1)).filter(line -> !line.isEmpty());
    }

    @Override
    public void trouble(Instance instance, String problem) {
        watcher.trouble(instance, problem);
    }

    /** Reports an event of an instance's output. */
    public void outputTold(String name, String event, String why) {
        instance(name).ifPresent(instance -> notifier.outputTold(instance, event, why));
    }

    /** Returns why the output of an instance does not get to its destination now; or "". */
    public String output(Instance instance) {
        return captures.obstacle(instance);
    }

    /** Returns how many bytes of an instance's output were dropped. */
    public long dropped(Instance instance) {
        return captures.dropped(instance);
    }

    private void report(Instance instance, Happening happening, String detail) {
        report(instance, happening, detail, "");
    }

    private void report(Instance instance, Happening happening, String detail, String lastWords) {
        companions.forEach(companion -> companion.happened(instance, happening, detail));
        watcher.happened(instance, happening, detail, lastWords);
    }

    /** Gives an instance a changed definition that its process can live with. */
    public void redefine(Instance instance, Definition changed) {
        boolean running = instance.state().running().isPresent();
        boolean elsewhere = !changed.spec().pidfile().equals(instance.spec().pidfile());
        if (running && elsewhere) {
            pidfiles.remove(instance);
        }
        instance.define(changed);
        defined(instance);
        boolean named = running
                && elsewhere
                && pidfiles.write(instance, instance.state().running().get());
        captures.apply(instance);
        ledger.write(instance);
        changed(instance);
        if (named) {
            feed(instance, new Event.Named());
        }
    }

    // ---- what is ordered as of runsv

    /** Hands an event to an instance; a service that reads the output of others is not stopped before them. */
    @Override
    public void handOut(Instance instance, Event event) {
        if (!(event instanceof Event.Stop && instance.leaving() && inputs.dismiss(instance))) {
            feed(instance, event);
        }
    }

    @Override
    public void stop(Instance instance, String cause) {
        order.stop(List.of(instance), new Event.Stop(cause));
    }

    @Override
    public void exit(Instance instance) {
        var logger = instance.spec().log().reader();
        for (Instance other : List.copyOf(instances())) {
            if (other == instance || logger.equals(Optional.of(other.spec().name()))) {
                other.leaving(true);
                exiting.add(other);
                if (other != instance || other.state().atRest()) {
                    stop(other, "told to exit");
                }
            }
        }
    }

    /**
     * Ends all other processes that have become children of the keeper, except those that a stop does not concern.
     * Returns how many are left.
     */
    public int endChildren() {
        for (Instance left : instances.values()) {
            spared.add(left.markText());
        }
        return kernel.endChildren(spared::contains);
    }

    private void forget(Instance instance) {
        if (instance.spec().stop().scope() == Scope.PROCESS && spared.size() < MOST_SPARED) {
            spared.add(instance.markText());
        }
        mains.letGo(instance);
        arming.remove(instance);
        quarantine.forget(instance);
        sweeps.forget(instance);
        captures.remove(instance);
        ledger.forget(instance);
        retries.forget(instance);
        refusedRestarts.forget(instance);
        loop.set(instance.alarm(), LoopTimer.UNSET);
        instances.remove(instance.name());
        companions.forEach(companion -> companion.gone(instance));
        if (exiting.remove(instance)) {
            watcher.exited();
        }
        if (returning.remove(instance)) {
            watcher.returned();
        }
    }
}

package dev.tend.instance;

import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Child;
import dev.tend.kernel.Processes.Mark;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.lifecycle.StartTiming;
import dev.tend.lifecycle.State;
import dev.tend.loop.LoopTimer;
import dev.tend.service.ServiceSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** One instance as the keeper holds it: its life, its definition, and the descriptors that belong to it. It has no behavior. */
public final class Instance {

    private final String name;
    private final String mark;
    private final LoopTimer alarm;
    private final LoopTimer recheck;

    /** The meter of its processor time; empty as long as no client has asked. */
    private Optional<CpuMeter> cpuMeter = Optional.empty();

    /** The definition from which its process was started. */
    private Definition definition;

    /** The definition for the next process, where it differs. */
    private Optional<Definition> next = Optional.empty();

    private TaskRuns runs = TaskRuns.NONE;

    private Life life = Life.unborn();
    private StartTiming pace = StartTiming.NONE;
    private boolean untouched = true;

    /** Its forked child, until it is known whether the program could be executed. */
    private Optional<Child> child = Optional.empty();

    private boolean released;

    /** The descriptor of a process that is not our child: an earlier keeper started it. */
    private Optional<Integer> opened = Optional.empty();

    /** The process that its pid file names. */
    private Optional<Process> named = Optional.empty();

    /** Tells whether the process is a child of this keeper, not of an earlier one. */
    private boolean ours;

    /** The reason that keeps it from being started, besides its file's dependencies. */
    private Optional<Reason> held = Optional.empty();

    /** A note of another part of the keeper, for the same part of the next keeper; the engine only keeps it. */
    private Optional<String> annotation = Optional.empty();

    /** A stop or restart by hand that waits until its dependents have ended. */
    private Optional<Event> pending = Optional.empty();

    /** The reason for which its processes cannot be ended: we are not permitted to signal one of them. */
    private Optional<String> refusal = Optional.empty();

    /** The resources that its last run used; empty where that is not known, as of a process that is no child of the keeper. */
    private Optional<ResourceUse> used = Optional.empty();

    private long recheckPause;

    /** Tells whether it is removed once it is at rest: its file is gone, or the keeper ends. */
    private boolean leaving;

    /** Tells whether processes of it may run that no state names. */
    private boolean doubted;

    /** @param mark of its processes, see {@link Launch#mark} */
    public Instance(
            String name, String mark, Definition definition, Consumer<Instance> due, Consumer<Instance> recheck) {
        this.name = name;
        this.mark = mark;
        this.definition = definition;
        this.alarm = new LoopTimer(name, () -> due.accept(this));
        this.recheck = new LoopTimer(name, () -> recheck.accept(this));
    }

    public String name() {
        return name;
    }

    /** The value of {@link Launch#INSTANCE} in the environment of its processes. */
    public String markText() {
        return mark;
    }

    /** Returns the mark by which a process is known to belong to it. */
    public Mark mark() {
        return new Mark(mark, spec().hooks().launches() ? Mark.Starter.LAUNCH : Mark.Starter.MAIN);
    }

    /** Returns the process that its pid file names. */
    public Optional<Process> named() {
        return named;
    }

    public void named(Optional<Process> process) {
        named = process;
    }

    public ServiceSpec spec() {
        return definition.spec();
    }

    public Definition definition() {
        return definition;
    }

    /** Returns what the user's files say now. */
    public Definition latest() {
        return next.orElse(definition);
    }

    /** Takes what the user's files say now, for the process that is about to be started. Returns whether that is new. */
    public boolean takeLatest() {
        boolean changed = next.isPresent();
        define(latest());
        return changed;
    }

    /** Takes a definition that needs no new process. */
    public void define(Definition changed) {
        definition = changed;
        next = Optional.empty();
    }

    /** Takes a definition for the next process. */
    public void defineNext(Definition changed) {
        next = Optional.of(changed);
    }

    /** Returns the runs of a task on a timer. */
    public TaskRuns runs() {
        return runs;
    }

    public void runs(TaskRuns further) {
        runs = further;
    }

    public Life life() {
        return life;
    }

    public void live(Life further) {
        if (further.state().getClass() != life.state().getClass()) {
            refusal = Optional.empty(); // it is tried anew
        }
        life = further;
        untouched = false;
    }

    /** Tells whether it waits for the end of a process: its own, that of a hook, or what either has left behind. */
    public boolean awaitsEnd() {
        return switch (state()) {
            case State.Stopping _, State.Finishing _, HookPhase _ -> true;
            default -> false;
        };
    }

    /** Tells whether it is started as soon as somebody connects. */
    public boolean waitsForConnection() {
        return state() instanceof State.Waiting(var _, var why) && why.equals(Reason.WaitsFor.CONNECTION);
    }

    public Optional<String> refusal() {
        return refusal;
    }

    public void refusal(Optional<String> why) {
        refusal = why;
    }

    /** Returns the timing of its last start. */
    public StartTiming pace() {
        return pace;
    }

    public void pace(StartTiming further) {
        pace = further;
    }

    /** Tells whether nothing has happened to it yet, not even an order to stay as it is. */
    public boolean untouched() {
        return untouched;
    }

    /** Returns when, on the monotonic clock, its state has to be looked at again. */
    public long deadline() {
        return life.deadline(spec());
    }

    public State state() {
        return life.state();
    }

    /** Returns the process that leads its session, whether it is alive, or has ended and left others behind. */
    public Optional<Process> leader() {
        return life.state().leader();
    }

    public LoopTimer alarm() {
        return alarm;
    }

    public LoopTimer recheck() {
        return recheck;
    }

    public CpuMeter cpuMeter() {
        if (cpuMeter.isEmpty()) {
            cpuMeter = Optional.of(new CpuMeter());
        }
        return cpuMeter.get();
    }

    public Optional<Child> child() {
        return child;
    }

    public void child(Optional<Child> forked) {
        child = forked;
        released = false;
    }

    /** Tells whether its child was released to execute its program. */
    public boolean released() {
        return released;
    }

    public void released(boolean goes) {
        released = goes;
    }

    public Optional<Integer> opened() {
        return opened;
    }

    public void opened(Optional<Integer> descriptor) {
        opened = descriptor;
    }

    public boolean doubted() {
        return doubted;
    }

    public void doubted(boolean doubtful) {
        doubted = doubtful;
    }

    public boolean leaving() {
        return leaving;
    }

    public void leaving(boolean goes) {
        leaving = goes;
    }

    public Optional<Reason> held() {
        return held;
    }

    public void held(Optional<Reason> why) {
        held = why;
    }

    public Optional<Event> pending() {
        return pending;
    }

    public void pending(Optional<Event> event) {
        pending = event;
    }

    public Optional<String> annotation() {
        return annotation;
    }

    public void annotation(Optional<String> note) {
        annotation = note;
    }

    public boolean ours() {
        return ours;
    }

    public void ours(boolean child) {
        ours = child;
    }

    /** Returns what its last run used that this keeper has seen the end of. */
    public Optional<ResourceUse> used() {
        return used;
    }

    public void used(Optional<ResourceUse> use) {
        used = use;
    }

    /** Returns the pause before the next look at what its process left behind, in microseconds; 0 before the first. */
    public long recheckPause() {
        return recheckPause;
    }

    public void recheckPause(long pause) {
        recheckPause = pause;
    }
}

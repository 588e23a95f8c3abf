package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Address;
import dev.tend.service.StopPolicy.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A process table in memory. Pids come from a small range, so that they are soon used again. Whatever a real kernel would let
 * pass and a supervisor must not do, such as reaping or signalling a process that is not its own, breaks an invariant.
 */
public final class FakeProcesses implements Processes {

    /** The use of every process. */
    static final ResourceUse USE = new ResourceUse(1, 2, 3, 4, 5, 6, 7);

    private final FakePoller poller;
    private final Trace trace;
    private final SeededRandom chance;
    private final FakeDisk disk;
    private final FakeReadinessFds readinessFds;
    private final FakeTable table = new FakeTable();
    private final FakeLaunches launches;
    private final Function<List<Integer>, Set<Address>> handed;
    private final Map<Integer, Process> opened = new TreeMap<>();
    private final Map<Integer, String> outcomes = new TreeMap<>();
    private final Map<Integer, FakeProcess> waiting = new TreeMap<>();
    private boolean bound;
    private boolean tableFull;
    private boolean powerless;

    /** @param handed returns the addresses of descriptors that a child is handed */
    FakeProcesses(
            FakePoller poller,
            Trace trace,
            SeededRandom chance,
            FakeDisk disk,
            Function<List<Integer>, Set<Address>> handed) {
        this.handed = handed;
        this.disk = disk;
        this.poller = poller;
        this.trace = trace;
        this.chance = chance;
        readinessFds = new FakeReadinessFds(poller);
        launches = new FakeLaunches(table, disk);
    }

    FakeTable table() {
        return table;
    }

    FakeReadinessFds readinessFds() {
        return readinessFds;
    }

    /** Returns the processes that run a program, without those that wait for the keeper's permission. */
    List<FakeProcess> running() {
        return table.running();
    }

    // ---- what the keeper calls; it may die before and after each change

    private void enter(String call) {
        disk.faults().enter(call, "", true);
    }

    private void reach(String call) {
        disk.faults().reach(call, "", true);
    }

    @Override
    public Child fork(Launch launch) {
        enter("fork");
        var child = forked(launch, handed.apply(launch.sockets()));
        reach("fork");
        return child;
    }

    private Child forked(Launch launch, Set<Address> sockets) {
        if (tableFull) {
            throw new KernelException("cannot fork", Errno.EAGAIN);
        }
        boolean asks = launch.isQuestion();
        boolean auxiliary = asks || launch.work() instanceof Launch.Work.AuxCommand;
        if (!asks) {
            table.mustBeAlone(launch.name(), auxiliary);
        }
        int pid = table.freePid();
        var process = new FakeProcess(pid, poller.now(), pid, launch.name(), chance.onceIn(4));
        String mark = launch.extra().getOrDefault(Launch.INSTANCE, "");
        process.mark = mark.substring(0, Math.max(0, mark.indexOf(':')));
        process.keepersChild = true;
        process.foreign = !asks && chance.onceIn(6);
        process.auxiliary = auxiliary;
        process.asks = asks;
        process.sweeps = launch.spec().stop().scope() == Scope.GROUP;
        process.swept = auxiliary ? !leaves(launch) : process.sweeps;
        process.fifo = launch.fifo().orElse("");
        process.task = FakeLaunches.task(launch);
        table.mustReloadAlone(process);
        process.pidfile = launch.spec().pidfile().orElse("");
        process.notifySocket = launch.extra().getOrDefault("NOTIFY_SOCKET", "");
        process.sockets = sockets;
        table.add(process);
        trace.add("fork " + launch.name() + " " + pid);
        var notificationFd =
                launch.notificationFd().isPresent() ? OptionalInt.of(readinessFds.open(process)) : OptionalInt.empty();
        var child = new Child(new Process(pid, process.birth, poller.now()), poller.open(), notificationFd);
        waiting.put(child.channel(), process);
        return child;
    }

    private static boolean leaves(Launch launch) {
        return launch.work() instanceof Launch.Work.AuxCommand(var _, var _, var leaves) && leaves;
    }

    private void launched(FakeProcess by) {
        int pid = table.freePid();
        var daemon = new FakeProcess(pid, poller.now(), pid, by.instance, chance.onceIn(4));
        daemon.mark = by.mark;
        table.mustBeAlone(by.instance, false);
        launches.launched(by, daemon);
        trace.add("launched " + by.instance + " " + pid);
    }

    @Override
    public Process named(String pidfile) {
        disk.faults().touch();
        var there = launches.named(pidfile);
        return new Process(there.pid, there.birth, poller.now());
    }

    @Override
    public void release(Child child) {
        enter("release");
        var process = waiting.remove(child.channel());
        if (process.alive()) {
            if (chance.onceIn(20)) {
                outcomes.put(child.channel(), "cannot execute it: no such file or directory");
                end(process, new Exit.Code(127));
            } else {
                execute(process);
            }
        }
        poller.makeReadable(child.channel());
        reach("release");
    }

    private void execute(FakeProcess process) {
        process.executing = true;
        if (!process.fifo.isEmpty()) {
            disk.hold(process.fifo);
        }
    }

    /** The keeper has closed the channel of a child that it had not released: the child ends. */
    void channelClosed(int channel) {
        readinessFds.close(channel);
        var process = waiting.remove(channel);
        if (process != null && process.alive()) {
            end(process, new Exit.Code(0));
        }
    }

    @Override
    public Optional<String> outcome(Child child) {
        disk.faults().touch();
        poller.close(child.channel());
        return Optional.ofNullable(outcomes.remove(child.channel()));
    }

    @Override
    public Optional<Dead> ended() {
        disk.faults().touch();
        for (FakeProcess process : table.all()) {
            if (process.keepersChild && !process.alive()) {
                return Optional.of(new Dead(process.pid, process.session, process.exit.get(), USE));
            }
        }
        return Optional.empty();
    }

    @Override
    public void reap(int pid) {
        enter("reap");
        var process = table.get(pid);
        if (process == null || !process.keepersChild || process.alive()) {
            throw new InvariantBroken("reaped " + pid + ", which is no ended child");
        }
        trace.add("reap " + pid);
        table.remove(pid);
        reach("reap");
    }

    @Override
    public Delivery signal(int pid, boolean group, int signal) {
        enter("signal");
        var process = table.get(pid);
        if (process == null || !process.keepersChild || !process.leader) {
            throw new InvariantBroken("signalled " + pid + ", which is no service of this keeper");
        }
        trace.add("signal " + pid + " " + signal);
        var delivery = deliver(process, group, signal);
        reach("signal");
        return delivery;
    }

    private Delivery deliver(FakeProcess leader, boolean group, int signal) {
        boolean there = false;
        for (FakeProcess process : table.copy()) {
            if (process == leader || group && process.session == leader.session) {
                there |= process == leader;
                receive(process, signal);
            }
        }
        return isRefused(leader) ? Delivery.REFUSED : there ? Delivery.SENT : Delivery.NOBODY;
    }

    /** Tells whether it has changed to another user, whose processes a keeper without CAP_KILL must not signal. */
    private boolean isRefused(FakeProcess process) {
        return powerless && process.foreign && process.alive();
    }

    /** From now on, the keeper has the right to signal processes of other users, or not. */
    void powerless(boolean without) {
        powerless = without;
    }

    private void receive(FakeProcess process, int signal) {
        if (process.stranger) {
            throw new InvariantBroken("signalled " + process.pid + ", which is no service's");
        }
        if (isRefused(process)) {
            return;
        }
        boolean ends = signal == Signals.KILL || signal == Signals.TERM && !process.stubborn;
        if (ends && process.alive() && !process.stuck) {
            end(process, new Exit.Killed(signal));
        }
    }

    @Override
    public Optional<Process> member(int pid, Process of) {
        disk.faults().touch();
        return Optional.ofNullable(table.get(pid))
                .filter(process ->
                        process.alive() && process.session == of.session() && process.birth >= of.sessionBirth())
                .map(process -> of.followedBy(pid, process.birth));
    }

    @Override
    public Optional<Integer> open(Process process) {
        disk.faults().touch();
        var there = table.get(process.pid());
        if (there == null || !there.is(process) || !there.alive()) {
            return Optional.empty();
        }
        int descriptor = poller.open();
        opened.put(descriptor, process);
        return Optional.of(descriptor);
    }

    @Override
    public Delivery signalOpened(int descriptor, Process process, boolean group, int signal) {
        enter("signal");
        var there = table.get(process.pid());
        if (!process.equals(opened.get(descriptor)) || there == null || !there.is(process)) {
            return Delivery.NOBODY;
        }
        trace.add("signal " + process.pid() + " " + signal);
        var delivery = deliver(there, group, signal);
        reach("signal");
        return delivery;
    }

    @Override
    public Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps) {
        enter("sweep");
        var unfinished = new HashMap<Sweep, OptionalInt>();
        for (Sweep sweep : sweeps) {
            sweep(sweep, unfinished);
        }
        reach("sweep");
        return unfinished;
    }

    /** Sweeps a session. If another process has the number of the session, the session is empty. */
    private void sweep(Sweep sweep, Map<Sweep, OptionalInt> unfinished) {
        var leader = sweep.leader();
        var now = table.get(leader.session());
        boolean another = now != null && now.birth != leader.sessionBirth();
        for (FakeProcess process : table.copy()) {
            boolean member = !another
                    && process.session == leader.session()
                    && process.birth >= leader.sessionBirth()
                    && process.alive();
            if (member || sweep.mark().filter(process::isMarked).isPresent()) {
                unfinished.putIfAbsent(sweep, OptionalInt.empty());
                if (isRefused(process)) {
                    unfinished.put(sweep, OptionalInt.of(process.pid));
                }
                receive(process, sweep.signal());
            }
        }
        trace.add("sweep " + leader.pid() + " " + sweep.signal() + " " + unfinished.containsKey(sweep));
    }

    @Override
    public int endChildren(Predicate<String> spared) {
        for (FakeProcess process : table.copy()) {
            if (process.detached
                    && process.keepersChild
                    && process.alive()
                    && !spared.test(process.unmarked ? "" : process.instance + ":/run")) {
                end(process, new Exit.Killed(Signals.KILL));
            }
        }
        return 0;
    }

    @Override
    public Optional<Usage> usage(Process process, Optional<Mark> mark) {
        disk.faults().touch();
        var figure = openFiles(process);
        return figure.isEmpty()
                ? Optional.empty()
                : Optional.of(new Usage(figure.getAsLong(), figure.getAsLong(), false));
    }

    @Override
    public OptionalLong ownTime(Process process) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong openFiles(Process process) {
        disk.faults().touch();
        var there = table.get(process.pid());
        return there != null && there.is(process) ? OptionalLong.of(chance.below(200)) : OptionalLong.empty();
    }

    @Override
    public boolean isChild(Process process) {
        var there = table.get(process.pid());
        return there != null && there.keepersChild && there.is(process);
    }

    /** All inherit the mark, and only what the keeper has executed for a service itself has its own pid in it. */
    @Override
    public List<Survivor> survivors(String runFolder, String outputFolder) {
        var found = new ArrayList<Survivor>();
        for (FakeProcess process : running()) {
            boolean launched = !process.pidfile.isEmpty();
            var role = process.auxiliary
                    ? Survivor.Role.HOOK
                    : process.leader && !launched ? Survivor.Role.MAIN : Survivor.Role.OTHER;
            var known = new Process(process.pid, process.birth, poller.now(), process.session, process.birth);
            found.add(new Survivor(process.mark, known, role, Survivor.PROVED));
        }
        return found;
    }

    @Override
    public String pidNamespace() {
        return "namespace " + table.generation();
    }

    @Override
    public List<Integer> children() {
        disk.faults().touch();
        var children = new ArrayList<Integer>();
        for (FakeProcess process : table.all()) {
            if (process.keepersChild && process.alive()) {
                children.add(process.pid);
            }
        }
        return children;
    }

    @Override
    public int processId() {
        return 1;
    }

    @Override
    public String variable(String name) {
        return "";
    }

    // ---- what the world does

    void end(FakeProcess process, Exit exit) {
        process.exit = Optional.of(exit);
        trace.add("end " + process.pid);
        if (process.executing && !process.fifo.isEmpty()) {
            disk.letGo(process.fifo);
        }
        table.orphan(process);
        if (process.executing && exit.equals(new Exit.Code(0))) {
            switch (process.task) {
                case FakeLaunches.LAUNCH -> launched(process);
                case FakeLaunches.HALT -> launches.launchedBy(process).forEach(daemon -> receive(daemon, Signals.TERM));
                default -> {}
            }
        }
        readinessFds.end(process);
        if (process.keepersChild) {
            poller.signal(Signals.CHLD);
        } else {
            table.remove(process.pid); // init reaps at once
        }
        opened.forEach((descriptor, behind) -> {
            if (process.is(behind)) {
                poller.makeReadable(descriptor);
            }
        });
    }

    /** A process that a service has started in a session of its own, and whose parent has ended. */
    FakeProcess detach(FakeProcess leader) {
        int pid = table.freePid();
        var detached = new FakeProcess(pid, poller.now(), pid, leader.instance, false);
        detached.detached = true;
        detached.unknown = true;
        detached.executing = true;
        detached.keepersChild = leader.keepersChild;
        table.add(detached);
        return detached;
    }

    /** Adds another process to the session of a running one. */
    void addMember(FakeProcess leader) {
        int pid = table.freePid();
        var member = new FakeProcess(pid, poller.now(), leader.session, leader.instance, chance.onceIn(3));
        member.mark = leader.mark;
        member.foreign = leader.foreign;
        member.swept = leader.swept;
        member.auxiliary = leader.auxiliary;
        member.asks = leader.asks;
        table.add(member);
    }

    /**
     * Adds a process that no keeper knows, with a free pid.
     *
     * @param child whether it is a child of the next keeper
     */
    void addStranger(int pid, boolean child) {
        long later = poller.now() + 1; // no pid is used twice at one time
        var stranger = new FakeProcess(pid, later, pid, "", false);
        stranger.stranger = true;
        stranger.keepersChild = child;
        stranger.swept = false;
        table.add(stranger);
        trace.add("stranger " + pid);
    }

    /** The pid namespace ends with all in it, and another begins. */
    void vanish() {
        for (FakeProcess process : table.all()) {
            if (process.alive() && process.executing && !process.fifo.isEmpty()) {
                disk.letGo(process.fifo);
            }
        }
        table.clear();
        trace.add("namespace " + table.generation());
    }

    void tableFull(boolean full) {
        tableFull = full;
    }

    /** From now on they die with their keeper. */
    @Override
    public void bindToKeeper() {
        bound = true;
    }

    /** The keeper is gone: its children are init's, and those that waited for its word end. */
    void keeperDied() {
        opened.clear();
        outcomes.clear();
        waiting.clear();
        readinessFds.clear();
        for (FakeProcess process : table.copy()) {
            process.keepersChild = false;
            if (!process.alive()) {
                table.remove(process.pid);
            } else if (!process.stranger && (bound || process.leader && (process.asks || !process.executing))) {
                end(process, new Exit.Code(0));
            }
        }
    }
}

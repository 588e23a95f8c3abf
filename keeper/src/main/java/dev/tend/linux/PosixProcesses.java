package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.format.SourceCommand;
import dev.tend.kernel.Asker;
import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.path.Calls;
import dev.tend.path.GuardedPaths;
import dev.tend.path.PosixFiles;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Sockets;
import dev.tend.posix.Tasks;
import dev.tend.posix.Times;
import dev.tend.posix.Waiting;
import dev.tend.proc.Cgroups;
import dev.tend.proc.Children;
import dev.tend.proc.LastChildren;
import dev.tend.proc.Members;
import dev.tend.proc.OpenedProcesses;
import dev.tend.proc.PidNamespace;
import dev.tend.proc.PidfileReading;
import dev.tend.proc.ProcStat;
import dev.tend.proc.ProcTable;
import dev.tend.proc.ProcessDescriptor;
import dev.tend.proc.SessionKiller;
import dev.tend.proc.StartTimes;
import dev.tend.proc.Survivors;
import dev.tend.proc.UsageSum;
import dev.tend.service.GroupLimit;
import dev.tend.spawn.InheritedState;
import dev.tend.spawn.SpawnFailure;
import dev.tend.spawn.Spawner;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Processes. Keeper and child talk over one pair of sockets: the keeper says go by a byte, or not at all by going away; the
 * child says what went wrong by a text, or that its program runs by closing its end, which {@code execve} does.
 */
final class PosixProcesses implements Processes {

    private static final byte[] GO = {'g'};

    /** The exit code of the first process of a pid namespace whose child was killed by KILL. */
    private static final int KILLED = 128 + Signals.KILL;

    private final PosixFiles files;
    private final InheritedState inherited;
    private final Spawner spawner;
    private final Children children;
    private final SessionKiller sessionKiller;
    private final LastChildren lastChildren;
    private final Cgroups cgroups;
    private final UsageSum sum = new UsageSum(new ProcTable());
    private final Members members;
    private final StartTimes startTimes = new StartTimes();
    private final OpenedProcesses nonChildren;
    private final Waiting waiting = new Waiting();
    private final byte[] problem = new byte[SpawnFailure.LIMIT];

    PosixProcesses(
            PosixFiles files,
            InheritedState inherited,
            OpenedProcesses nonChildren,
            Asker asker,
            Function<SourceCommand, SourceCommand.Result> executor) {
        this.files = files;
        this.nonChildren = nonChildren;
        this.inherited = inherited;
        this.children = new Children();
        this.sessionKiller = new SessionKiller(files, children);
        this.lastChildren = new LastChildren(children);
        this.cgroups = new Cgroups(files);
        this.members = new Members(children, cgroups, sum);
        this.spawner = new Spawner(inherited, files, asker, executor, cgroups);
    }

    @Override
    public void bindToKeeper() {
        spawner.bindToKeeper();
    }

    @Override
    public Child fork(Launch launch) {
        lastChildren.begin();
        cgroups.limit(launch);
        int[] ends = new int[2];
        int[] notificationFds = {-1, -1};
        must(Sockets.socketpair(ends), "cannot start a process");
        int pid = launch.notificationFd().isPresent() ? notificationFd(notificationFds) : 0;
        startTimes.expect();
        if (pid >= 0) {
            pid = spawner.begin(launch, ends[1], end(notificationFds[1]));
        }
        close(notificationFds[1]);
        if (pid < 0) {
            Descriptors.close(ends[0]);
            Descriptors.close(ends[1]);
            close(notificationFds[0]);
        }
        Calls.mustStart(pid);
        long birth = birth(pid, ends, notificationFds[0]);
        Descriptors.close(ends[1]);
        children.forked(pid);
        cgroups.forked(pid);
        return new Child(
                new Process(pid, birth, Times.micros(Times.CLOCK_MONOTONIC)), ends[0], end(notificationFds[0]));
    }

    /**
     * Makes a pipe whose second end is open for reading too: a program that writes to it after a keeper is gone does not get SIGPIPE, as
     * with its output.
     */
    private static int notificationFd(int[] ends) {
        int result = Descriptors.pipe2(ends);
        int both = result < 0 ? result : Paths.open(GuardedPaths.HELD + ends[1], Paths.O_RDWR, 0);
        if (both >= 0) {
            Descriptors.close(ends[1]);
            ends[1] = both;
        }
        return result;
    }

    private static OptionalInt end(int descriptor) {
        return descriptor < 0 ? OptionalInt.empty() : OptionalInt.of(descriptor);
    }

    private static void close(int descriptor) {
        if (descriptor >= 0) {
            Descriptors.close(descriptor);
        }
    }

    private long birth(int pid, int[] channel, int notificationFd) {
        try {
            return startTimes.of(pid);
        } catch (KernelException problem) {
            Descriptors.close(channel[0]);
            Descriptors.close(channel[1]);
            close(notificationFd);
            throw problem;
        }
    }

    /** A child that is already dead can't be released; its end will be noticed as any other. */
    @Override
    public void release(Child child) {
        Sockets.send(child.channel(), GO, 0, 1);
    }

    @Override
    public Optional<String> outcome(Child child) {
        int count = Sockets.receive(child.channel(), problem);
        Descriptors.close(child.channel());
        if (count == 0) {
            spawner.gone(child.process().pid());
        }
        return SpawnFailure.read(problem, count).map(KernelException::getMessage);
    }

    @Override
    public Optional<Dead> ended() {
        int pid = waiting.peek();
        if (pid <= 0) {
            return Optional.empty();
        }
        int status = waiting.status();
        Exit exit = waiting.code() == Waiting.CLD_EXITED ? new Exit.Code(status) : new Exit.Killed(status);
        long memory = exit.shellCode() == KILLED ? cgroups.exceeded(pid) : 0;
        exit = memory > 0 ? new Exit.Killed(Signals.KILL, memory) : exit;
        int swept = children.sweptFor(pid);
        int session = swept > 0 ? swept : children.leads(pid) ? pid : sessionOf(pid);
        return Optional.of(new Dead(pid, session, exit, waiting.use()));
    }

    /** Returns the session from which an orphan came: an orphan that made a session of its own may still be in a service's group. */
    private int sessionOf(int orphan) {
        return cgroups.leader(orphan)
                .orElseGet(() -> ProcStat.of(orphan).map(ProcStat::session).orElse(0));
    }

    @Override
    public void reap(int pid) {
        Waiting.reap(pid);
        children.reaped(pid);
        spawner.gone(pid);
        cgroups.reaped(pid);
    }

    /** A child that does not lead its group yet, for it has only just been forked, gets the signal itself. */
    @Override
    public Delivery signal(int pid, boolean group, int signal) {
        if (pid <= 1) {
            return Delivery.NOBODY;
        }
        boolean toGroup = group && Tasks.kill(-pid, signal) == 0;
        if (toGroup && signal == Signals.CONT) {
            return Delivery.SENT; // it follows a signal whose delivery was looked at
        }
        Delivery delivery = delivery(Tasks.kill(pid, toGroup ? 0 : signal));
        boolean killed = delivery == Delivery.REFUSED && group && signal == Signals.KILL && cgroups.kill(pid);
        return killed ? Delivery.SENT : delivery;
    }

    /** A process that has changed its user may not be signalled without CAP_KILL, and one that has ended cannot be. */
    private static Delivery delivery(int result) {
        return result == 0
                ? Delivery.SENT
                : result == -Errno.EPERM || result == -Errno.EACCES ? Delivery.REFUSED : Delivery.NOBODY;
    }

    @Override
    public Optional<Process> member(int pid, Process of) {
        return ProcStat.of(pid)
                .filter(stat -> !stat.dead() && stat.session() == of.session() && stat.birth() >= of.sessionBirth())
                .map(stat -> of.followedBy(pid, stat.birth()));
    }

    @Override
    public Optional<Integer> open(Process process) {
        if (process.pid() <= 1) {
            return Optional.empty();
        }
        var found = ProcessDescriptor.of(process.pid());
        boolean same = found.isPresent()
                && ProcStat.of(process.pid())
                        .filter(stat -> stat.birth() == process.birth() && !stat.dead())
                        .isPresent();
        if (!same) {
            found.ifPresent(ProcessDescriptor::close);
            return Optional.empty();
        }
        cgroups.adopt(process.session(), process.pid());
        return Optional.of(nonChildren.add(found.get()));
    }

    @Override
    public Process named(String pidfile) {
        return new PidfileReading(files, pidfile).process();
    }

    /** While the descriptor's process is there, even unreaped, its number is nobody else's, be it of a process or a group. */
    @Override
    public Delivery signalOpened(int descriptor, Process process, boolean group, int signal) {
        if (process.pid() <= 1) {
            return Delivery.NOBODY;
        }
        ProcessDescriptor opened = nonChildren.of(descriptor);
        Delivery there = delivery(opened.signal(0));
        boolean toGroup =
                group && there != Delivery.NOBODY && Tasks.kill(-process.session(), signal) == 0 && isInGroup(process);
        return toGroup ? there : delivery(opened.signal(signal));
    }

    /** Tells whether a process is in the group that the session's leader has made; a followed process may have left it. */
    private static boolean isInGroup(Process process) {
        return process.session() == process.pid()
                || ProcStat.of(process.pid())
                        .filter(stat -> stat.group() == process.session())
                        .isPresent();
    }

    @Override
    public Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps) {
        var left = sessionKiller.sweep(sweeps);
        for (Sweep sweep : sweeps) {
            cgroups.sweep(sweep.leader().session(), sweep.signal()).ifPresent(remains -> {
                var member = left.getOrDefault(sweep, OptionalInt.empty());
                left.put(sweep, remains.killed() || member.isEmpty() ? remains.refusing() : member);
            });
        }
        return left;
    }

    @Override
    public int endChildren(Predicate<String> spared) {
        return lastChildren.end(spared);
    }

    @Override
    public Optional<Usage> usage(Process process, Optional<Mark> mark) {
        try {
            return there(process)
                    .map(main ->
                            mark.isPresent() ? members.usage(main, process, mark.get()) : sum.of(List.of(main), false));
        } catch (KernelException hidden) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong ownTime(Process process) {
        long micros = Times.processorMicros(process.pid());
        return micros < 0 ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    @Override
    public OptionalLong openFiles(Process process) {
        return there(process).isPresent() ? files(process.pid()) : OptionalLong.empty();
    }

    /** A process without a birth is the keeper itself. */
    private static Optional<ProcStat> there(Process process) {
        return ProcStat.of(process.pid())
                .filter(stat -> (process.birth() == 0 || stat.birth() == process.birth()) && !stat.dead());
    }

    private OptionalLong files(int pid) {
        try {
            return OptionalLong.of(files.names("/proc/" + pid + "/fd").size());
        } catch (KernelException forbidden) {
            return OptionalLong.empty();
        }
    }

    @Override
    public List<String> limit(Process process, Map<GroupLimit, Long> limits) {
        return cgroups.change(process.session(), limits);
    }

    @Override
    public boolean isChild(Process process) {
        return ProcStat.of(process.pid())
                .filter(stat -> stat.birth() == process.birth() && stat.parent() == Tasks.getpid())
                .isPresent();
    }

    @Override
    public List<Survivor> survivors(String runFolder, String outputFolder) {
        return new Survivors(files, runFolder, outputFolder).find();
    }

    @Override
    public String pidNamespace() {
        return PidNamespace.name(files);
    }

    @Override
    public List<Integer> children() {
        return children.all();
    }

    @Override
    public int processId() {
        return Tasks.getpid();
    }

    @Override
    public String variable(String name) {
        return inherited.variable(name);
    }
}

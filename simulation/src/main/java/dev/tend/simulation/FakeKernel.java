package dev.tend.simulation;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.NotifySocket;
import dev.tend.kernel.Poller.PollEvent;
import dev.tend.kernel.WallAlarm;
import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The system that a simulated keeper runs on: files and descriptors on a {@link FakeDisk}, processes in a table, and time that
 * goes on as far as anybody wants to sleep. It outlives keepers: {@link #keeperDied} takes from one what a real death would.
 */
public final class FakeKernel implements Kernel, BorrowedFiles, BorrowedStreams {

    /** The wall clock's lead over the monotonic one, so that mixing them up shows. */
    private static final long EPOCH = 1_700_000_000_000_000L;

    private final FakeDisk disk;
    private final FakeFiles files;
    private final FakePoller poller;
    private final FakeProcesses processes;
    private final FakeNotifySockets mailboxes;
    private final FakeListenSockets doors;
    private final SeededRandom chance;
    private long wallJump;
    private boolean lockTaken;

    public FakeKernel(Trace trace, SeededRandom chance) {
        this.chance = chance;
        disk = new FakeDisk(this::wallTime);
        files = new FakeFiles(disk);
        poller = new FakePoller(disk);
        processes = new FakeProcesses(poller, trace, chance, disk);
        mailboxes = new FakeNotifySockets(poller);
        doors = new FakeListenSockets(poller, processes, chance);
    }

    public FakeDisk disk() {
        return disk;
    }

    public FakePoller poller() {
        return poller;
    }

    public FakeProcesses processes() {
        return processes;
    }

    @Override
    public FakeStreams streams() {
        touch();
        return poller.streams();
    }

    FakeNotifySockets mailboxes() {
        return mailboxes;
    }

    FakeListenSockets doors() {
        return doors;
    }

    /** Sets the wall clock, as an administrator would. */
    public void jump(long micros) {
        wallJump += micros;
        poller.clockSet();
    }

    /** Closes all descriptors of the keeper, and makes its children children of init. */
    public void keeperDied() {
        poller.keeperDied();
        processes.keeperDied();
        mailboxes.keeperDied();
        doors.keeperDied();
    }

    @Override
    public void bindToKeeper() {
        processes.bindToKeeper();
    }

    @Override
    public boolean lock(String path) {
        if (!lockTaken) {
            disk.put(path, "");
        }
        return !lockTaken;
    }

    @Override
    public boolean lockLogs(String folder, String path, String runFolder) {
        if (!lockTaken) {
            disk.put(path, runFolder);
        }
        return !lockTaken;
    }

    /** Lets another keeper take the lock, if possible. */
    void takeLock() {
        lockTaken = true;
    }

    /** The same wherever the simulation runs. */
    @Override
    public String trace(Throwable failure) {
        return "    at " + failure.getClass().getName();
    }

    private void touch() {
        disk.faults().touch();
    }

    // ---- Clock

    @Override
    public long now() {
        touch();
        return poller.now();
    }

    @Override
    public long wallTime() {
        return EPOCH + (poller == null ? 0 : poller.now()) + wallJump;
    }

    @Override
    public int dice() {
        touch();
        return (int) chance.next();
    }

    @Override
    public String bootId() {
        return "boot";
    }

    // ---- Poller

    @Override
    public List<PollEvent> await(long deadline) {
        return poller.await(deadline);
    }

    @Override
    public void watch(int descriptor, boolean readable, boolean writable) {
        touch();
        poller.watch(descriptor, readable, writable);
    }

    @Override
    public void unwatch(int descriptor) {
        poller.unwatch(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        touch();
        return poller.watchFolder(path);
    }

    @Override
    public int watchRemovals(String path) {
        touch();
        return poller.watchRemovals(path);
    }

    @Override
    public void unwatchFolder(int watch) {
        poller.unwatchFolder(watch);
    }

    @Override
    public WallAlarm wallAlarm() {
        touch();
        return poller.openAlarm(this::wallTime);
    }

    // ---- Doors and mailboxes

    @Override
    public NotifySocket mailbox(String path, Optional<String> owner) {
        touch();
        return mailboxes.open(path);
    }

    @Override
    public int open(Address address, Optional<String> owner) {
        touch();
        return doors.open(address, owner);
    }

    @Override
    public Optional<Integer> takeBack(Address address, Process holder) {
        touch();
        return doors.takeBack(address, holder);
    }

    @Override
    public void removeDoor(Address address) {
        doors.removeDoor(address);
    }

    // ---- Processes; a keeper may die in any of them

    private void mortal(String call) {
        disk.faults().enter(call, "", true);
    }

    @Override
    public Child fork(Launch launch) {
        touch();
        mortal("fork");
        var child = processes.fork(launch, doors.addresses(launch.sockets()));
        mortal("fork");
        return child;
    }

    @Override
    public void release(Child child) {
        touch();
        mortal("release");
        processes.release(child);
        mortal("release");
    }

    @Override
    public Optional<String> outcome(Child child) {
        touch();
        return processes.outcome(child);
    }

    @Override
    public Optional<Dead> ended() {
        touch();
        return processes.ended();
    }

    @Override
    public void reap(int pid) {
        touch();
        mortal("reap");
        processes.reap(pid);
        mortal("reap");
    }

    @Override
    public Delivery signal(int pid, boolean group, int signal) {
        touch();
        mortal("signal");
        var delivery = processes.signal(pid, group, signal);
        mortal("signal");
        return delivery;
    }

    @Override
    public Optional<Process> member(int pid, Process of) {
        touch();
        return processes.member(pid, of);
    }

    @Override
    public Optional<Integer> open(Process process) {
        touch();
        return processes.open(process);
    }

    @Override
    public Process named(String pidfile) {
        touch();
        return processes.named(pidfile);
    }

    @Override
    public Delivery signalOpened(int descriptor, Process process, boolean group, int signal) {
        touch();
        mortal("signal");
        return processes.signalOpened(descriptor, process, group, signal);
    }

    @Override
    public Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps) {
        touch();
        mortal("sweep");
        var unfinished = processes.sweep(sweeps);
        mortal("sweep");
        return unfinished;
    }

    @Override
    public Optional<Usage> usage(Process process, Optional<Mark> mark) {
        touch();
        return processes.usage(process, mark);
    }

    @Override
    public OptionalLong ownTime(Process process) {
        return processes.ownTime(process);
    }

    @Override
    public OptionalLong openFiles(Process process) {
        touch();
        return processes.openFiles(process);
    }

    @Override
    public boolean isChild(Process process) {
        return processes.isChild(process);
    }

    @Override
    public int endChildren(Predicate<String> spared) {
        return processes.endChildren(spared);
    }

    @Override
    public List<Survivor> survivors(String runFolder, String outputFolder) {
        return processes.survivors(runFolder, outputFolder);
    }

    @Override
    public String pidNamespace() {
        return processes.pidNamespace();
    }

    @Override
    public List<Integer> children() {
        touch();
        return processes.children();
    }

    @Override
    public int processId() {
        return processes.processId();
    }

    @Override
    public String variable(String name) {
        return processes.variable(name);
    }

    // ---- Files and streams

    @Override
    public FakeFiles files() {
        touch();
        return files;
    }

    @Override
    public int read(int descriptor, byte[] into) {
        touch();
        return processes.voices().has(descriptor)
                ? processes.voices().read(descriptor, into)
                : streams().read(descriptor, into);
    }

    @Override
    public void close(int descriptor) {
        if (poller.close(descriptor)) {
            processes.channelClosed(descriptor);
            doors.closed(descriptor);
        } else {
            poller.streams().close(descriptor);
        }
    }
}

package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Mailbox;
import dev.tend.kernel.Poller.Notice;
import dev.tend.kernel.WallAlarm;
import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The system that a simulated keeper runs on: files and descriptors on a {@link FakeDisk}, processes in a table, and time that
 * goes on as far as anybody wants to sleep. It outlives keepers: {@link #keeperDied} takes from one what a real death would.
 */
public final class FakeKernel implements Kernel {

    /** The wall clock's lead over the monotonic one, so that mixing them up shows. */
    private static final long EPOCH = 1_700_000_000_000_000L;

    private final FakeDisk disk;
    private final FakeFiles files;
    private final FakePoller poller;
    private final FakeProcesses processes;
    private final FakeMailboxes mailboxes;
    private final FakeDoors doors;
    private final Chance chance;
    private long wallJump;

    public FakeKernel(Trace trace, Chance chance) {
        this.chance = chance;
        disk = new FakeDisk(this::wallTime);
        files = new FakeFiles(disk);
        poller = new FakePoller(disk);
        processes = new FakeProcesses(poller, trace, chance, disk);
        mailboxes = new FakeMailboxes(poller);
        doors = new FakeDoors(poller, processes, chance);
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

    public FakeStreams streams() {
        return poller.streams();
    }

    FakeMailboxes mailboxes() {
        return mailboxes;
    }

    FakeDoors doors() {
        return doors;
    }

    /** Somebody sets the wall clock. */
    public void jump(long micros) {
        wallJump += micros;
        poller.clockSet();
    }

    /** All descriptors of the keeper are closed, and its children are nobody's but init's. */
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

    // ---- Clock

    @Override
    public long now() {
        return poller.now();
    }

    @Override
    public long wallTime() {
        return EPOCH + (poller == null ? 0 : poller.now()) + wallJump;
    }

    @Override
    public int dice() {
        return (int) chance.next();
    }

    @Override
    public String bootId() {
        return "boot";
    }

    // ---- Poller

    @Override
    public List<Notice> await(long deadline) {
        return poller.await(deadline);
    }

    @Override
    public void watch(int descriptor, boolean readable, boolean writable) {
        poller.watch(descriptor, readable, writable);
    }

    @Override
    public void unwatch(int descriptor) {
        poller.unwatch(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        return poller.watchFolder(path);
    }

    @Override
    public void unwatchFolder(int watch) {
        poller.unwatchFolder(watch);
    }

    @Override
    public WallAlarm wallAlarm() {
        return poller.openAlarm(this::wallTime);
    }

    // ---- Doors and mailboxes

    @Override
    public Mailbox mailbox(String path, Optional<String> owner) {
        return mailboxes.open(path);
    }

    @Override
    public int open(Address address, Optional<String> owner) {
        return doors.open(address, owner);
    }

    @Override
    public Optional<Integer> takeBack(Address address, Process holder) {
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
        mortal("fork");
        var child = processes.fork(launch, doors.addresses(launch.sockets()));
        mortal("fork");
        return child;
    }

    @Override
    public void release(Child child) {
        mortal("release");
        processes.release(child);
        mortal("release");
    }

    @Override
    public Optional<String> outcome(Child child) {
        return processes.outcome(child);
    }

    @Override
    public Optional<Dead> ended() {
        return processes.ended();
    }

    @Override
    public void reap(int pid) {
        mortal("reap");
        processes.reap(pid);
        mortal("reap");
    }

    @Override
    public boolean signal(int pid, boolean group, int signal) {
        mortal("signal");
        boolean received = processes.signal(pid, group, signal);
        mortal("signal");
        return received;
    }

    @Override
    public Optional<Process> member(int pid, Process of) {
        return processes.member(pid, of);
    }

    @Override
    public Optional<Integer> open(Process process) {
        return processes.open(process);
    }

    @Override
    public Process named(String pidfile) {
        return processes.named(pidfile);
    }

    @Override
    public boolean signalOpened(int descriptor, Process process, boolean group, int signal) {
        mortal("signal");
        return processes.signalOpened(descriptor, process, group, signal);
    }

    @Override
    public Set<Sweep> sweep(Collection<Sweep> sweeps) {
        mortal("sweep");
        var unfinished = processes.sweep(sweeps);
        mortal("sweep");
        return unfinished;
    }

    @Override
    public OptionalLong measure(Process process, Gauge gauge) {
        return processes.measure(process, gauge);
    }

    @Override
    public List<Integer> children() {
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

    // ---- Files

    @Override
    public String read(String path, int limit) {
        return files.read(path, limit);
    }

    @Override
    public void replace(String path, String text, int mode) {
        files.replace(path, text, mode);
    }

    @Override
    public void rename(String from, String to) {
        files.rename(from, to);
    }

    @Override
    public void remove(String path) {
        files.remove(path);
    }

    @Override
    public List<String> names(String folder) {
        return files.names(folder);
    }

    @Override
    public void makeFolder(String path, int mode) {
        files.makeFolder(path, mode);
    }

    @Override
    public Optional<Facts> facts(String path) {
        return files.facts(path);
    }

    @Override
    public Optional<String> link(String path) {
        return files.link(path);
    }

    @Override
    public int userId() {
        return files.userId();
    }

    // ---- Streams

    @Override
    public int openFifo(String path, Optional<String> owner, long size) {
        return streams().openFifo(path, owner, size);
    }

    @Override
    public int openLog(String path) {
        return streams().openLog(path);
    }

    @Override
    public long splice(int from, int to, long count) {
        return streams().splice(from, to, count);
    }

    @Override
    public int peek(int pipe, byte[] into) {
        return streams().peek(pipe, into);
    }

    @Override
    public int skip(int pipe, int count) {
        return streams().skip(pipe, count);
    }

    @Override
    public int available(int pipe) {
        return streams().available(pipe);
    }

    @Override
    public int capacity(int pipe) {
        return streams().capacity(pipe);
    }

    @Override
    public int resize(int pipe, long size) {
        return streams().resize(pipe, size);
    }

    @Override
    public int read(int descriptor, byte[] into) {
        return processes.isVoice(descriptor)
                ? hear(descriptor, into)
                : streams().read(descriptor, into);
    }

    private int hear(int voice, byte[] into) {
        var said = processes.hear(voice);
        if (said.isEmpty()) {
            return 0;
        }
        poller.makeUnreadable(voice);
        byte[] bytes = said.get().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length == 0 ? -Errno.EAGAIN : bytes.length;
    }

    @Override
    public int write(int descriptor, byte[] from, int offset, int count) {
        return streams().write(descriptor, from, offset, count);
    }

    @Override
    public int readAt(String path, long position, byte[] into) {
        return streams().readAt(path, position, into);
    }

    @Override
    public int openToRead(String path) {
        return streams().openToRead(path);
    }

    @Override
    public int readAt(int descriptor, long position, byte[] into) {
        return streams().readAt(descriptor, position, into);
    }

    @Override
    public long inode(int descriptor) {
        return streams().inode(descriptor);
    }

    @Override
    public long size(int descriptor) {
        return streams().size(descriptor);
    }

    @Override
    public int truncate(int descriptor, long size) {
        return streams().truncate(descriptor, size);
    }

    @Override
    public void close(int descriptor) {
        if (poller.close(descriptor)) {
            processes.channelClosed(descriptor);
            doors.closed(descriptor);
        } else {
            streams().close(descriptor);
        }
    }

    @Override
    public int listen(String path, Optional<String> group) {
        return streams().listen(path, group);
    }

    @Override
    public Optional<Connection> accept(int listener) {
        return streams().accept(listener);
    }

    @Override
    public int console() {
        return streams().console();
    }
}

package dev.tend.linux;

import dev.tend.kernel.Asker;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.Launch;
import dev.tend.kernel.NotifySocket;
import dev.tend.kernel.WallAlarm;
import dev.tend.lifecycle.Process;
import dev.tend.path.LockFile;
import dev.tend.path.PosixFiles;
import dev.tend.service.Address;
import dev.tend.spawn.InheritedState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The kernel of Linux. Making one makes the process a keeper: it blocks the signals it will read, becomes the reaper of orphans
 * and raises its limit of descriptors; so make one, and only where a keeper runs. The parts are in classes of their own; this
 * one puts them together.
 */
public final class PosixKernel implements Kernel {

    private static final int LONGEST_TRACE = 30;

    private final PosixMemory memory = new PosixMemory();
    private final PosixFiles files = new PosixFiles();
    private final InheritedState original = InheritedState.replaced(files);
    private final PosixClock clock = new PosixClock(files);
    private final PosixPoller poller = new PosixPoller(original);
    private final PosixStreams streams = new PosixStreams(files);
    private final PosixListenSockets doors = new PosixListenSockets(files);
    private final PosixProcesses processes;
    private LockFile lock;
    private Optional<LogLock> logLock;

    /**
     * @param asker finds out, in a child, whether something answers
     * @param lock of the run directory, taken
     * @param logLock of the log directory, taken, where there is one
     */
    public PosixKernel(Asker asker, LockFile lock, Optional<LogLock> logLock) {
        this.lock = lock;
        this.logLock = logLock;
        processes = new PosixProcesses(files, original, asker);
        files.paths().ownership().remember();
    }

    @Override
    public long heapSize() {
        return memory.heapSize();
    }

    @Override
    public boolean hasFree(long bytes) {
        return memory.hasFree(bytes);
    }

    @Override
    public void bindToKeeper() {
        poller.hearAll();
        processes.bindToKeeper();
    }

    @Override
    public boolean lock(String path) {
        LockFile next = LockFile.open(path);
        if (!next.take()) {
            next.close();
            return false;
        }
        lock.close();
        lock = next;
        return true;
    }

    @Override
    public boolean lockLogs(String folder, String path, String runFolder) {
        var next = new LogLock(folder, path);
        if (!next.takeFile()) {
            next.close();
            return false;
        }
        logLock.ifPresent(LogLock::close); // its name may be that of the same directory
        logLock = Optional.of(next);
        next.note(runFolder);
        return next.takeName();
    }

    @Override
    public String trace(Throwable failure) {
        var trace = new StringBuilder();
        int count = 0;
        for (StackTraceElement method : failure.getStackTrace()) {
            if (count++ == LONGEST_TRACE) {
                break;
            }
            trace.append(trace.isEmpty() ? "" : "\n").append("    at ").append(method);
        }
        return trace.toString();
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public long wallTime() {
        return clock.wallTime();
    }

    @Override
    public int dice() {
        return clock.dice();
    }

    @Override
    public String bootId() {
        return clock.bootId();
    }

    @Override
    public Child fork(Launch launch) {
        return processes.fork(launch);
    }

    @Override
    public void release(Child child) {
        processes.release(child);
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
        processes.reap(pid);
    }

    @Override
    public Delivery signal(int pid, boolean group, int signal) {
        return processes.signal(pid, group, signal);
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
    public Delivery signalOpened(int descriptor, Process process, boolean group, int signal) {
        return processes.signalOpened(descriptor, process, group, signal);
    }

    @Override
    public Map<Sweep, OptionalInt> sweep(Collection<Sweep> sweeps) {
        return processes.sweep(sweeps);
    }

    @Override
    public Optional<Usage> usage(Process process, Optional<Mark> mark) {
        return processes.usage(process, mark);
    }

    @Override
    public OptionalLong ownTime(Process process) {
        return processes.ownTime(process);
    }

    @Override
    public OptionalLong openFiles(Process process) {
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
    public boolean isHeld(String fifo) {
        return streams.isHeld(fifo);
    }

    @Override
    public String pidNamespace() {
        return processes.pidNamespace();
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

    @Override
    public String read(String path, int limit) {
        return files.read(path, limit);
    }

    @Override
    public void replace(String path, String text, int mode) {
        files.replace(path, text, mode);
    }

    @Override
    public void overwriteEnd(String path, int count, String text) {
        files.overwriteEnd(path, count, text);
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
    public Optional<Facts> entry(String path) {
        return files.entry(path);
    }

    @Override
    public boolean isReadOnly(String path) {
        return files.isReadOnly(path);
    }

    @Override
    public void own(String folder) {
        files.own(folder);
    }

    @Override
    public int userId() {
        return files.userId();
    }

    @Override
    public int openFifo(String path, Optional<String> owner, long size) {
        return streams.openFifo(path, owner, size);
    }

    @Override
    public int openLog(String path) {
        return streams.openLog(path);
    }

    @Override
    public int openAppending(String path) {
        return streams.openAppending(path);
    }

    @Override
    public long end(int descriptor) {
        return streams.end(descriptor);
    }

    @Override
    public long splice(int from, int to, long position, long count) {
        return streams.splice(from, to, position, count);
    }

    @Override
    public int writeAt(int descriptor, byte[] from, long position) {
        return streams.writeAt(descriptor, from, position);
    }

    @Override
    public int peek(int pipe, byte[] into) {
        return streams.peek(pipe, into);
    }

    @Override
    public int skip(int pipe, int count) {
        return streams.skip(pipe, count);
    }

    @Override
    public int available(int pipe) {
        return streams.available(pipe);
    }

    @Override
    public int capacity(int pipe) {
        return streams.capacity(pipe);
    }

    @Override
    public int resize(int pipe, long size) {
        return streams.resize(pipe, size);
    }

    @Override
    public int read(int descriptor, byte[] into) {
        return streams.read(descriptor, into);
    }

    @Override
    public int write(int descriptor, byte[] from, int offset, int count) {
        return streams.write(descriptor, from, offset, count);
    }

    @Override
    public int readAt(String path, long position, byte[] into) {
        return streams.readAt(path, position, into);
    }

    @Override
    public int openToRead(String path) {
        return streams.openToRead(path);
    }

    @Override
    public int readAt(int descriptor, long position, byte[] into) {
        return streams.readAt(descriptor, position, into);
    }

    @Override
    public long inode(int descriptor) {
        return streams.inode(descriptor);
    }

    @Override
    public long size(int descriptor) {
        return streams.size(descriptor);
    }

    @Override
    public int truncate(int descriptor, long size) {
        return streams.truncate(descriptor, size);
    }

    @Override
    public void close(int descriptor) {
        processes.strangers().closed(descriptor);
        streams.close(descriptor);
    }

    @Override
    public int listen(String path, Optional<String> group) {
        return streams.listen(path, group);
    }

    @Override
    public Optional<Connection> accept(int listener) {
        return streams.accept(listener);
    }

    @Override
    public boolean isClosedByPeer(int connection) {
        return streams.isClosedByPeer(connection);
    }

    @Override
    public int console() {
        return streams.console();
    }

    @Override
    public int errors() {
        return streams.errors();
    }

    @Override
    public List<PollEvent> await(long deadline) {
        List<PollEvent> notices = poller.await(deadline);
        processes.strangers().filter(notices);
        files.paths().ownership().forget();
        return notices;
    }

    @Override
    public void watch(int descriptor, boolean readable, boolean writable) {
        if (streams.isShared(descriptor)) {
            poller.watchShared(descriptor);
        } else {
            poller.watch(descriptor, readable, writable);
        }
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
    public int watchRemovals(String path) {
        return poller.watchRemovals(path);
    }

    @Override
    public void unwatchFolder(int watch) {
        poller.unwatchFolder(watch);
    }

    @Override
    public WallAlarm wallAlarm() {
        return new PosixWallAlarm();
    }

    @Override
    public NotifySocket mailbox(String path, Optional<String> owner) {
        return new PosixNotifySocket(path, owner, files);
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
}

package dev.tend.simulation;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Memory;
import dev.tend.service.Address;
import java.util.List;
import java.util.Set;

/**
 * The system that a simulated keeper runs on: files and descriptors on a {@link FakeDisk}, processes in a table, and time that
 * goes on as far as anybody wants to sleep. It outlives keepers: {@link #keeperDied} takes from one what a real death would.
 */
public final class FakeKernel implements FakeStreams.Others {

    private final FakeDisk disk;
    private final FakeFiles files;
    private final FakePoller poller;
    private final FakeClock clock;
    private final FakeProcesses processes;
    private final FakeNotifySockets notifySockets;
    private final FakeListenSockets listenSockets;
    private final FakeLocks locks;

    public FakeKernel(Trace trace, SeededRandom chance) {
        disk = new FakeDisk(this::wallTime);
        files = new FakeFiles(disk);
        poller = new FakePoller(disk, this);
        clock = new FakeClock(disk.faults(), poller, chance);
        processes = new FakeProcesses(poller, trace, chance, disk, this::addresses);
        notifySockets = new FakeNotifySockets(poller);
        listenSockets = new FakeListenSockets(disk.faults(), poller, processes, notifySockets, chance);
        locks = new FakeLocks(disk);
    }

    /** Returns the kernel of one keeper: the next one gets streams of its own. */
    public Kernel kernel() {
        return new Kernel(
                clock,
                processes,
                files,
                poller.streams(),
                poller,
                listenSockets,
                locks,
                new Memory() {},
                failure -> "    at " + failure.getClass().getName());
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

    public FakeFiles files() {
        return files;
    }

    FakeClock clock() {
        return clock;
    }

    FakeLocks locks() {
        return locks;
    }

    FakeNotifySockets notifySockets() {
        return notifySockets;
    }

    FakeListenSockets listenSockets() {
        return listenSockets;
    }

    private long wallTime() {
        return clock == null ? FakeClock.EPOCH : clock.wallTime();
    }

    private Set<Address> addresses(List<Integer> descriptors) {
        return listenSockets.addresses(descriptors);
    }

    /** Closes all descriptors of the keeper, and makes its children children of init. */
    public void keeperDied() {
        poller.keeperDied();
        processes.keeperDied();
        notifySockets.keeperDied();
        listenSockets.keeperDied();
    }

    @Override
    public boolean close(int descriptor) {
        boolean ours = poller.close(descriptor);
        if (ours) {
            processes.channelClosed(descriptor);
            listenSockets.closed(descriptor);
        }
        return ours;
    }

    @Override
    public boolean has(int descriptor) {
        return processes.readinessFds().has(descriptor);
    }

    @Override
    public int read(int descriptor, byte[] into) {
        return processes.readinessFds().read(descriptor, into);
    }
}

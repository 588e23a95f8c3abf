package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.ListenSockets;
import dev.tend.kernel.NotifySocket;
import dev.tend.lifecycle.Process;
import dev.tend.service.Address;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sockets that are no more than their address. An address is in use as long as the keeper or any process holds it. */
final class FakeListenSockets implements ListenSockets {

    private final Faults faults;
    private final FakePoller poller;
    private final FakeProcesses processes;
    private final FakeNotifySockets notifySockets;
    private final SeededRandom chance;
    private final Map<Integer, Address> open = new TreeMap<>();

    FakeListenSockets(
            Faults faults,
            FakePoller poller,
            FakeProcesses processes,
            FakeNotifySockets notifySockets,
            SeededRandom chance) {
        this.faults = faults;
        this.notifySockets = notifySockets;
        this.poller = poller;
        this.processes = processes;
        this.chance = chance;
    }

    @Override
    public int open(Address address, Optional<String> owner) {
        faults.touch();
        if (open.containsValue(address)) {
            throw new InvariantBroken(address.text() + " is opened again while it is open");
        }
        if (processes.table().isHeld(address)) {
            throw new KernelException("cannot listen on " + address.text(), Errno.EADDRINUSE);
        }
        if (chance.onceIn(10)) {
            throw new KernelException("cannot listen on " + address.text(), Errno.EACCES);
        }
        return opened(address);
    }

    private int opened(Address address) {
        int descriptor = poller.open();
        open.put(descriptor, address);
        return descriptor;
    }

    boolean isOpen(String address) {
        return open.values().stream().anyMatch(each -> each.text().equals(address));
    }

    @Override
    public Optional<Integer> takeBack(Address address, Process holder) {
        faults.touch();
        boolean found = processes.table().holds(holder, address) && !chance.onceIn(10);
        return found ? Optional.of(opened(address)) : Optional.empty();
    }

    @Override
    public NotifySocket notifySocket(String path, Optional<String> owner) {
        faults.touch();
        return notifySockets.open(path);
    }

    @Override
    public void removeDoor(Address address) {
        if (open.containsValue(address)) {
            throw new InvariantBroken("the file of " + address.text() + " is removed while it is open");
        }
    }

    /** Returns the addresses of these descriptors. */
    Set<Address> addresses(List<Integer> descriptors) {
        var addresses = new HashSet<Address>();
        for (int descriptor : descriptors) {
            var address = open.get(descriptor);
            if (address == null) {
                throw new InvariantBroken("descriptor " + descriptor + " is handed over, and is no open socket");
            }
            addresses.add(address);
        }
        return addresses;
    }

    /** A client connects to an address, and waits to be accepted. */
    void connect(String address) {
        open.forEach((descriptor, each) -> {
            if (each.text().equals(address)) {
                poller.makeReadable(descriptor);
            }
        });
    }

    /** All clients that wait at an address are accepted. */
    void accept(String address) {
        open.forEach((descriptor, each) -> {
            if (each.text().equals(address)) {
                poller.makeUnreadable(descriptor);
            }
        });
    }

    /** Something happens at one of the sockets, if there are any. */
    void happen() {
        if (!open.isEmpty()) {
            var all = List.copyOf(open.values());
            String address = all.get(chance.below(all.size())).text();
            if (chance.onceIn(3)) {
                connect(address);
            } else {
                accept(address);
            }
        }
    }

    void closed(int descriptor) {
        poller.makeUnreadable(descriptor);
        open.remove(descriptor);
    }

    int count() {
        return open.size();
    }

    void keeperDied() {
        open.clear();
    }
}

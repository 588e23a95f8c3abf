package dev.tend.linux;

import static dev.tend.path.Calls.must;
import static dev.tend.posix.Signalling.bit;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Poller;
import dev.tend.lifecycle.Signals;
import dev.tend.path.Ownership;
import dev.tend.posix.Epoll;
import dev.tend.posix.SignalReader;
import dev.tend.posix.Signalling;
import dev.tend.posix.Times;
import dev.tend.proc.OpenedProcesses;
import dev.tend.spawn.InheritedState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits in one epoll for descriptors, signals (a signalfd) and folders (inotify). Nothing wakes it up that was not asked for. */
final class PosixPoller implements Poller {

    /** The pause after which there is time to tidy up, in microseconds. */
    private static final long LONG_REST = 1_000_000;

    private static final int MOST_FAILURES = 5;

    /** The signals of the keyboard, which a script makes its background processes ignore. */
    private static final int[] KEYS = {Signals.INT, Signals.QUIT};

    /** The signals that are blocked and read: all that can be, except those that a fault of our own would raise. */
    private static final long ALL = set(false);

    private static final long FAULTS = set(true);

    private final Epoll epoll = new Epoll();
    private final Watches watches = new Watches();
    private final Heap heap = new Heap();
    private boolean rested;

    /** The number of times in a row that the poller has failed. */
    private int failures;

    private SignalReader signals;

    /** Signals that must not be blocked, where somebody is to hear of them. */
    private Optional<SignalReader> faults = Optional.empty();

    private final PosixStreams streams;
    private final OpenedProcesses nonChildren;
    private final Ownership ownership;

    /**
     * @param inherited tells what the keeper was started to ignore, such as the keyboard in the background of a script
     * @param streams tells which streams are shared with others
     * @param nonChildren tells which events are no ends of processes
     * @param ownership forgets after each wait what it knows of directories
     */
    PosixPoller(InheritedState inherited, PosixStreams streams, OpenedProcesses nonChildren, Ownership ownership) {
        this.streams = streams;
        this.nonChildren = nonChildren;
        this.ownership = ownership;
        Signalling.drop(FAULTS);
        signals = read(SignalReader.of(heard(inherited)));
        if (watches.descriptor() >= 0) {
            watch(watches.descriptor(), true, false);
        }
    }

    /** All but those that a broken pipe and a full file raise, which are ignored, and the one by which a terminal stops us. */
    private static long heard(InheritedState inherited) {
        long set = ALL & ~bit(Signals.PIPE) & ~bit(Signals.XFSZ) & ~bit(Signals.TSTP);
        for (int key : KEYS) {
            set &= inherited.ignores(key) ? ~bit(key) : -1;
        }
        return set;
    }

    @Override
    public void reportAllSignals() {
        unwatch(signals.descriptor());
        signals.close();
        signals = read(SignalReader.of(ALL));
        faults = Optional.of(read(SignalReader.relayed(FAULTS)));
    }

    private static long set(boolean faults) {
        long set = faults ? 0 : bit(Signals.CHLD);
        for (int signal = 1; signal < Signals.END; signal++) {
            set |= Signals.isForwarded(signal) && Signals.isFault(signal) == faults ? bit(signal) : 0;
        }
        return set;
    }

    private SignalReader read(SignalReader reader) {
        watch(must(reader.descriptor(), "cannot wait for signals"), true, false);
        return reader;
    }

    @Override
    public List<PollEvent> await(long deadline) {
        List<PollEvent> pollEvents = new ArrayList<>();
        while (pollEvents.isEmpty()) {
            long left = left(deadline);
            boolean untidy = (left == Epoll.FOREVER || left > LONG_REST) && heap.isUntidy();
            int count = awaitOnce(untidy ? LONG_REST : left);
            if (untidy && count == 0) {
                tidy();
            }
            for (int i = 0; i < count; i++) {
                collect(i, pollEvents);
            }
            if (left(deadline) == 0) {
                break; // and not before epoll was asked once: a listener that is late has to see the other events, too
            }
        }
        nonChildren.filter(pollEvents);
        ownership.forget();
        return pollEvents;
    }

    /** Tidies up in a long rest. In the first one the code of the start goes, too: most of it is not needed any more. */
    private void tidy() {
        heap.tidy();
        if (!rested) {
            epoll.releaseCode();
            rested = true;
        }
    }

    /** A poller that fails does not wait: to ask it without end would take the processor, and nothing would happen. */
    private int awaitOnce(long micros) {
        int count = epoll.await(micros);
        if (count >= 0 || count == -Errno.EINTR) {
            failures = 0;
        } else if (++failures == MOST_FAILURES) {
            throw new KernelException("cannot wait for events: epoll_pwait(2)", -count);
        }
        return count;
    }

    private static long left(long deadline) {
        return deadline == FOREVER ? Epoll.FOREVER : Math.max(0, deadline - Times.micros(Times.CLOCK_MONOTONIC));
    }

    private void collect(int index, List<PollEvent> pollEvents) {
        int descriptor = epoll.descriptor(index);
        if (descriptor == signals.descriptor()) {
            collect(signals, pollEvents);
        } else if (faults.isPresent() && descriptor == faults.get().descriptor()) {
            collect(faults.get(), pollEvents);
        } else if (descriptor == watches.descriptor()) {
            watches.collect(pollEvents);
        } else {
            if (epoll.readable(index)) {
                pollEvents.add(new PollEvent.Readable(descriptor));
            }
            if (epoll.writable(index)) {
                pollEvents.add(new PollEvent.Writable(descriptor));
            }
        }
    }

    private static void collect(SignalReader reader, List<PollEvent> pollEvents) {
        for (int signal = reader.next(); signal > 0; signal = reader.next()) {
            pollEvents.add(new PollEvent.Signalled(signal));
        }
    }

    @Override
    public void watch(int descriptor, boolean readable, boolean writable) {
        if (streams.isShared(descriptor)) {
            watchShared(descriptor);
            return;
        }
        int interest = (readable ? Epoll.EPOLLIN : 0) | (writable ? Epoll.EPOLLOUT : 0);
        must(epoll.watch(descriptor, interest), "cannot wait for descriptor ", String.valueOf(descriptor));
    }

    /**
     * Asks when a standard stream can be written to again. A terminal with room for one byte counts as writable but takes no
     * newline, which becomes two: only a change of its state is worth another attempt, or the poller would never rest.
     */
    private void watchShared(int descriptor) {
        must(
                epoll.watch(descriptor, Epoll.EPOLLOUT | Epoll.EPOLLET),
                "cannot wait for descriptor ",
                String.valueOf(descriptor));
    }

    @Override
    public void unwatch(int descriptor) {
        epoll.unwatch(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        return watches.add(path);
    }

    @Override
    public int watchRemovals(String path) {
        return watches.addRemovals(path);
    }

    @Override
    public int watchItself(String path) {
        return watches.addItself(path);
    }

    @Override
    public void unwatchFolder(int watch) {
        watches.remove(watch);
    }
}

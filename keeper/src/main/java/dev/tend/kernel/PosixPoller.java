package dev.tend.kernel;

import static dev.tend.kernel.Calls.must;

import dev.tend.lifecycle.Signals;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Epoll;
import dev.tend.posix.Signalling;
import dev.tend.posix.Times;
import java.util.ArrayList;
import java.util.List;

/** Waits in one epoll for descriptors, signals (a signalfd) and folders (inotify). Nothing wakes it up that nobody asked for. */
final class PosixPoller implements Poller {

    private static final int USR1 = 10;
    private static final int USR2 = 12;
    private static final int ALRM = 14;
    private static final int WINCH = 28;

    /** In microseconds: after it, there is time to tidy up. */
    private static final long LONG_REST = 1_000_000;

    private final Epoll epoll = new Epoll();
    private final Watches watches = new Watches();
    private final Heap heap = new Heap();
    private int signals;

    /** @param interruptible whether it hears of the keyboard's INT; one in the background of a script is not to */
    PosixPoller(boolean interruptible) {
        signals = must(
                Signalling.signalfd(
                        Signals.HUP,
                        interruptible ? Signals.INT : Signals.CHLD,
                        Signals.QUIT,
                        Signals.TERM,
                        Signals.CHLD,
                        USR1,
                        USR2,
                        ALRM,
                        WINCH),
                "cannot wait for signals");
        watch(signals, true, false);
        if (watches.descriptor() >= 0) {
            watch(watches.descriptor(), true, false);
        }
    }

    /** Hears of every signal that others can mean us to get. */
    void hearAll() {
        int[] all = new int[Signals.END];
        for (int signal = 0; signal < all.length; signal++) {
            all[signal] = isOurOwn(signal) ? Signals.CHLD : signal;
        }
        unwatch(signals);
        Descriptors.close(signals);
        signals = must(Signalling.signalfd(all), "cannot wait for signals");
        watch(signals, true, false);
    }

    /** What can't be blocked, what a fault of our own or a broken pipe would raise, and what libc and runtime need (32 to 35). */
    private static boolean isOurOwn(int signal) {
        return switch (signal) {
            case 0, 4, 5, 6, 7, 8, Signals.KILL, 11, Signals.PIPE, 19, 25, 31, 32, 33, 34, 35 -> true;
            default -> false;
        };
    }

    @Override
    public List<Notice> await(long deadline) {
        List<Notice> notices = new ArrayList<>();
        while (notices.isEmpty()) {
            long left = left(deadline);
            boolean untidy = (left == Epoll.FOREVER || left > LONG_REST) && heap.isUntidy();
            int count = epoll.await(untidy ? LONG_REST : left);
            if (untidy && count == 0) {
                heap.tidy();
            }
            for (int i = 0; i < count; i++) {
                collect(i, notices);
            }
            if (left(deadline) == 0) {
                break; // and not before epoll was asked once: who is late has to hear of the others, too
            }
        }
        return notices;
    }

    private static long left(long deadline) {
        return deadline == FOREVER ? Epoll.FOREVER : Math.max(0, deadline - Times.micros(Times.CLOCK_MONOTONIC));
    }

    private void collect(int index, List<Notice> notices) {
        int descriptor = epoll.descriptor(index);
        if (descriptor == signals) {
            for (int signal = Signalling.next(signals); signal > 0; signal = Signalling.next(signals)) {
                notices.add(new Notice.Signalled(signal));
            }
        } else if (descriptor == watches.descriptor()) {
            watches.collect(notices);
        } else {
            if (epoll.readable(index)) {
                notices.add(new Notice.Readable(descriptor));
            }
            if (epoll.writable(index)) {
                notices.add(new Notice.Writable(descriptor));
            }
        }
    }

    @Override
    public void watch(int descriptor, boolean readable, boolean writable) {
        int interest = (readable ? Epoll.EPOLLIN : 0) | (writable ? Epoll.EPOLLOUT : 0);
        must(epoll.watch(descriptor, interest), "cannot wait for descriptor ", String.valueOf(descriptor));
    }

    /**
     * Asks when a standard stream can be written to again. A terminal with room for one byte counts as writable but takes no
     * newline, which becomes two: only a change of its state is worth another attempt, or the poller would never rest.
     */
    void watchShared(int descriptor) {
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
    public void unwatchFolder(int watch) {
        watches.remove(watch);
    }
}

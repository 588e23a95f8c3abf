package dev.tend.loop;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.Poller.PollEvent;
import dev.tend.lifecycle.Signals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits for events, and hands each to its listener. It decides nothing. Each poll event and each timer is a unit of work of its
 * own, under a {@link FaultBarrier}.
 *
 * <p>A descriptor's number may be used again as soon as it is closed, while an event of the old one is still at hand. So an event
 * goes only to a source that listened before this turn began.
 */
public final class Loop {

    private final Kernel kernel;
    private final FaultBarrier guard;
    private final TimerQueue agenda = new TimerQueue();
    private final Map<Integer, Listener> listeners = new HashMap<>();
    private long turn;

    public Loop(Kernel kernel, FaultBarrier guard) {
        this.kernel = kernel;
        this.guard = guard;
    }

    /** A source of events: the owner of a descriptor. */
    public interface Source {

        void readable();

        /** Called only for a source that listens for it. */
        default void writable() {}

        /**
         * Called when the handling of an event was abandoned.
         *
         * @return true where the source has handled that, so that the descriptor need not rest
         */
        default boolean abandoned() {
            return false;
        }
    }

    /** The source of a descriptor, and the turn since which it listens. */
    private static final class Listener {

        private final String instance;
        private final Source source;
        private final long since;
        private boolean readable;
        private boolean writable;
        private int failures;

        Listener(String instance, Source source, long since) {
            this.instance = instance;
            this.source = source;
            this.since = since;
        }
    }

    /**
     * A listener to the events that belong to no source's descriptor: signals, changes of folders, and that the console
     * can be written to again.
     */
    public interface LoopListener {

        void writable(int descriptor);

        void signalled(int signal);

        void fileChanged(int watch, String name);

        void folderGone(int watch);

        void foldersUncertain();

        /** Called between two units of work, when none is under way. */
        void between();
    }

    /** Returns the fault barrier, for units of work that are parts of others. */
    public FaultBarrier guard() {
        return guard;
    }

    /** @param instance the name of the instance that it is for; "" for none */
    public void listen(int descriptor, String instance, Source source) {
        listen(descriptor, instance, true, false, source);
    }

    /** Listens to a descriptor; where neither is asked for, only the end of the other side is reported, as readable. */
    public void listen(int descriptor, String instance, boolean readable, boolean writable, Source source) {
        attach(descriptor, instance, source);
        var listener = listeners.get(descriptor);
        listener.readable = readable;
        listener.writable = writable;
        kernel.poller().watch(descriptor, readable, writable);
    }

    /** Passes on the events of a descriptor that its owner watches by itself, to read from. */
    public void attach(int descriptor, String instance, Source source) {
        var listener = new Listener(instance, source, turn);
        listener.readable = true;
        listeners.put(descriptor, listener);
    }

    public void detach(int descriptor) {
        listeners.remove(descriptor);
    }

    /** Stops listening to a descriptor; to be called before it is closed, also where it has no source. */
    public void ignore(int descriptor) {
        if (listeners.remove(descriptor) != null) {
            kernel.poller().unwatch(descriptor);
        }
    }

    public void set(LoopTimer alarm, long at) {
        agenda.set(alarm, at);
    }

    /**
     * Waits once, and deals with all that has happened until then; ends of processes last, after what they still said.
     *
     * @throws dev.tend.kernel.KernelException where waiting is impossible
     */
    public void turn(LoopListener loopListener) {
        var pollEvents = kernel.poller().await(agenda.next());
        turn++;
        guard.run("a turn", () -> dealWith(pollEvents, loopListener));
    }

    private void dealWith(List<PollEvent> pollEvents, LoopListener loopListener) {
        for (PollEvent event : pollEvents) {
            hear(event, loopListener);
            loopListener.between();
        }
        for (PollEvent event : pollEvents) {
            if (event instanceof PollEvent.Signalled(var signal)) {
                signalled(signal, loopListener);
                loopListener.between();
            }
        }
        long now = kernel.clock().now();
        for (LoopTimer alarm : agenda.due(now)) {
            guard.prepare(alarm.instance());
            if (alarm.at() <= now) { // or one before has put it off
                ring(alarm);
                loopListener.between();
            }
        }
    }

    private void hear(PollEvent event, LoopListener loopListener) {
        switch (event) {
            case PollEvent.Readable(var descriptor) -> tell(descriptor, true, loopListener);
            case PollEvent.Writable(var descriptor) -> tell(descriptor, false, loopListener);
            case PollEvent.FileChanged(var watch, var name) ->
                changed("a changed file", () -> loopListener.fileChanged(watch, name), loopListener);
            case PollEvent.FolderGone(var watch) ->
                changed("a lost folder", () -> loopListener.folderGone(watch), loopListener);
            case PollEvent.FoldersUncertain() ->
                changed("changed folders", loopListener::foldersUncertain, loopListener);
            case PollEvent.Signalled _ -> {} // later
        }
    }

    /** Passes on a signal. The end of children is reported once for all of them: they are looked at in a second attempt at the latest. */
    private void signalled(int signal, LoopListener loopListener) {
        boolean done = guard.run("a signal", () -> loopListener.signalled(signal));
        if (!done && signal == Signals.CHLD) {
            guard.run("a signal", () -> loopListener.signalled(signal));
        }
    }

    /** Runs a unit about changed folders; where it is abandoned, anything may have changed. */
    private void changed(String what, Runnable unit, LoopListener loopListener) {
        if (!guard.run(what, unit)) {
            guard.run(what, loopListener::foldersUncertain);
        }
    }

    private void tell(int descriptor, boolean readable, LoopListener loopListener) {
        if (listeners.containsKey(descriptor)) {
            guard.prepare(listeners.get(descriptor).instance);
        }
        var listener = listeners.get(descriptor);
        if (listener == null) {
            if (!readable) {
                guard.run("the console", () -> loopListener.writable(descriptor));
            }
        } else if (listener.since != turn) {
            var source = listener.source;
            if (guard.run(listener.instance, "a descriptor", readable ? source::readable : source::writable)) {
                listener.failures = 0;
            } else if (!guard.run("a descriptor", () -> seeTo(descriptor, listener))) {
                rest(descriptor, listener);
            }
        }
    }

    private void seeTo(int descriptor, Listener listener) {
        if (!listener.source.abandoned()) {
            rest(descriptor, listener);
        }
    }

    /** Stops watching a descriptor for a while; otherwise the poller would report it again and again. */
    private void rest(int descriptor, Listener listener) {
        if (listeners.get(descriptor) == listener) {
            kernel.poller().unwatch(descriptor);
            set(
                    new LoopTimer(() -> wake(descriptor, listener)),
                    kernel.clock().now() + LoopTimer.rest(listener.failures++));
        }
    }

    private void wake(int descriptor, Listener listener) {
        if (listeners.get(descriptor) == listener) {
            kernel.poller().watch(descriptor, listener.readable, listener.writable);
        }
    }

    private void ring(LoopTimer alarm) {
        set(alarm, LoopTimer.UNSET);
        if (guard.run(alarm.instance(), "an alarm", alarm::ring)) {
            alarm.succeeded();
        } else {
            guard.run(alarm.instance(), "an alarm", () -> abandoned(alarm));
        }
    }

    private void abandoned(LoopTimer alarm) {
        long rest = alarm.failed();
        if (rest != LoopTimer.UNSET) { // be it that it had been set anew for an earlier time
            set(alarm, kernel.clock().now() + rest);
        }
    }
}

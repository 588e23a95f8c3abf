package dev.tend.process;

import dev.tend.format.Draft;
import dev.tend.instance.Instance;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Address;
import dev.tend.service.Command;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Starts services when the first client connects to a socket of theirs, and stops them when nobody is connected any more. A
 * service that waits for a connection is held, and costs no timer; only one that is ready and may be idle has a timer.
 *
 * <p>A service is idle if, in all of its idle-timeout, no connection or datagram came, and none is connected at the end of it. The
 * keeper notices the first that comes in each such time, and lets a child count those that are connected only if none came.
 */
final class ConnectionStarts {

    private static final Optional<Reason> CONNECTION = Optional.of(Reason.WaitsFor.CONNECTION);
    private static final Reason CAME = new Reason.Other("a client connected");

    private final Kernel kernel;
    private final Loop loop;
    private final ServiceSockets sockets;
    private final AuxProcesses children;
    private final BiConsumer<Instance, Event> feed;

    /** The sockets that are watched, by the instance that they are watched for. */
    private final Map<Instance, Watch> watches = new HashMap<>();

    ConnectionStarts(
            Kernel kernel, Loop loop, ServiceSockets sockets, AuxProcesses children, BiConsumer<Instance, Event> feed) {
        this.kernel = kernel;
        this.loop = loop;
        this.sockets = sockets;
        this.children = children;
        this.feed = feed;
    }

    /** To be called before sockets that are not needed any more are closed. Tells whether any were watched. */
    boolean forget(Instance instance) {
        var watch = watches.remove(instance);
        if (watch != null) {
            watch.end();
        }
        return watch != null;
    }

    /**
     * Its next start waits for a connection, or does not any more.
     *
     * @param watched whether its sockets were watched until now
     */
    void defined(Instance instance, boolean watched) {
        var state = instance.state();
        if (!instance.latest().spec().run().onConnection()) {
            if (instance.held().equals(CONNECTION)) {
                instance.held(Optional.empty());
            }
        } else if (state.atRest() || state.running().isPresent() || instance.waitsForConnection()) {
            instance.held(CONNECTION);
        }
        if (watched && state instanceof State.Ready) {
            changed(instance); // else something happens to it next
        }
    }

    /** Watches what has to be watched for the state that an instance is in. */
    void changed(Instance instance) {
        var run = instance.latest().spec().run();
        boolean running = instance.state().running().isPresent();
        if (run.onConnection() && (running || instance.state().atRest())) {
            instance.held(CONNECTION);
        }
        boolean mayBeIdle = instance.state() instanceof State.Ready && run.onConnection() && run.idleTimeout() > 0;
        if (mayBeIdle || instance.waitsForConnection() && run.onConnection()) {
            watch(instance, !mayBeIdle);
        } else if (!watches.isEmpty()) {
            forget(instance);
        }
    }

    private void watch(Instance instance, boolean waits) {
        var watch = watches.get(instance);
        var spec = waits ? instance.latest().spec() : instance.spec();
        if (watch != null && watch.waits == waits && watch.addresses.equals(spec.listen())) {
            return;
        }
        forget(instance);
        try {
            var descriptors = waits ? sockets.open(spec) : sockets.opened(spec);
            var begun = new Watch(instance, spec.listen(), descriptors, waits);
            watches.put(instance, begun);
            begun.begin();
        } catch (KernelException impossible) { // a start fails for the same reason, and is tried again with pauses
            start(instance, new Reason.Other(impossible.getMessage()));
        }
    }

    private void start(Instance instance, Reason cause) {
        instance.held(Optional.empty());
        feed.accept(instance, new Event.Clear(cause));
    }

    /** The watch over the sockets of an instance that waits for a connection, or that may be idle. */
    private final class Watch implements Loop.Source, AuxProcess.EndListener {

        private final Instance instance;
        private final List<Address> addresses;
        private final List<Integer> descriptors;
        private final boolean waits;
        private final LoopTimer timer;
        private Optional<Process> counting = Optional.empty();
        private boolean busy;

        Watch(Instance instance, List<Address> addresses, List<Integer> descriptors, boolean waits) {
            this.instance = instance;
            this.addresses = addresses;
            this.descriptors = descriptors;
            this.waits = waits;
            timer = new LoopTimer(instance.name(), this::elapsed);
        }

        private long idleTimeout() {
            return instance.latest().spec().run().idleTimeout();
        }

        void begin() {
            busy = false;
            for (int descriptor : descriptors) {
                loop.listen(descriptor, instance.name(), this);
            }
            if (!waits) {
                loop.set(timer, kernel.clock().now() + idleTimeout());
            }
        }

        void end() {
            ignore();
            loop.set(timer, LoopTimer.UNSET);
            kill();
        }

        private void ignore() {
            for (int descriptor : descriptors) {
                loop.ignore(descriptor);
            }
        }

        private void kill() {
            if (counting.isPresent()) {
                children.signal(counting.get(), Signals.KILL);
            }
        }

        @Override
        public void readable() {
            busy = true;
            ignore();
            if (waits) {
                forget(instance);
                start(instance, CAME);
            }
        }

        private void elapsed() {
            if (counting.isPresent()) {
                kill();
            } else if (busy) {
                begin();
            } else {
                count();
            }
        }

        private void count() {
            loop.set(timer, kernel.clock().now() + Durations.MINUTE);
            try {
                var child = children.start(launch(), this);
                counting = Optional.of(child);
                children.release(child);
            } catch (KernelException impossible) {
                begin();
            }
        }

        private Launch launch() {
            var draft = new Draft();
            draft.command = Optional.of(new Command.Words(List.of("count")));
            return new Launch(
                    instance.name(),
                    draft.spec("count").orElseThrow(),
                    new Launch.Work.Count(addresses),
                    new Launch.Output.Null(),
                    OptionalInt.empty(),
                    Map.of());
        }

        @Override
        public void ended(Process ended, Exit exit, String said) {
            counting = Optional.empty();
            if (watches.get(instance) != this) {
                return;
            }
            if (busy || !exit.equals(new Exit.Code(0))) {
                begin();
            } else {
                forget(instance);
                String time = Durations.words(idleTimeout());
                feed.accept(instance, new Event.Hold(new Reason.Other("nobody was connected for " + time)));
            }
        }
    }
}

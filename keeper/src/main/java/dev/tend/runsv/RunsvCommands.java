package dev.tend.runsv;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.Clock;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.Loop;
import dev.tend.runit.ControlFolder;
import dev.tend.runsv.RunsvDirectories.RunsvActions;
import java.util.function.Consumer;

/**
 * The orders that runsv(8) takes for one service over {@code supervise/control}, a byte each. A script in {@code control} takes
 * the place of a signal; while it runs no further order is looked at, as there.
 */
final class RunsvCommands implements Loop.Source {

    private static final Reason STARTED = new Reason.Other("started by an order to runsv");

    private static final Reason STOPPED = new Reason.Other("stopped by an order to runsv");

    private final Streams streams;
    private final Loop loop;
    private final Scripts scripts;
    private final RunsvActions operator;
    private final Retries<Instance> retries;
    private final Instance instance;
    private final String service;
    private final ControlFolder folder;
    private final RunsvStatus status;

    private final byte[] bytes = new byte[16];
    private int next;
    private int count;
    private boolean listening;
    private boolean open;
    private boolean busy;
    private boolean closed;

    /** The scripts in {@code control}, one for each order. */
    interface Scripts {

        boolean has(char order);

        /** Starts a script. Returns whether it runs; then the result follows, whether it has succeeded. */
        boolean start(char order, Consumer<Boolean> over);
    }

    RunsvCommands(
            Streams streams,
            Clock clock,
            Loop loop,
            Scripts scripts,
            RunsvActions operator,
            Retries<Instance> retries,
            Instance instance,
            String service,
            ControlFolder folder) {
        this.retries = retries;
        this.streams = streams;
        this.loop = loop;
        this.scripts = scripts;
        this.operator = operator;
        this.instance = instance;
        this.service = service;
        this.folder = folder;
        status = new RunsvStatus(clock, retries, instance, folder);
    }

    /** The service folder. */
    String service() {
        return service;
    }

    RunsvStatus status() {
        return status;
    }

    /** Writes down how the service is; the first time, begins to take orders too. */
    void write() {
        if (closed) {
            return;
        }
        if (!open) {
            open = true;
            serve(); // a client that reads the status may give an order next
        }
        status.write();
    }

    private void serve() {
        try {
            folder.serve();
            listen(true);
            retries.settled(instance, Kind.CONTROL);
        } catch (KernelException unwritable) {
            retries.failed(instance, Kind.CONTROL, unwritable.getMessage() + RunsvDirectories.UNSEEN, this::serve);
        }
    }

    void end() {
        closed = true;
        listen(false);
        status.write();
        folder.close();
    }

    private void listen(boolean on) {
        if (on && !listening) {
            loop.listen(folder.control(), instance.name(), this);
        } else if (!on && listening) {
            loop.ignore(folder.control());
        }
        listening = on;
    }

    @Override
    public void readable() {
        next = 0;
        count = Math.max(0, streams.read(folder.control(), bytes));
        goOn();
    }

    private void goOn() {
        while (!busy && !closed && next < count) {
            obey((char) bytes[next++]);
        }
        listen(!busy && !closed);
    }

    private void obey(char order) {
        operator.release(instance);
        switch (order) {
            case 'u' -> start(Wanted.UP);
            case 'o' -> start(Wanted.DOWN);
            case 'd' -> down(order);
            case 'x' -> {
                if (!isLogger()) {
                    down(order);
                }
            }
            case 't' -> {
                if (runs()) {
                    custom('t', this::term);
                }
            }
            default -> pass(order);
        }
    }

    private boolean runs() {
        return instance.state().running().isPresent();
    }

    private boolean isLogger() {
        return instance.spec().input();
    }

    private void start(Wanted wanted) {
        var event = new Event.Start(STARTED, wanted);
        if (runs()) {
            operator.start(instance, event);
        } else {
            custom('u', _ -> operator.start(instance, event));
        }
    }

    /** A script that sees to the end takes the place of TERM, but not of CONT. */
    private void down(char order) {
        if (order == 'x') {
            status.exits();
        }
        if (!runs()) {
            operator.stop(instance, STOPPED);
            leave(order);
        } else if (scripts.has('t')) {
            operator.feed(instance, new Event.Start(STOPPED, Wanted.DOWN));
            custom('t', done -> {
                term(done);
                operator.signalMain(instance, Signals.CONT);
                custom(order, _ -> leave(order));
            });
        } else {
            operator.stop(instance, STOPPED);
            custom(order, _ -> leave(order));
        }
    }

    private void leave(char order) {
        if (order == 'x') {
            operator.exit(instance);
        }
    }

    private void term(boolean done) {
        if (!done && operator.signalMain(instance, Signals.TERM)) {
            status.sentTerm();
        }
    }

    private void pass(char order) {
        int signal = signal(order);
        if (signal == 0 || !runs()) {
            return;
        }
        custom(order, done -> {
            if (!done) {
                operator.signalMain(instance, signal);
            }
            if (order == 'p' || order == 'c') {
                status.paused(order == 'p');
            }
        });
    }

    /** Returns the signal of an order that only sends one; 0 for none. */
    private static int signal(char order) {
        return switch (order) {
            case 'k' -> Signals.KILL;
            case 'p' -> Signals.STOP;
            case 'c' -> Signals.CONT;
            case 'h' -> Signals.HUP;
            case 'a' -> Signals.ALRM;
            case 'i' -> Signals.INT;
            case 'q' -> Signals.QUIT;
            case '1' -> Signals.USR1;
            case '2' -> Signals.USR2;
            default -> 0;
        };
    }

    /** Goes on after the script for that order, if there is one, with whether it was there and succeeded. */
    private void custom(char order, Consumer<Boolean> then) {
        if (!scripts.has(order)) {
            then.accept(false);
            return;
        }
        busy = scripts.start(order, succeeded -> {
            busy = false;
            then.accept(succeeded);
            goOn();
        });
        if (!busy) {
            then.accept(false);
        }
    }
}

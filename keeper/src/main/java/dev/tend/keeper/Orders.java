package dev.tend.keeper;

import dev.tend.keeper.Supervision.Operator;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Command;
import dev.tend.service.Hooks.Action;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The orders that runsv(8) takes for one service over {@code supervise/control}, a byte each, and the scripts in {@code control}
 * that are run instead of signals. While such a script runs no further order is looked at, as there.
 */
final class Orders implements Loop.Source {

    private static final String BY_ORDER = "by an order to runsv";

    /** Of the letters of {@link #PASSED}, in their order; for STOP and CONT there is more to do. */
    private static final int[] SIGNALS = {
        Signals.KILL, 19, Signals.CONT, Signals.HUP, 14, Signals.INT, Signals.QUIT, 10, 12
    };

    private static final String PASSED = "kpchaiq12";
    private static final int OWNER_EXECUTES = 0100;

    private final Kernel kernel;
    private final Loop loop;
    private final Errands errands;
    private final Captures captures;
    private final Operator operator;
    private final Instance instance;
    private final Supervised status;
    private final int control;

    private final byte[] bytes = new byte[16];
    private int next;
    private int count;
    private boolean listening;
    private boolean busy;
    private boolean closed;

    Orders(
            Kernel kernel,
            Loop loop,
            Errands errands,
            Captures captures,
            Operator operator,
            Instance instance,
            Supervised status,
            int control) {
        this.kernel = kernel;
        this.loop = loop;
        this.errands = errands;
        this.captures = captures;
        this.operator = operator;
        this.instance = instance;
        this.status = status;
        this.control = control;
    }

    /** Takes orders from here on. */
    void take() {
        listen(true);
    }

    /** To be called before the descriptor is closed. */
    void close() {
        closed = true;
        listen(false);
    }

    private void listen(boolean on) {
        if (on && !listening) {
            loop.listen(control, this);
        } else if (!on && listening) {
            loop.ignore(control);
        }
        listening = on;
    }

    @Override
    public void readable() {
        next = 0;
        count = Math.max(0, kernel.read(control, bytes));
        goOn();
    }

    private void goOn() {
        while (!busy && !closed && next < count) {
            obey((char) bytes[next++]);
        }
        listen(!busy && !closed);
    }

    private void obey(char order) {
        switch (order) {
            case 'u' -> start(new Event.Start("started " + BY_ORDER));
            case 'o' -> start(new Event.Once("started once " + BY_ORDER));
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

    private void start(Event event) {
        if (runs()) {
            operator.start(instance, event);
        } else {
            custom('u', _ -> operator.start(instance, event));
        }
    }

    /** A script that sees to the end takes the place of TERM, but not of CONT. */
    private void down(char order) {
        boolean exits = order == 'x';
        if (exits) {
            status.exits();
        }
        if (runs() && has('t')) {
            operator.feed(instance, new Event.Once("stopped " + BY_ORDER));
            custom('t', done -> {
                term(done);
                operator.signalMain(instance, Signals.CONT);
                custom(order, _ -> leave(exits));
            });
        } else {
            boolean running = runs();
            operator.stop(instance, "stopped " + BY_ORDER);
            if (running) {
                custom(order, _ -> leave(exits));
            } else {
                leave(exits);
            }
        }
    }

    private void leave(boolean exits) {
        if (exits) {
            operator.exit(instance);
        }
    }

    private void term(boolean done) {
        if (!done && operator.signalMain(instance, Signals.TERM)) {
            status.told();
        }
    }

    private void pass(char order) {
        int known = PASSED.indexOf(order);
        if (known < 0 || !runs()) {
            return;
        }
        custom(order, done -> {
            if (!done) {
                operator.signalMain(instance, SIGNALS[known]);
            }
            if (order == 'p' || order == 'c') {
                status.paused(order == 'p');
            }
        });
    }

    // ---- scripts

    private boolean has(char order) {
        return !isLogger()
                && kernel.facts(status.service() + "/control/" + order)
                        .filter(script -> script.kind() == Kind.FILE && (script.mode() & OWNER_EXECUTES) != 0)
                        .isPresent();
    }

    /** Goes on after the script for that order, if there is one, with whether it was there and succeeded. */
    private void custom(char order, Consumer<Boolean> then) {
        if (!has(order)) {
            then.accept(false);
            return;
        }
        try {
            var script = new Action(new Command.Words(List.of("control/" + order)), false, false, Long.MAX_VALUE);
            var process = errands.start(
                    new Launch(
                            instance.name(),
                            instance.spec(),
                            new Launch.Work.Errand(script, List.of(), true),
                            captures.join(instance),
                            OptionalInt.empty(),
                            instance.variables()),
                    (exit, _) -> ended(exit, then));
            busy = true;
            errands.release(process);
        } catch (KernelException failed) {
            operator.trouble(instance, failed.getMessage());
            then.accept(false);
        }
    }

    private void ended(Exit exit, Consumer<Boolean> then) {
        busy = false;
        captures.drain(instance);
        then.accept(exit.equals(new Exit.Code(0)));
        goOn();
    }
}

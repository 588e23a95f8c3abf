package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.manager.Demand;
import dev.tend.manager.ManagedState;
import dev.tend.manager.ManagedTable;
import dev.tend.manager.Ruling;
import dev.tend.manager.Standing;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one process that a process manager is there for: its state, which outlives the manager in a file, what is asked of it, and
 * the signals that are meant for it. What to do, {@link ManagedTable} says.
 *
 * <p>It is a service like any other, whose file stands in its folder once it is to run. It is never restarted: with its end, the
 * keeper ends, too.
 */
public final class OneProcess {

    private static final int MODE = 0600;

    private final Kernel kernel;
    private final String path;
    private final String text;
    private final String memory;
    private final List<Conversation> starters = new ArrayList<>();
    private Standing standing = Standing.INITIAL;
    private Optional<Supervisor> supervisor = Optional.empty();
    private Optional<Keeper> keeper = Optional.empty();

    /** Whether it is being started because somebody asked for it, who is told where that fails. */
    private boolean asked;

    /**
     * @param path of its service file, whose name is its own
     * @param text of that file
     * @param memory the path of the file that its state is kept in
     */
    public OneProcess(Kernel kernel, String path, String text, String memory) {
        this.kernel = kernel;
        this.path = path;
        this.text = text;
        this.memory = memory;
    }

    /**
     * Finds out how a manager before has left it, and puts its service file where that is to be started.
     *
     * @return what is strange about the file of its state, if anything
     * @throws KernelException where that cannot be written
     */
    public Optional<String> remember() {
        var remembered = kernel.facts(memory).isEmpty() ? Optional.of(Standing.INITIAL) : read();
        standing = remembered.orElse(Standing.INITIAL);
        set(ManagedTable.found(standing.state()));
        kernel.replace(memory, standing.text(), MODE);
        if (ManagedTable.startsByItself(standing.state())) {
            kernel.replace(path, text, MODE);
        } else {
            kernel.remove(path);
        }
        return remembered.isPresent()
                ? Optional.empty()
                : Optional.of(memory + ": holds no state that this version knows: as if there had been no process yet");
    }

    private Optional<Standing> read() {
        try {
            return Standing.parse(kernel.read(memory, Catalogue.FILE_LIMIT));
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }

    void join(Keeper house, Supervisor owner) {
        keeper = Optional.of(house);
        supervisor = Optional.of(owner);
    }

    private Optional<Instance> instance() {
        return supervisor.orElseThrow().instance(path.substring(path.lastIndexOf('/') + 1));
    }

    private boolean isRunning() {
        return instance().isPresent() && instance().get().state().running().isPresent();
    }

    // ---- what is asked

    void answer(Demand demand, Conversation asker) {
        boolean running = isRunning();
        var ruling = ManagedTable.rule(standing.state(), running, demand);
        if (ruling != Ruling.TO_DO) {
            reply(ruling, asker);
        } else if (demand != Demand.START) {
            end(demand, asker);
        } else if (running && starters.isEmpty()) { // it was to end in vain
            enter(ManagedState.STARTED);
            reply(Ruling.DONE, asker);
        } else {
            starters.add(asker);
            asker.hold(() -> starters.remove(asker));
            start();
        }
    }

    private void reply(Ruling ruling, Conversation asker) {
        asker.say(new Reply.Managed(
                ruling.code(), standing.state().word(), Math.max(0, kernel.wallTime() - standing.since())));
        asker.done(0, "");
    }

    /** What is to come is written down first: a manager that dies in between must not leave it to be started again. */
    private void end(Demand demand, Conversation asker) {
        enter(ManagedTable.tried(demand, true));
        boolean sent = pass(demand == Demand.STOP ? Signals.TERM : Signals.KILL);
        if (!sent) {
            enter(ManagedTable.tried(demand, false));
        }
        reply(sent ? Ruling.UNDERWAY : Ruling.REFUSED, asker);
    }

    private void start() {
        asked = true;
        var instance = instance();
        if (instance.isPresent()) {
            supervisor.orElseThrow().start(instance.get(), new Event.Start("asked to start"));
            return;
        }
        try {
            kernel.replace(path, text, MODE);
            keeper.orElseThrow().reload("asked to start");
        } catch (KernelException failed) {
            keeper.orElseThrow().trouble(failed.getMessage());
            started(false);
        }
    }

    /** Those who wait for it hear what became of it. */
    private void started(boolean well) {
        if (!well || standing.state() != ManagedState.STOPPING && standing.state() != ManagedState.KILLING) {
            enter(ManagedTable.tried(Demand.START, well));
        }
        tellStarters(standing.state() == ManagedState.STARTED ? Ruling.DONE : Ruling.REFUSED);
    }

    private void tellStarters(Ruling ruling) {
        var waiting = List.copyOf(starters);
        starters.clear();
        for (Conversation starter : waiting) {
            reply(ruling, starter);
            starter.release();
        }
    }

    // ---- what happens

    void happened(Instance instance, Happening happening) {
        if (instance().orElse(null) != instance) {
            return;
        }
        switch (happening) {
            case UP -> {
                asked = false;
                started(true);
            }
            case START_FAILED -> started(false);
            case ENDED, STOPPED -> {
                enter(ManagedTable.ended(standing.state()));
                tellStarters(Ruling.REFUSED);
            }
            default -> {
                // the rest is on the way to one of these
            }
        }
    }

    private void enter(ManagedState state) {
        if (!set(state)) {
            return;
        }
        try {
            kernel.replace(memory, standing.text(), MODE);
        } catch (KernelException failed) {
            keeper.orElseThrow().trouble(failed.getMessage());
        }
    }

    private boolean set(ManagedState state) {
        boolean changes = standing.state() != state;
        if (changes) {
            standing = new Standing(state, kernel.wallTime());
        }
        return changes;
    }

    /** Whether the keeper ends when it is over: not where somebody has just been told that it could not be started. */
    boolean endsKeeper() {
        return !asked || standing.state() != ManagedState.START_FAILED;
    }

    // ---- signals

    /** Sends a signal to its group. Returns whether there was somebody to get it. */
    private boolean pass(int signal) {
        return isRunning() && supervisor.orElseThrow().signalGroup(instance().orElseThrow(), signal);
    }

    /** Hands on what the keeper got. Returns whether that was for the keeper alone: there is, and will be, nobody to get it. */
    boolean signalled(int signal) {
        boolean finishing = instance().isPresent() && instance().get().state() instanceof State.Finishing;
        return !pass(signal) && !finishing;
    }
}

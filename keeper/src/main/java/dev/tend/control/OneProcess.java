package dev.tend.control;

import dev.tend.instance.Instance;
import dev.tend.instance.Retries;
import dev.tend.instance.Retries.Kind;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.Signals;
import dev.tend.lifecycle.State;
import dev.tend.loop.Loop;
import dev.tend.manager.ManagedState;
import dev.tend.manager.ManagedTable;
import dev.tend.manager.ManagerAction;
import dev.tend.manager.StoredState;
import dev.tend.process.MainProcesses;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Instances;
import dev.tend.supervisor.Operations;
import dev.tend.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The single process that a process manager supervises: its state, which outlives the manager in a file, the orders for it, and
 * the signals that are meant for it. {@link ManagedTable} decides what to do.
 *
 * <p>It is a service like any other; its file is put into its folder once it is to run. It is never restarted: when it ends, the
 * keeper ends, too.
 */
public final class OneProcess {

    private static final int MODE = 0600;

    private final Kernel kernel;
    private final String path;
    private final String text;
    private final String memory;
    private final List<Start> starters = new ArrayList<>();
    private StoredState standing = new StoredState(ManagedState.NOT_INITIALIZED, 0);
    private RequestHandler.KeeperActions keeper;
    private Retries<OneProcess> retries;
    private Instances instances;
    private Operations operations;
    private MainProcesses mainProcesses;

    /** Tells whether it is being started for a client, which is told where that fails. */
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
     * @throws KernelException where its state cannot be read or written
     */
    public void join(
            RequestHandler.KeeperActions actions,
            Instances all,
            Operations changes,
            MainProcesses processes,
            Loop loop) {
        keeper = actions;
        retries = new Retries<>(kernel.clock(), loop, (_, problem) -> actions.trouble(problem));
        instances = all;
        operations = changes;
        mainProcesses = processes;
        standing = new StoredState(ManagedState.NOT_INITIALIZED, kernel.clock().wallTime());
        if (kernel.files().facts(memory).isPresent()) {
            var found = StoredState.parse(kernel.files().read(memory, Catalogue.FILE_LIMIT));
            if (found.isEmpty()) {
                keeper.trouble(memory + " holds no state that is known here: as if there had been no process yet");
            }
            standing = found.orElse(standing);
        }
        set(ManagedTable.found(standing.state()));
        write();
        if (ManagedTable.startsByItself(standing.state())) {
            kernel.files().replace(path, text, MODE);
        } else {
            kernel.files().remove(path);
        }
    }

    private Optional<Instance> instance() {
        return instances.find(path.substring(path.lastIndexOf('/') + 1));
    }

    private boolean isRunning() {
        var instance = instance();
        return instance.isPresent() && instance.get().state().running().isPresent();
    }

    // ---- what is asked

    Answer answer(ManagerAction demand, ClientConnection asker) {
        int code = ManagedTable.rule(standing.state(), isRunning(), demand);
        if (code != ManagedTable.TO_DO) {
            return StreamedAnswer.of(asker, List.of(reply(code)), 0);
        }
        return demand == ManagerAction.START
                ? new Start(asker)
                : StreamedAnswer.of(asker, List.of(reply(end(demand))), 0);
    }

    private Reply reply(int code) {
        return new Reply.Managed(
                code, standing.state().word(), Math.max(0, kernel.clock().wallTime() - standing.since()));
    }

    /**
     * Ends the process. The state to come is written first: after a manager that dies in between, the process must not
     * be started again.
     */
    private int end(ManagerAction demand) {
        enter(ManagedTable.tried(demand, true));
        if (pass(demand == ManagerAction.STOP ? Signals.TERM : Signals.KILL)) {
            return ManagedTable.UNDERWAY;
        }
        enter(ManagedTable.tried(demand, false));
        return ManagedTable.REFUSED;
    }

    /** The answer comes when it runs, or cannot. */
    private final class Start implements Answer {

        private final ClientConnection asker;

        Start(ClientConnection asker) {
            this.asker = asker;
        }

        @Override
        public void begin() {
            starters.add(this);
            if (starters.size() == 1) {
                start();
            }
        }

        void tell(int code) {
            asker.say(reply(code));
            asker.done(0, "");
        }

        @Override
        public void end() {
            starters.remove(this);
        }
    }

    private void start() {
        asked = true;
        var instance = instance();
        if (isRunning()) { // it was to end in vain
            started(true);
        } else if (instance.isPresent()) {
            operations.start(instance.get(), new Event.Start(new Reason.Other("asked to start")));
        } else {
            putAndReload();
        }
    }

    private void putAndReload() {
        try {
            kernel.files().replace(path, text, MODE);
            keeper.reload("asked to start");
        } catch (KernelException failed) {
            keeper.trouble(failed.getMessage());
            started(false);
        }
    }

    private void started(boolean well) {
        boolean ending = standing.state() == ManagedState.STOPPING || standing.state() == ManagedState.KILLING;
        if (!well || !ending) {
            enter(ManagedTable.tried(ManagerAction.START, well));
        }
        tellStarters();
    }

    private void tellStarters() {
        var waiting = List.copyOf(starters);
        starters.clear();
        for (Start starter : waiting) {
            starter.tell(standing.state() == ManagedState.STARTED ? ManagedTable.DONE : ManagedTable.REFUSED);
        }
    }

    // ---- what happens

    public void happened(Instance instance, Happening happening) {
        if (instance().orElse(null) != instance) {
            return;
        }
        if (happening == Happening.UP) {
            asked = false;
            started(true);
        } else if (happening == Happening.START_FAILED) {
            started(false);
        } else if (happening == Happening.ENDED || happening == Happening.STOPPED) {
            enter(ManagedTable.ended(standing.state()));
            tellStarters();
        }
    }

    private void enter(ManagedState state) {
        set(state);
        remember();
    }

    private void remember() {
        try {
            write();
            retries.settled(this, Kind.STATE);
        } catch (KernelException failed) {
            retries.failed(this, Kind.STATE, failed.getMessage(), this::remember);
        }
    }

    private void set(ManagedState state) {
        if (standing.state() != state) {
            standing = new StoredState(state, kernel.clock().wallTime());
        }
    }

    private void write() {
        kernel.files().replace(memory, standing.text(), MODE);
    }

    /** Tells whether the keeper ends when the process has ended: not where a client has just been told that it could not be started. */
    public boolean endsKeeper() {
        return !asked || standing.state() != ManagedState.START_FAILED;
    }

    // ---- signals

    /** Sends a signal to its group. Returns whether there was a process to receive it. */
    private boolean pass(int signal) {
        return isRunning() && mainProcesses.signalGroup(instance().get(), signal);
    }

    /**
     * Passes on a signal that the keeper got. Returns whether that was for the keeper alone: there is, and will be, no
     * process to receive it.
     */
    public boolean signalled(int signal) {
        var instance = instance();
        return !pass(signal)
                && !isRunning()
                && (instance.isEmpty() || !(instance.get().state() instanceof State.Finishing));
    }
}

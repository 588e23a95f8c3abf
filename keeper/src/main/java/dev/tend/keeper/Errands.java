package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.kernel.Processes.Child;
import dev.tend.kernel.Processes.Dead;
import dev.tend.kernel.Processes.Sweep;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Signals;
import dev.tend.service.Hook;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The processes of hooks. Each is forked, let go once it is written down, listened to where it has to answer, and, when it has
 * ended, cleared of all it has started; only then its end is told. What a hook's end means is not decided here.
 */
final class Errands {

    /** Of what a hook prints as its answer; the rest is read, so that it does not have to wait, and forgotten. */
    private static final int MOST_SAID = 4096;

    /** How soon what a hook has left behind is looked at again, where nobody tells of its end. */
    private static final long RECHECK = 10_000;

    /** Where a drain answers. */
    private static final int STANDARD_OUTPUT = 1;

    private final Kernel kernel;
    private final Loop loop;
    private final Captures captures;
    private final Listener listener;
    private final Map<Integer, Errand> errands = new HashMap<>();
    private final byte[] buffer = new byte[MOST_SAID];

    /** Who has to know. */
    interface Listener {

        void hookEnded(Instance instance, Exit exit, String said);
    }

    Errands(Kernel kernel, Loop loop, Captures captures, Listener listener) {
        this.kernel = kernel;
        this.loop = loop;
        this.captures = captures;
        this.listener = listener;
    }

    /** One run of a hook. */
    private final class Errand {

        private final Instance instance;
        private final Process process;
        private final boolean ours;
        private final StringBuilder said = new StringBuilder();
        private final Alarm recheck = new Alarm(this::clear);
        private Optional<Child> child;
        private OptionalInt voice;
        private OptionalInt opened = OptionalInt.empty();
        private Optional<Exit> exit = Optional.empty();

        Errand(Instance instance, Process process, boolean ours, Optional<Child> child) {
            this.instance = instance;
            this.process = process;
            this.ours = ours;
            this.child = child;
            voice = child.map(Child::voice).orElse(OptionalInt.empty());
        }

        void listen() {
            child.ifPresent(forked -> {
                loop.listen(forked.channel(), this::reported);
                voice.ifPresent(pipe -> loop.listen(pipe, this::hear));
            });
        }

        /** It has reached its program, or tells why it could not. */
        private void reported() {
            var forked = child.orElseThrow();
            loop.ignore(forked.channel());
            kernel.outcome(forked).ifPresent(said::append);
            child = Optional.empty();
        }

        private void hear() {
            int count = kernel.read(voice.orElseThrow(), buffer);
            if (count > 0) {
                int room = Math.min(count, MOST_SAID - said.length());
                said.append(new String(buffer, 0, room, StandardCharsets.UTF_8));
            } else if (count == 0) {
                stopListening();
            }
        }

        private void stopListening() {
            voice.ifPresent(pipe -> {
                loop.ignore(pipe);
                kernel.close(pipe);
            });
            voice = OptionalInt.empty();
        }

        void ended(Exit how) {
            if (child.isPresent()) {
                reported();
            }
            if (voice.isPresent()) {
                hear();
            }
            stopListening();
            opened.ifPresent(descriptor -> {
                loop.ignore(descriptor);
                kernel.close(descriptor);
            });
            opened = OptionalInt.empty();
            exit = Optional.of(how);
            clear();
        }

        /** What it has left behind has nothing more to do. */
        private void clear() {
            if (!kernel.sweep(List.of(new Sweep(process, ours, Signals.KILL))).isEmpty()) {
                loop.set(recheck, kernel.now() + RECHECK);
                return;
            }
            loop.set(recheck, Alarm.UNSET);
            errands.remove(process.pid());
            captures.drain(instance);
            listener.hookEnded(instance, exit.orElseThrow(), said.toString());
        }
    }

    /** Forks a hook, which waits to be released. */
    Event run(Instance instance, RunHook run) {
        var action = instance.spec().hooks().action(run.hook());
        if (action.isEmpty()) { // its file has lost the hook since
            return new Event.HookEnded(new Exit.Code(0), "");
        }
        boolean answers = run.hook() == Hook.DRAIN;
        try {
            var output = captures.join(instance);
            Child child = kernel.fork(new Launch(
                    instance.name(),
                    instance.spec(),
                    new Launch.Work.Errand(action.get(), run.arguments()),
                    output,
                    answers ? OptionalInt.of(STANDARD_OUTPUT) : OptionalInt.empty(),
                    variables(instance, run)));
            var errand = new Errand(instance, child.process(), true, Optional.of(child));
            errands.put(child.process().pid(), errand);
            errand.listen();
            return new Event.HookSpawned(child.process());
        } catch (KernelException failed) {
            return new Event.HookEnded(new Exit.Code(127), failed.getMessage());
        }
    }

    private static Map<String, String> variables(Instance instance, RunHook run) {
        var variables = new TreeMap<>(instance.variables());
        variables.put("SERVICE", instance.spec().name());
        variables.put("RESTARTS", String.valueOf(instance.life().restarts()));
        instance.state().running().ifPresent(main -> variables.put("MAINPID", String.valueOf(main.pid())));
        if (run.hook() == Hook.FINISH) {
            variables.put("EXIT_CODE", run.arguments().getFirst());
            variables.put("EXIT_SIGNAL", run.arguments().getLast());
        }
        return variables;
    }

    void release(Process process) {
        var errand = errands.get(process.pid());
        if (errand != null) {
            errand.child.ifPresent(kernel::release);
        }
    }

    /** A process that is not written down must not run; closing its channel ends it. */
    void abandon(Process process) {
        var errand = errands.get(process.pid());
        if (errand != null) {
            errand.child.ifPresent(forked -> {
                loop.ignore(forked.channel());
                kernel.close(forked.channel());
            });
            errand.stopListening();
            errand.child = Optional.empty();
        }
    }

    void urge(Process process, int signal) {
        var errand = errands.get(process.pid());
        if (errand == null || errand.exit.isPresent()) {
            return;
        }
        if (errand.opened.isPresent()) {
            kernel.signalOpened(errand.opened.getAsInt(), process, true, signal);
        } else if (errand.ours) {
            kernel.signal(process.pid(), true, signal);
        }
    }

    /** Takes over a hook that a keeper before us has started; should it have ended since, that is told by {@link #settle}. */
    void adopt(Instance instance, Process process, boolean ours) {
        var errand = new Errand(instance, process, ours, Optional.empty());
        errands.put(process.pid(), errand);
        if (!ours) {
            kernel.open(process).ifPresent(descriptor -> {
                errand.opened = OptionalInt.of(descriptor);
                loop.listen(descriptor, () -> errand.ended(new Exit.Unknown()));
            });
        }
    }

    /** A hook that was taken over, and is no more, has ended. */
    void settle(Process process) {
        var errand = errands.get(process.pid());
        if (errand != null && !errand.ours && errand.opened.isEmpty() && errand.exit.isEmpty()) {
            errand.ended(new Exit.Unknown());
        }
    }

    /** A child has ended. Returns whether it was a hook's. */
    boolean ended(Dead dead) {
        var errand = errands.get(dead.pid());
        if (errand == null || errand.exit.isPresent()) {
            return false;
        }
        kernel.reap(dead.pid());
        errand.ended(dead.exit());
        return true;
    }

    /** Something of what a hook has left behind has ended. */
    void orphanEnded(int session) {
        var errand = errands.get(session);
        if (errand != null && errand.exit.isPresent()) {
            errand.clear();
        }
    }
}

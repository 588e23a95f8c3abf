package dev.tend.supervisor;

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
import dev.tend.process.AuxProcess;
import dev.tend.process.AuxProcesses;
import dev.tend.service.Command;
import dev.tend.service.ServiceDirectory;
import dev.tend.service.ServiceSpec;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Removes the runtime directories of a service that has been stopped, as soon as no other one uses them; between restarts they
 * stay. A child removes them, and no service that names one of them is started meanwhile. Only what was made for a process that this
 * keeper has seen is removed.
 */
final class RuntimeDirectories implements StartCondition {

    private static final Reason REMOVED = new Reason.Other("its former runtime directories have been removed");
    private static final int STANDARD_OUTPUT = 1;
    private static final long LONGEST_REMOVAL = Durations.MINUTE;

    private final Kernel kernel;
    private final Loop loop;
    private final Instances instances;
    private final AuxProcesses children;
    private final BiConsumer<Instance, Event> feed;
    private final EngineListener keeper;
    private final UnaryOperator<String> environment;

    /** The paths that exist for instances. */
    private final Map<Instance, List<String>> made = new HashMap<>();

    private final List<Removal> removals = new ArrayList<>();

    RuntimeDirectories(
            Kernel kernel,
            Loop loop,
            Instances instances,
            AuxProcesses children,
            BiConsumer<Instance, Event> feed,
            EngineListener keeper) {
        this.kernel = kernel;
        this.loop = loop;
        this.instances = instances;
        this.children = children;
        this.feed = feed;
        this.keeper = keeper;
        environment = kernel.processes()::variable;
    }

    @Override
    public Optional<Reason> hold(Instance instance) {
        if (!removals.isEmpty() && !instance.latest().spec().directories().isEmpty()) {
            for (String path : paths(instance.latest().spec())) {
                for (Removal removal : removals) {
                    if (removal.paths.contains(path)) {
                        return Optional.of(Reason.WaitsFor.REMOVAL);
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void defined(Instance instance) {
        note(instance);
    }

    @Override
    public void changed(Instance instance) {
        note(instance);
        clear(instance);
        if (!made.isEmpty() && isStopped(instance)) {
            gone(instance);
        }
    }

    private void note(Instance instance) {
        if (!instance.spec().directories().isEmpty() && Progress.hasProcess(instance)) {
            var paths = made.get(instance);
            if (paths == null) {
                paths = new ArrayList<>();
                made.put(instance, paths);
            }
            for (String path : paths(instance.spec())) {
                if (!paths.contains(path)) {
                    paths.add(path);
                }
            }
        }
    }

    /** Starts an instance that waits for a removal where there is none any more: it may have ended with an earlier keeper. */
    private void clear(Instance instance) {
        boolean held = instance.state() instanceof State.Waiting(var _, var why) && why.equals(Reason.WaitsFor.REMOVAL);
        if (held && hold(instance).isEmpty()) {
            feed.accept(instance, new Event.Clear(REMOVED));
        }
    }

    private static boolean isStopped(Instance instance) {
        return instance.state().atRest()
                || instance.state() instanceof State.Waiting(var until, var _)
                        && until == State.NEVER
                        && TimedTasks.isTimed(instance);
    }

    @Override
    public void gone(Instance instance) {
        var paths = made.remove(instance);
        if (paths != null) {
            for (var needed : made.values()) {
                for (String path : needed) {
                    paths.remove(path);
                }
            }
            if (!paths.isEmpty()) {
                new Removal(instance, paths).begin();
            }
        }
    }

    private List<String> paths(ServiceSpec spec) {
        var paths = new ArrayList<String>();
        for (ServiceDirectory directory : spec.directories()) {
            if (directory.isRuntime()) {
                var path = directory.path(kernel.files().userId() == 0, environment);
                if (path.isPresent()) {
                    paths.add(path.get());
                }
            }
        }
        return paths;
    }

    /** A child that removes directories. */
    private final class Removal implements AuxProcess.EndListener {

        private final Instance instance;
        private final List<String> paths;
        private final LoopTimer patience = new LoopTimer(this::kill);
        private Optional<Process> process = Optional.empty();

        Removal(Instance instance, List<String> paths) {
            this.instance = instance;
            this.paths = paths;
        }

        void begin() {
            try {
                process = Optional.of(children.start(launch(), this));
            } catch (KernelException impossible) {
                complain(impossible.getMessage());
                return;
            }
            removals.add(this);
            loop.set(patience, kernel.clock().now() + LONGEST_REMOVAL);
            children.release(process.get());
        }

        private Launch launch() {
            var draft = new Draft();
            draft.command = Optional.of(new Command.Words(paths));
            return new Launch(
                    instance.name(),
                    draft.spec("removal").orElseThrow(),
                    new Launch.Work.Removal(paths),
                    new Launch.Output.Null(),
                    OptionalInt.of(STANDARD_OUTPUT),
                    Map.of());
        }

        private void kill() {
            children.signal(process.orElseThrow(), Signals.KILL);
        }

        @Override
        public void ended(Process ended, Exit exit, String said) {
            loop.set(patience, LoopTimer.UNSET);
            removals.remove(this);
            if (!exit.equals(new Exit.Code(0))) {
                complain(said.isEmpty() ? "the removal of its runtime directories was " + exit.phrase() : said);
            }
            for (Instance other : List.copyOf(instances.all())) {
                clear(other);
            }
        }

        private void complain(String problem) {
            keeper.trouble(instance, problem);
        }
    }
}

package dev.tend.supervisor;

import dev.tend.format.tend.DirectorySource;
import dev.tend.format.tend.ServiceFile;
import dev.tend.formats.Formats;
import dev.tend.instance.Definition;
import dev.tend.instance.Instance;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Effect.Happening;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.loop.TestingLoop;
import dev.tend.output.Console;
import dev.tend.output.Outputs;
import dev.tend.process.AuxProcesses;
import dev.tend.service.Hook;
import dev.tend.state.StateFolder;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An engine on a system that has nothing: no file, no process, and none can be started. A test puts instances into the states that
 * it is about, and sees what the engine is asked to do.
 */
public final class TestingEngine implements EngineListener, HookContext {

    public final TestingLoop testing = new TestingLoop();
    public final KeeperOptions options = new KeeperOptions(
            Formats.alone(new DirectorySource("/services")),
            "/run",
            "/log",
            false,
            KeeperOptions.OwnOutput.QUIET,
            Optional.empty(),
            KeeperOptions.Manner.TEND);

    /** The reported events, as "name event: detail". */
    public final List<String> reported = new ArrayList<>();

    public final Engine engine;

    /** The reason for which states cannot be written down; "" where they can. */
    public String unwritable = "";

    public TestingEngine() {
        testing.others = this::answer;
        var console = new Console(testing.kernel.streams(), testing.kernel.poller(), false, false);
        var outputs = new Outputs(
                testing.kernel.files(),
                testing.kernel.streams(),
                testing.kernel.poller(),
                testing.kernel.clock(),
                console,
                new Outputs.Folders("/run", "/log", false),
                (_, _, _) -> {});
        engine = new Engine(
                testing.kernel,
                testing.loop,
                new StateFolder(testing.kernel, "/run/state"),
                outputs,
                options,
                new AuxProcesses(testing.kernel, testing.loop),
                this,
                this);
    }

    /** The answers of a system that has nothing. */
    public Object answer(Method method, Object[] arguments) {
        if (method.getName().equals("fork")) {
            throw new KernelException("no process can be started");
        }
        if (method.getName().startsWith("replace") && !unwritable.isEmpty()) {
            throw new KernelException(unwritable);
        }
        return nothing(method.getReturnType());
    }

    private static Object nothing(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == String.class) {
            return "";
        }
        return type.isInterface() ? quiet(type) : null;
    }

    /** Returns something that does nothing, and answers nothing. */
    private static Object quiet(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> nothing(method.getReturnType()));
    }

    /** Adds an instance of a service, which was never started. */
    public Instance add(String name, String text) {
        var spec = ServiceFile.parse("/services/" + name, name, text).spec().orElseThrow();
        return engine.factory.add(name, new Definition("/services/" + name, text, spec));
    }

    /** Puts an instance into a state, without any event. */
    public void put(Instance instance, Wanted wanted, State state) {
        instance.live(new Life(wanted, state, 0, 0, List.of()));
    }

    /** Puts an instance into the state of one that is ready, with a process. */
    public Instance ready(String name, String text) {
        var instance = add(name, text);
        put(instance, Wanted.UP, new State.Ready(new Process(42, 1, testing.now), Reason.of("ready")));
        return instance;
    }

    @Override
    public void happened(Instance instance, Happening happening, String detail, String lastWords) {
        reported.add(instance.name() + " " + happening.word() + ": " + detail);
    }

    @Override
    public void trouble(Instance instance, String problem) {
        reported.add(instance.name() + " trouble: " + problem);
    }

    @Override
    public void changed(Instance instance) {}

    @Override
    public void endKeeper(Instance instance, int code) {
        reported.add(instance.name() + " ends the keeper with " + code);
    }

    @Override
    public void exited() {}

    @Override
    public void returned() {}

    @Override
    public void review(Instance instance) {}

    @Override
    public void restartable(Instance instance) {}

    @Override
    public List<String> arguments(Instance instance, RunHook run) {
        return run.arguments();
    }

    @Override
    public Map<String, String> variables(Instance instance, Hook hook) {
        return Map.of();
    }

    @Override
    public Optional<Launch.Output> output(Instance instance, Hook hook) {
        return Optional.empty();
    }

    @Override
    public boolean isStopRepeated(Instance instance) {
        return false;
    }
}

package dev.tend.supervisor;

import dev.tend.instance.Instance;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.service.Hook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a hook's call that depends on where its service comes from. The engine calls the hooks and knows no format. */
public interface HookContext {

    /** Returns the arguments of a hook. */
    List<String> arguments(Instance instance, RunHook run);

    /** Returns the variables for the environment of a hook, besides those that all hooks have. */
    Map<String, String> variables(Instance instance, Hook hook);

    /** Returns the output of a hook; empty where that is the output of its service. */
    Optional<Launch.Output> output(Instance instance, Hook hook);

    /** Tells whether an instance stops as part of something that the next keeper repeats by itself. */
    boolean isStopRepeated(Instance instance);
}

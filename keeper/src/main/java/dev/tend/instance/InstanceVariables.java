package dev.tend.instance;

import dev.tend.kernel.Launch;
import java.util.Map;
import java.util.TreeMap;

/** The variables that the processes of an instance have in their environment, besides those of its file. */
public final class InstanceVariables {

    private InstanceVariables() {}

    /** Returns the variables of its main process. */
    public static Map<String, String> of(Instance instance) {
        String name = instance.name();
        int at = name.lastIndexOf('@');
        return at < 0
                ? Map.of(Launch.INSTANCE, instance.markText())
                : Map.of(Launch.INSTANCE, instance.markText(), "INSTANCE", name.substring(at + 1));
    }

    /** Returns the variables of its hooks, and of questions about it. */
    public static Map<String, String> ofHelpers(Instance instance) {
        var variables = new TreeMap<>(of(instance));
        variables.put(Launch.HELPER_PID, Launch.OWN_PID);
        return variables;
    }
}

package dev.tend.instance;

import dev.tend.lifecycle.DrainAnswer;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.service.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments and variables with which BOSH calls the scripts of a job that ends, in the words of its documents. An
 * instance that ends for good has no next state; a keeper does not manage persistent disks, so there are none.
 */
public final class Bosh {

    private static final String STATE = "{\"persistent_disk\":0}";
    private static final String KEEP = "keep";

    private Bosh() {}

    /**
     * Why the jobs of a deployment end: others take their place.
     *
     * @param packages the names of the updated packages
     */
    public record Update(boolean changed, List<String> packages) {

        List<String> arguments() {
            var arguments = new ArrayList<String>();
            arguments.add("job_changed");
            arguments.add(changed ? "hash_changed" : "hash_unchanged");
            arguments.addAll(packages);
            return List.copyOf(arguments);
        }
    }

    /** Returns the arguments of a hook. */
    public static List<String> arguments(Instance instance, RunHook run) {
        boolean first = run.hook() == Hook.DRAIN && run.arguments().equals(DrainAnswer.FIRST_CALL);
        return first ? instance.update().map(Update::arguments).orElse(run.arguments()) : run.arguments();
    }

    /** Returns the variables for the environment of a hook. */
    public static Map<String, String> variables(Instance instance, Hook hook) {
        boolean ends = hook == Hook.DRAIN || hook == Hook.PRE_STOP;
        return ends && instance.spec().hooks().job().isPresent() ? variables(hook, instance.update()) : Map.of();
    }

    private static Map<String, String> variables(Hook hook, Optional<Update> update) {
        var variables = new TreeMap<String, String>();
        variables.put("BOSH_JOB_STATE", STATE);
        update.ifPresent(_ -> variables.put("BOSH_JOB_NEXT_STATE", STATE));
        if (hook == Hook.PRE_STOP) {
            variables.put("BOSH_VM_NEXT_STATE", KEEP);
            variables.put("BOSH_INSTANCE_NEXT_STATE", KEEP);
            variables.put("BOSH_DEPLOYMENT_NEXT_STATE", KEEP);
        }
        return variables;
    }
}

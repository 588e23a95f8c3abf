package dev.tend.bosh;

import dev.tend.instance.Instance;
import dev.tend.kernel.Launch;
import dev.tend.lifecycle.DrainAnswer;
import dev.tend.lifecycle.Effect.RunHook;
import dev.tend.service.Hook;
import dev.tend.supervisor.HookContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arguments, variables and outputs with which BOSH calls the scripts of a job that ends, in the words of its documents. An
 * instance that ends for good has no next state; a keeper does not manage persistent disks, so there are none.
 */
public final class BoshHooks implements HookContext {

    private static final String STATE = "{\"persistent_disk\":0}";
    private static final String KEEP = "keep";

    private final ScriptLogs logs;

    /** The updates for which instances end, where another deployment replaces this one. */
    private Map<Instance, Update> updates = Map.of();

    public BoshHooks(ScriptLogs logs) {
        this.logs = logs;
    }

    /**
     * The update of a job whose instance ends.
     *
     * @param packages the names of the updated packages
     */
    record Update(boolean changed, List<String> packages) {

        List<String> arguments() {
            var arguments = new ArrayList<String>();
            arguments.add("job_changed");
            arguments.add(changed ? "hash_changed" : "hash_unchanged");
            arguments.addAll(packages);
            return List.copyOf(arguments);
        }
    }

    /** Notes the updates for which instances are about to end. */
    void update(Map<Instance, Update> all) {
        updates = new HashMap<>(all);
    }

    /** Notes that all instances have ended. */
    void updated() {
        updates = Map.of();
    }

    @Override
    public List<String> arguments(Instance instance, RunHook run) {
        boolean first = run.hook() == Hook.DRAIN && run.arguments().equals(DrainAnswer.FIRST_CALL);
        return first ? update(instance).map(Update::arguments).orElse(run.arguments()) : run.arguments();
    }

    @Override
    public Map<String, String> variables(Instance instance, Hook hook) {
        boolean ends = hook == Hook.DRAIN || hook == Hook.PRE_STOP;
        return ends && instance.spec().hooks().group().isPresent() ? variables(hook, update(instance)) : Map.of();
    }

    private Optional<Update> update(Instance instance) {
        return Optional.ofNullable(updates.get(instance));
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

    @Override
    public Optional<Launch.Output> output(Instance instance, Hook hook) {
        var job = instance.spec().hooks().group();
        return hook == Hook.HALT ? Optional.empty() : job.map(name -> logs.open(name, hook.key()));
    }

    @Override
    public boolean isStopRepeated(Instance instance) {
        return updates.containsKey(instance);
    }
}

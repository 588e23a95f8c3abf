package dev.tend.bosh;

import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.supervisor.InstanceRecords;
import dev.tend.supervisor.Instances;
import java.util.Collection;
import java.util.Optional;

/**
 * The script that a deployment has still to call for the job of each instance that it has started. It is recorded with
 * the instance, so that the next keeper goes on where this one ended. When it is called is not decided here.
 */
public final class PendingScripts {

    /** The record where a post-start, or a start before it, has failed: the next deployment calls it. */
    private static final String LATER = "later";

    private final Instances instances;
    private final InstanceRecords records;

    public PendingScripts(Instances instances, InstanceRecords records) {
        this.instances = instances;
        this.records = records;
    }

    static boolean owes(Instance instance, String script) {
        return instance.annotation().filter(script::equals).isPresent();
    }

    /** Tells whether the next deployment calls a job's post-start, even where no instance of it has to be started. */
    public boolean isUnconcluded(BoshJob job) {
        for (Instance instance : instances.all()) {
            boolean owes = owes(instance, Deployment.POST_START) || owes(instance, LATER);
            if (owes && job(instance).filter(job.name()::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> job(Instance instance) {
        return instance.latest().spec().hooks().group();
    }

    void owe(Instance instance, String script) {
        records.annotate(instance, Optional.of(script));
    }

    /** Records a script for all instances of some jobs. */
    void owe(Collection<String> jobs, String script) {
        for (Instance instance : instances.all()) {
            if (job(instance).filter(jobs::contains).isPresent()) {
                owe(instance, script);
            }
        }
    }

    /** The deployment is over, however far it came. */
    void end() {
        for (Instance instance : instances.all()) {
            if (owes(instance, Deployment.POST_DEPLOY)) {
                records.annotate(instance, Optional.empty());
            } else if (owes(instance, Deployment.POST_START)) {
                owe(instance, LATER);
            }
        }
    }
}

package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.service.ServiceSpec;
import dev.tend.supervisor.Instances;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the jobs of instances, and calls their scripts with the environment of one of their services. */
public final class DeploymentCalls {

    private final Instances instances;
    private final Jobs jobs;
    private final JobScripts scripts;

    public DeploymentCalls(Instances instances, Jobs jobs, JobScripts scripts) {
        this.instances = instances;
        this.jobs = jobs;
        this.scripts = scripts;
    }

    /** Returns the jobs of some instances, and those of some names, by name. */
    Map<String, BoshJob> jobs(Collection<Instance> some, List<String> names) {
        var found = new TreeMap<String, BoshJob>();
        for (Instance instance : some) {
            var job = instance.latest().spec().hooks().group().flatMap(jobs::named);
            job.ifPresent(its -> found.put(its.name(), its));
        }
        for (String name : names) {
            jobs.named(name).ifPresent(job -> found.put(name, job));
        }
        return found;
    }

    /** Calls a script of all these jobs that have it. @param over receives the results when the last has ended */
    void call(String script, Collection<BoshJob> all, Consumer<Tally> over) {
        scripts.run(all, specs(), script, over);
    }

    /** Calls one script of one job, apart from any deployment. */
    public void call(String script, BoshJob job, Consumer<Tally> over) {
        call(script, List.of(job), over);
    }

    private Map<String, ServiceSpec> specs() {
        var specs = new HashMap<String, ServiceSpec>();
        for (Instance instance : instances.all()) {
            var spec = instance.latest().spec();
            spec.hooks().group().ifPresent(job -> specs.put(job, spec));
        }
        return specs;
    }
}

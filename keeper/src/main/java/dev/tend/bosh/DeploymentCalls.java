package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Instance;
import dev.tend.service.ServiceSpec;
import dev.tend.source.Catalogue;
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
    private final Catalogue catalogue;
    private final JobScripts scripts;

    public DeploymentCalls(Instances instances, Catalogue catalogue, JobScripts scripts) {
        this.instances = instances;
        this.catalogue = catalogue;
        this.scripts = scripts;
    }

    /** Returns the jobs of some instances, and those of some names, by name. */
    Map<String, BoshJob> jobs(Collection<Instance> some, List<String> names) {
        var jobs = new TreeMap<String, BoshJob>();
        for (Instance instance : some) {
            var job = instance.latest().spec().hooks().group().flatMap(catalogue::job);
            job.ifPresent(found -> jobs.put(found.name(), found));
        }
        for (String name : names) {
            catalogue.job(name).ifPresent(job -> jobs.put(name, job));
        }
        return jobs;
    }

    /** Calls a script of all these jobs that have it. @param over receives the results when the last has ended */
    void call(String script, Collection<BoshJob> jobs, Consumer<Tally> over) {
        scripts.run(jobs, specs(), script, over);
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

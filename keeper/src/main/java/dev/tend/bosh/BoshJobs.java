package dev.tend.bosh;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.process.AuxProcesses;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Engine;

/**
 * The parts that deploy jobs of BOSH.
 *
 * @param jobs the jobs that there are
 * @param calls the calls of scripts
 * @param scripts the scripts that a deployment has still to call
 * @param report the report that a client follows
 */
public record BoshJobs(
        Jobs jobs, Deployment deployment, DeploymentCalls calls, PendingScripts scripts, DeploymentReport report) {

    /** @param reload puts in force what the files say */
    public static BoshJobs of(
            Kernel kernel,
            Loop loop,
            KeeperOptions options,
            Engine engine,
            AuxProcesses auxProcesses,
            Catalogue catalogue,
            BoshHooks hooks,
            ScriptLogs logs,
            DeploymentReport.Journal journal,
            Runnable reload) {
        var jobs = new Jobs(options.sources());
        var scripts = new PendingScripts(engine.instances, engine.records);
        var report = new DeploymentReport(journal);
        var calls =
                new DeploymentCalls(engine.instances, jobs, new JobScripts(kernel, loop, auxProcesses, logs, options));
        var replacement = new Replacement(
                engine.instances,
                engine.operations,
                engine.stops,
                catalogue,
                hooks,
                new DeploymentFile(kernel, options.runFolder()),
                report,
                reload);
        var deployment = new Deployment(
                jobs,
                engine.supervisor,
                engine.operations,
                engine.dependencies,
                engine.startOrder,
                calls,
                scripts,
                replacement,
                report,
                loop.guard());
        return new BoshJobs(jobs, deployment, calls, scripts, report);
    }
}

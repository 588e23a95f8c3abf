package dev.tend.control;

import dev.tend.bosh.BoshJobs;
import dev.tend.control.RequestHandler.KeeperActions;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.Engine;
import java.util.Optional;

/** Composes the handlers of requests: each is handed the parts of the keeper that it works with. */
public final class RequestHandlers {

    private RequestHandlers() {}

    /** @param one the only process, where the keeper is a process manager */
    public static RequestHandler of(
            Kernel kernel,
            Loop loop,
            Engine engine,
            Catalogue catalogue,
            BoshJobs jobs,
            StatusReport status,
            String logFolder,
            KeeperActions keeper,
            Optional<OneProcess> one) {
        var selector = new InstanceSelector(engine.instances, catalogue);
        var jobSelector = new JobSelector(jobs.jobs());
        return new RequestHandler(
                kernel.clock(),
                keeper,
                engine.instances,
                selector,
                status,
                changes(kernel, loop, engine, catalogue, selector),
                new SignalHandler(selector, engine.mainProcesses),
                new PlanReport(catalogue),
                new DeployHandler(
                        kernel,
                        loop,
                        engine.recovery,
                        catalogue,
                        jobSelector,
                        new DeployOutlines(engine.instances, catalogue, jobs.scripts()),
                        jobs.deployment(),
                        jobs.report()),
                new RunHookHandler(jobSelector, jobs.calls()),
                new LogTails(kernel, loop, logFolder),
                new Measurements(kernel, engine.status),
                one);
    }

    private static ChangeHandler changes(
            Kernel kernel, Loop loop, Engine engine, Catalogue catalogue, InstanceSelector selector) {
        var action = new ChangeAction(
                engine.supervisor,
                engine.operations,
                engine.graph,
                engine.startOrder,
                engine.stops,
                engine.timedTasks,
                engine.recovery,
                engine.reloads);
        var outcomes = new ChangeOutcomes(
                kernel.clock(),
                engine.stops,
                engine.startOrder,
                engine.quarantine,
                engine.refusedRestarts,
                engine.records,
                engine.status,
                engine.reloads);
        return new ChangeHandler(
                kernel.clock(), loop, engine.instances, catalogue, selector, engine.graph, action, outcomes);
    }
}

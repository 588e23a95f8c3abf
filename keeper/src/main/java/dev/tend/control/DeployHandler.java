package dev.tend.control;

import dev.tend.bosh.Deployment;
import dev.tend.bosh.DeploymentReport;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Refusal;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.service.Plan.Change;
import dev.tend.source.Catalogue;
import dev.tend.supervisor.FaultRecovery;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Reply.Wrong;
import dev.tend.wire.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers requests to deploy jobs of BOSH. */
final class DeployHandler {

    private final Kernel kernel;
    private final Loop loop;
    private final FaultRecovery recovery;
    private final Catalogue catalogue;
    private final JobSelector selector;
    private final DeployOutlines outlines;
    private final Deployment deployment;
    private final DeploymentReport report;

    DeployHandler(
            Kernel kernel,
            Loop loop,
            FaultRecovery recovery,
            Catalogue catalogue,
            JobSelector selector,
            DeployOutlines outlines,
            Deployment deployment,
            DeploymentReport report) {
        this.kernel = kernel;
        this.loop = loop;
        this.recovery = recovery;
        this.catalogue = catalogue;
        this.selector = selector;
        this.outlines = outlines;
        this.deployment = deployment;
        this.report = report;
    }

    /**
     * @param plan reads the folders, and says what has changed
     * @throws Refusal where that cannot be
     */
    Answer answer(Request.Deploy asked, Supplier<List<Change>> plan, ClientConnection connection) {
        if (deployment.isBrokenOff()) {
            throw new Refusal(1, "the keeper stops: nothing is deployed");
        }
        if (deployment.isUnderWay()) {
            throw new Refusal(1, "a deployment is under way: wait until it is over, see \"tend events\"");
        }
        var changes = plan.get();
        var jobs = selector.choose(asked.names());
        for (BoshJob job : jobs) {
            var problem = catalogue.problem(job.name());
            if (problem.isPresent()) {
                return StreamedAnswer.of(connection, List.of(new Wrong(problem.get())), 78);
            }
        }
        var outline = outlines.outline(jobs, changes, asked.packages());
        return asked.dry()
                ? StreamedAnswer.of(connection, outlines.preview(outline), 0)
                : carryOut(outline, asked.patience(), connection);
    }

    private Answer carryOut(DeployOutlines.Outline outline, long patience, ClientConnection connection) {
        outline.starting().forEach(recovery::release);
        deployment.announce(outlines.plan(outline));
        if (patience <= 0) {
            deployment.begin(Optional.empty());
            return StreamedAnswer.end(connection, 0, "");
        }
        return new Deploying(connection, patience);
    }

    /** Sends the progress of a deployment. */
    private final class Deploying implements Answer, DeploymentReport.Client {

        private final ClientConnection asker;
        private final long patience;
        private final LoopTimer tooLate;

        Deploying(ClientConnection asker, long patience) {
            this.asker = asker;
            this.patience = patience;
            tooLate = asker.alarm(this::outOfPatience);
        }

        @Override
        public void begin() {
            loop.set(tooLate, kernel.clock().now() + patience);
            deployment.begin(Optional.of(this));
        }

        private void outOfPatience() {
            asker.done(75, "not there yet: the wait is over, not the deployment");
        }

        @Override
        public void tell(String name, boolean good, String text) {
            asker.say(new Outcome(name, good, text));
        }

        @Override
        public void over(boolean good) {
            asker.done(good ? 0 : 1, "");
        }

        @Override
        public void end() {
            loop.set(tooLate, LoopTimer.UNSET);
            report.clientGone(this);
        }
    }
}

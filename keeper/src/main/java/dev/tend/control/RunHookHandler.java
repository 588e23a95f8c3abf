package dev.tend.control;

import dev.tend.bosh.Deployment;
import dev.tend.bosh.DeploymentCalls;
import dev.tend.bosh.JobScripts;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Refusal;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers requests to call one script of a job of BOSH. */
final class RunHookHandler {

    private static final List<String> CALLABLE =
            List.of(Deployment.PRE_START, Deployment.POST_START, Deployment.POST_DEPLOY);

    private final JobSelector selector;
    private final DeploymentCalls calls;

    /** Scripts that are being called: one at a time of a kind. */
    private final Set<Request.RunHook> calling = new HashSet<>();

    RunHookHandler(JobSelector selector, DeploymentCalls calls) {
        this.selector = selector;
        this.calls = calls;
    }

    /** @throws Refusal where there is none such, or none that may be called */
    Answer answer(Request.RunHook asked, ClientConnection connection) {
        var job = selector.job(asked.job());
        if (!CALLABLE.contains(asked.script())) {
            throw new Refusal(
                    64,
                    "\"" + asked.script() + "\" is none of " + String.join(", ", CALLABLE)
                            + ": the others are called when services stop");
        }
        if (!calling.add(asked)) {
            throw new Refusal(1, asked.script() + " of " + asked.job() + " is being called already: wait for its end");
        }
        return new Calling(connection, asked, job);
    }

    /** One call of a script. It goes on where no client waits for it any more. */
    private final class Calling implements Answer {

        private final Request.RunHook asked;
        private final BoshJob job;
        private Optional<ClientConnection> asker;

        Calling(ClientConnection asker, Request.RunHook asked, BoshJob job) {
            this.asker = Optional.of(asker);
            this.asked = asked;
            this.job = job;
        }

        @Override
        public void begin() {
            calls.call(asked.script(), job, tally -> {
                calling.remove(asked);
                asker.ifPresent(reader -> tell(tally, reader));
            });
        }

        private void tell(JobScripts.Tally tally, ClientConnection reader) {
            tally.failed().forEach((name, why) -> reader.say(new Outcome(name, false, tally.script() + ": " + why)));
            reader.say(new Outcome(asked.job(), tally.good(), tally.sentence()));
            reader.done(tally.good() ? 0 : 1, "");
        }

        @Override
        public void end() {
            asker = Optional.empty();
        }
    }
}

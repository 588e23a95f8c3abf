package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A keeper that is killed in the midst of a deployment: the next one goes on with it. */
class KilledDeploymentTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private final Jobs jobs = new Jobs(tend);

    private void job(String name, String... scripts) throws IOException {
        jobs.job(name);
        for (String script : scripts) {
            String held = "while [ -e \"$here/../hold-" + script + "\" ]; do sleep 0.02; done";
            jobs.script(name, script, script.equals("drain") ? held + "; echo 0" : held);
        }
    }

    private void change(String name) {
        Path monit = tend.path("jobs/" + name + "/monit");
        tend.file("jobs/" + name + "/monit", Tend.text(monit).replace("timeout 20", "timeout 19"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drain", "pre-start", "post-start", "post-deploy"})
    void goesOn(String step) throws IOException {
        job("web", "drain", "pre-start", "post-start", "post-deploy");
        job("api", "pre-start");
        job("idle", "post-deploy");
        jobs.up();
        jobs.awaitOrder("post-deploy-end web");
        Path file = tend.run().resolve("deployment");
        Tend.awaiting().until(() -> !Files.exists(file)); // then it is over
        for (String name : List.of("web", "api", "idle")) {
            tend.awaitState(name, "ready");
        }
        int idle = tend.status("idle").pid();
        change("web");
        change("api");
        jobs.forget();
        tend.file("jobs/hold-" + step, "");

        var deploy = tend.start(
                "deploy",
                List.of(
                        Tend.BINARY.toString(),
                        "deploy",
                        "--run-dir",
                        tend.run().toString()));
        Tend.awaiting().untilAsserted(() -> assertThat(jobs.order()).anyMatch(line -> line.startsWith(step + " web")));
        if (step.equals("drain")) {
            tend.awaitState("api", "down");
        }
        tend.killKeeper();
        Tend.awaiting().until(() -> !deploy.isAlive());
        jobs.up();
        tend.awaitState("web", step.equals("drain") ? "stopping" : step.equals("pre-start") ? "waiting" : "ready");
        Files.delete(tend.path("jobs/hold-" + step));

        Tend.awaiting().until(() -> !Files.exists(file));
        assertThat(jobs.order()).contains("post-deploy-end web", "post-deploy-end idle");
        if (!step.equals(
                "drain")) { // what it says would have gone to the keeper that is no more: it ends, and is called again
            assertThat(jobs.order().stream().filter(line -> line.matches(step + "(-end)? web.*")))
                    .as("no script runs twice at a time")
                    .extracting(line -> line.startsWith(step + "-end"))
                    .containsExactly(false, true, false, true);
        }
        assertThat(tend.awaitState("web", "ready").why()).isNotEmpty();
        assertThat(tend.awaitState("api", "ready").why()).isNotEmpty();
        assertThat(tend.status("idle").pid()).isEqualTo(idle);
        assertThat(tend.done("deploy", "--dry-run").out()).doesNotContain("would be stopped", "would be changed");
        assertThat(tend.errors()).contains("deploy: goes on where the keeper before this one has ended");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deployments of BOSH jobs: what has changed is brought up to what their folders say, in the order of BOSH. */
class BoshDeployTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private final Jobs jobs = new Jobs(tend);

    @Test
    void deploysWhatHasChanged() throws IOException {
        Path web = jobs.job("web");
        jobs.job("api");
        jobs.script("web", "drain", "echo 0");
        jobs.script("web", "pre-start", "");
        jobs.script("api", "pre-start", "");
        jobs.script("api", "post-deploy", "");
        jobs.up();
        awaitEnd("1 of 1 post-deploy scripts succeeded. Successful Jobs: api");
        int api = tend.awaitState("api", "ready").pid();
        tend.awaitState("web", "ready");
        jobs.forget();
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")).replace("timeout 20", "timeout 19"));

        var preview = tend.done("deploy", "--dry-run", web.toString());
        assertThat(jobs.order()).isEmpty();
        assertThat(preview.out())
                .contains("web: would be stopped: drain, halt")
                .contains("web: pre-start would be called")
                .contains("web: would be started");
        var deployed = tend.done("deploy");

        assertThat(jobs.order())
                .containsExactly(
                        "drain web job_changed hash_changed",
                        "drain-end web",
                        "stop web",
                        "pre-start web",
                        "pre-start-end web",
                        "start web",
                        "post-deploy api",
                        "post-deploy-end api");
        assertThat(deployed.out())
                .contains("web: stopped: deployed anew")
                .contains("deploy: 1 of 1 pre-start scripts succeeded. Successful Jobs: web")
                .contains("deploy: 1 of 1 post-deploy scripts succeeded. Successful Jobs: api");
        assertThat(tend.status("api").pid()).isEqualTo(api);
        jobs.forget();
        tend.done("deploy", "--updated", "nginx", "--updated", "ruby", "web");
        assertThat(jobs.order()).contains("drain web job_changed hash_unchanged nginx ruby");
    }

    @Test
    void tellsWhichStepOfADeploymentFails() throws IOException {
        Path web = jobs.job("web");
        jobs.script("web", "post-start", "");
        jobs.up();
        awaitEnd("1 of 1 post-start scripts succeeded. Successful Jobs: web");
        tend.file("jobs/web/launch-fails", "");
        jobs.forget();

        var failed = tend.verb("deploy", "--updated", "nginx", web.toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("1 of 1 start scripts failed. Failed Jobs: web");
        assertThat(jobs.order()).doesNotContain("post-start web");
        tend.awaitLog("web", "no luck today");
        assertThat(tend.verb("deploy", "wep").err()).contains("no job is called wep: did you mean \"web\"?");
    }

    @Test
    void callsPostStartAgainUntilItSucceeds() throws IOException {
        jobs.job("api");
        Path db = jobs.job("db");
        jobs.script("api", "post-start", "");
        jobs.script("db", "post-start", "exit 4");
        tend.file("jobs/db/launch-fails", "");
        jobs.up();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains("1 of 2 start scripts failed"));
        assertThat(jobs.order()).doesNotContain("post-start api");
        Files.delete(db.resolve("launch-fails"));
        tend.done("start", "db");

        var failed = tend.verb("deploy");
        assertThat(tend.done("deploy", "--dry-run").out()).isEqualTo("db: post-start would be called\n");
        jobs.script("db", "post-start", "");
        var deployed = tend.done("deploy");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("1 of 2 post-start scripts failed. Failed Jobs: db. Successful Jobs: api");
        assertThat(deployed.out()).contains("1 of 1 post-start scripts succeeded. Successful Jobs: db");
        assertThat(tend.status("api").why()).isEqualTo("deployed");
        assertThat(tend.done("deploy").out()).isEmpty();
    }

    @Test
    void isOverWhereAServiceLacksWhatItRequires() throws IOException {
        Path web = jobs.job("web");
        jobs.job("api");
        jobs.job("db");
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")) + "  depends on db\n");
        tend.file("jobs/api/monit", Tend.text(tend.path("jobs/api/monit")) + "  depends on nobody\n");
        tend.file("jobs/db/launch-fails", "");

        jobs.up();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains("3 of 3 start scripts failed. Failed Jobs: api, db, web")
                .contains("api: start: requires nobody, which is not there")
                .contains("web: start: waits for db to be ready"));
        assertThat(tend.status("api").why()).isEqualTo("requires nobody, which is not there");
        assertThat(tend.verb("deploy").err()).doesNotContain("is under way");
    }

    @Test
    void isTakenOverByTheNextKeeper() throws IOException {
        jobs.job("web");
        jobs.script("web", "pre-start", "");
        jobs.up();
        int pid = tend.awaitState("web", "ready").pid();
        jobs.forget();
        tend.killKeeper();

        jobs.up();

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
        assertThat(jobs.order()).isEmpty();
        Proc.signal(pid, "KILL");
        tend.awaitSuccessor("web", pid);
        assertThat(jobs.order()).containsExactly("start web");
        tend.done("stop", "web");
        assertThat(jobs.order()).containsExactly("start web", "stop web");
    }

    /** Waits until the keeper knows of the end of the last script, with which a deployment is over, and not only until the script wrote. */
    private void awaitEnd(String sentence) {
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains(sentence));
    }
}

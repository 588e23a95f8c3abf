package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs of BOSH, as their releases lay them out, under a keeper instead of monit. */
class BoshJobTest {

    /** Only scripts that are called at the same time come to an end with this in them. */
    private static final String UNTIL_BOTH =
            "until [ $(grep -c ' %s [ad]' \"$here/../order\") = 2 ]; do sleep 0.01; done";

    @RegisterExtension
    final Tend tend = new Tend();

    private final Jobs jobs = new Jobs(tend);

    @Test
    void startsJobsInTheOrderOfBosh() throws IOException {
        for (String name : List.of("api", "db")) {
            jobs.job(name);
            jobs.script(name, "pre-start", "echo said by $0; echo and wrong >&2; " + UNTIL_BOTH.formatted("pre-start"));
            jobs.script(name, "post-start", UNTIL_BOTH.formatted("post-start"));
            jobs.script(name, "post-deploy", UNTIL_BOTH.formatted("post-deploy"));
        }
        jobs.up();
        jobs.awaitOrder("post-deploy-end api");
        jobs.awaitOrder("post-deploy-end db");

        assertThat(jobs.steps())
                .as("no step begins before all have ended the one before")
                .containsExactly("pre-start", "start", "post-start", "post-deploy");
        assertThat(jobs.order()).hasSize(14);
        assertThat(Tend.text(tend.logs().resolve("api/pre-start.stdout.log"))).contains("said by ");
        assertThat(Tend.text(tend.logs().resolve("db/pre-start.stderr.log"))).isEqualTo("and wrong\n");
        assertThat(tend.done("events").out()).contains("2 of 2 pre-start scripts succeeded. Successful Jobs: api, db");
    }

    @Test
    void startsNothingWhereAPreStartFails() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            jobs.job(name);
            jobs.script(name, "pre-start", name.equals("b") ? "sleep 0.2" : "exit 4");
        }
        jobs.up();
        String sentence = "2 of 3 pre-start scripts failed. Failed Jobs: a, c. Successful Jobs: b";
        Tend.awaiting().untilAsserted(() -> assertThat(tend.status("b").why()).contains(sentence));

        assertThat(tend.errors()).contains(sentence).contains("a: pre-start: exited with code 4");
        assertThat(jobs.order()).contains("pre-start-end b").noneMatch(line -> line.startsWith("start"));
        jobs.script("a", "pre-start", "");
        jobs.script("c", "pre-start", "");
        assertThat(tend.done("deploy").out())
                .contains("3 of 3 pre-start scripts succeeded")
                .contains("3 of 3 start scripts succeeded");
        tend.awaitState("b", "ready");
    }

    @Test
    void startsItAgainByItsStartProgramAndWithoutItsScripts() throws IOException {
        jobs.job("web");
        jobs.script("web", "pre-start", "");
        jobs.script("web", "post-start", "");
        jobs.up();
        jobs.awaitOrder("post-start-end web");
        int pid = tend.awaitState("web", "ready").pid();
        assertThat(Tend.text(tend.path("jobs/web/pid"))).isEqualTo(pid + "\n");
        assertThat(Proc.command(pid)).containsExactly("sleep", "1000");
        jobs.forget();

        Proc.signal(pid, "KILL");
        var next = tend.awaitSuccessor("web", pid);

        assertThat(next.restarts()).isEqualTo(1);
        assertThat(jobs.order()).containsExactly("start web");
        assertThat(tend.done("why", "web").out()).contains("killed by signal 9 (KILL)");
    }

    @Test
    void stopsInTheOrderOfBosh() throws IOException {
        jobs.job("web");
        jobs.script("web", "pre-stop", "env | grep '^BOSH_' | sort");
        jobs.script("web", "drain", "env | grep '^BOSH_' >&2; [ \"$1\" = job_check_status ] && echo 0 || echo -1");
        jobs.script("web", "post-stop", "");
        jobs.up();
        int pid = tend.awaitState("web", "ready").pid();
        jobs.forget();

        tend.done("drain", "web");

        assertThat(jobs.order())
                .containsExactly(
                        "pre-stop web",
                        "pre-stop-end web",
                        "drain web job_shutdown hash_unchanged",
                        "drain-end web",
                        "drain web job_check_status hash_unchanged",
                        "drain-end web",
                        "stop web",
                        "post-stop web",
                        "post-stop-end web");
        assertThat(Proc.alive(pid)).isFalse();
        assertThat(Tend.text(tend.logs().resolve("web/pre-stop.stdout.log"))).isEqualTo("""
                BOSH_DEPLOYMENT_NEXT_STATE=keep
                BOSH_INSTANCE_NEXT_STATE=keep
                BOSH_JOB_STATE={"persistent_disk":0}
                BOSH_VM_NEXT_STATE=keep
                """);
        assertThat(Tend.text(tend.logs().resolve("web/drain.stderr.log")))
                .contains("BOSH_JOB_STATE={\"persistent_disk\":0}")
                .doesNotContain("NEXT_STATE");
    }

    @Test
    void goesOnWithTheStopWhereADrainSaysNothingUseful() throws IOException {
        jobs.job("web");
        jobs.script("web", "drain", "echo soon");
        jobs.up();
        tend.awaitState("web", "ready");

        tend.done("stop", "web");

        assertThat(tend.errors()).contains("drain: Script did not return a signed integer");
        assertThat(jobs.order()).endsWith("stop web");
    }

    @Test
    void doesWithoutADrainWhereToldTo() throws IOException {
        jobs.job("web");
        jobs.job("api");
        jobs.script("web", "drain", "sleep 1000");
        jobs.up();
        tend.awaitState("web", "ready");
        tend.awaitState("api", "ready");
        tend.done("stop", "--no-wait", "web");
        jobs.awaitOrder("drain web job_shutdown hash_unchanged");

        tend.done("stop", "--no-drain", "web");

        assertThat(jobs.order()).contains("stop web").doesNotContain("drain-end web");
        var refused = tend.verb("drain", "api");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("api has no drain");
        assertThat(tend.status("api").state()).isEqualTo("ready");
    }

    /** The release of {@code examples/exemplar-release}, on a machine of its own, from its first start to its drained end. */
    @Test
    void runsTheExemplarRelease() throws IOException {
        int port = Ports.free();
        var machine = Namespace.open(tend);
        var release = Path.of("../examples/exemplar-release").toAbsolutePath().normalize();
        machine.done("sh " + Tend.resource("exemplar/install.sh") + " " + tend.root() + " " + release + " "
                + Tend.BINARY + " " + port);
        tend.under(machine.enter()).up("--bosh-job", "/var/vcap/jobs/greeter");

        Tend.awaiting().untilAsserted(() -> assertThat(tend.done("events").out())
                .contains("1 of 1 post-start scripts succeeded. Successful Jobs: greeter"));
        int pid = tend.awaitState("greeter", "ready").pid();
        assertThat(Tend.text(tend.path("vcap/sys/run/greeter/greeter.pid"))).contains(String.valueOf(pid));
        machine.done("kill -9 " + pid);
        int next = tend.awaitSuccessor("greeter", pid).pid();
        machine.done("/var/vcap/jobs/greeter/bin/post-start");
        tend.done("drain", "greeter");

        assertThat(tend.status("greeter").state()).isEqualTo("down");
        machine.done("! kill -0 " + next + " 2>/dev/null");
        assertThat(Tend.text(tend.path("vcap/sys/log/greeter/greeter.stderr.log")))
                .contains("greeter: told to end");
    }

    @Test
    void tellsWhatOfAMonitFileIsLeftOut() throws IOException {
        Path web = jobs.job("web");
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")) + "  if loadavg (1min) > 4 then alert\n");
        jobs.up();
        tend.awaitState("web", "ready");

        assertThat(tend.errors()).contains("monit:6: if loadavg (1min) > 4 then alert: left out");
    }

    @Test
    void takesAJobsOwnServiceFile() throws IOException {
        tend.file("jobs/own/tend", "cmd=sleep 1000\nenv." + Leftovers.MARK + "=" + tend.root() + "\n");
        jobs.script("own", "pre-start", "");
        jobs.add("own");
        jobs.up();

        tend.awaitState("own", "ready");

        assertThat(jobs.order()).containsExactly("pre-start own", "pre-start-end own");
    }

    @Test
    void refusesAFolderThatIsNoJob() throws IOException {
        Files.createDirectories(tend.path("jobs/empty"));
        jobs.add("empty");
        jobs.up();

        assertThat(tend.errors()).contains("has neither a file tend nor a file monit: this is no job");
        assertThat(tend.status("empty").state()).isEqualTo("failed");
    }
}

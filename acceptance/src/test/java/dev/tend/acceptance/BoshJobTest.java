package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs of BOSH, as their releases lay them out, under a keeper instead of monit. */
class BoshJobTest {

    /** Starts its program in a session of its own, as monit's start programs do, and returns once the pidfile is there. */
    private static final String CTL = """
            #!/bin/sh
            here=$(cd "$(dirname "$0")/.." && pwd)
            note() { echo "$(date +%s%N) $1 $(basename "$here")" >>"$here/../order"; }
            case $1 in
                start)
                    note start
                    if [ -e "$here/launch-fails" ]; then echo "no luck today" >&2; exit 3; fi
                    setsid sh -c 'echo $$ >"$1"; exec sleep 1000' sh "$here/pid" &
                    while ! [ -s "$here/pid" ]; do sleep 0.01; done ;;
                stop)
                    note stop
                    kill "$(cat "$here/pid")" ;;
            esac
            """;

    /** Only scripts that are called at the same time come to an end with this in them. */
    private static final String UNTIL_BOTH =
            "until [ $(grep -c ' %s [ad]' \"$here/../order\") = 2 ]; do sleep 0.01; done";

    @RegisterExtension
    final Tend tend = new Tend();

    private final List<String> arguments = new ArrayList<>();

    private Path job(String name) throws IOException {
        Path folder = tend.path("jobs").resolve(name);
        tend.file("jobs/" + name + "/monit", """
                check process %s
                  with pidfile %s/pid
                  start program "%s/bin/ctl start" with timeout 20 seconds
                  stop program "%s/bin/ctl stop" with timeout 20 seconds
                  group vcap
                """.formatted(name, folder, folder, folder));
        program(name, "ctl", CTL);
        arguments.addAll(List.of("--bosh-job", folder.toString()));
        return folder;
    }

    private void program(String job, String name, String text) throws IOException {
        tend.file("jobs/" + job + "/bin/" + name, text);
        Files.setPosixFilePermissions(
                tend.path("jobs/" + job + "/bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A script that says when it is called and with what, does something, and says when it ends. */
    private void script(String job, String name, String what) throws IOException {
        program(job, name, """
                #!/bin/sh
                here=$(cd "$(dirname "$0")/.." && pwd)
                echo "$(date +%%s%%N) %s $(basename "$here") $*" >>"$here/../order"
                %s
                echo "$(date +%%s%%N) %s-end $(basename "$here")" >>"$here/../order"
                """.formatted(name, what, name));
    }

    private Tend up() {
        return tend.up(arguments.toArray(new String[0]));
    }

    /** What happened, in order: the script or program, and the job, without the time. */
    private List<String> order() {
        return Tend.text(tend.path("jobs/order"))
                .lines()
                .sorted()
                .map(line -> line.substring(line.indexOf(' ') + 1).trim())
                .toList();
    }

    /** The steps of all jobs together, each as often as it was begun anew. */
    private List<String> steps() {
        var steps = new ArrayList<String>();
        for (String line : order()) {
            String step = line.substring(0, line.indexOf(' ')).replace("-end", "");
            if (steps.isEmpty() || !steps.getLast().equals(step)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private void forget() throws IOException {
        Files.deleteIfExists(tend.path("jobs/order"));
    }

    private void awaitOrder(String last) {
        Tend.awaiting().untilAsserted(() -> assertThat(order()).contains(last));
    }

    @Test
    void startsJobsInTheOrderOfBosh() throws IOException {
        for (String name : List.of("api", "db")) {
            job(name);
            script(name, "pre-start", "echo said by $0; echo and wrong >&2; " + UNTIL_BOTH.formatted("pre-start"));
            script(name, "post-start", UNTIL_BOTH.formatted("post-start"));
            script(name, "post-deploy", UNTIL_BOTH.formatted("post-deploy"));
        }
        up();
        awaitOrder("post-deploy-end api");
        awaitOrder("post-deploy-end db");

        assertThat(steps())
                .as("no step begins before all have ended the one before")
                .containsExactly("pre-start", "start", "post-start", "post-deploy");
        assertThat(order()).hasSize(14);
        assertThat(Tend.text(tend.logs().resolve("api/pre-start.stdout.log"))).contains("said by ");
        assertThat(Tend.text(tend.logs().resolve("db/pre-start.stderr.log"))).isEqualTo("and wrong\n");
        assertThat(tend.done("events").out()).contains("2 of 2 pre-start scripts succeeded. Successful Jobs: api, db");
    }

    @Test
    void startsNothingWhereAPreStartFails() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            job(name);
            script(name, "pre-start", name.equals("b") ? "sleep 0.2" : "exit 4");
        }
        up();
        String sentence = "2 of 3 pre-start scripts failed. Failed Jobs: a, c. Successful Jobs: b";
        Tend.awaiting().untilAsserted(() -> assertThat(tend.status("b").why()).contains(sentence));

        assertThat(tend.errors()).contains(sentence).contains("a: pre-start: exited with code 4");
        assertThat(order()).contains("pre-start-end b").noneMatch(line -> line.startsWith("start"));
        script("a", "pre-start", "");
        script("c", "pre-start", "");
        assertThat(tend.done("deploy").out())
                .contains("3 of 3 pre-start scripts succeeded")
                .contains("3 of 3 start scripts succeeded");
        tend.awaitState("b", "ready");
    }

    @Test
    void startsItAgainByItsStartProgramAndWithoutItsScripts() throws IOException {
        job("web");
        script("web", "pre-start", "");
        script("web", "post-start", "");
        up();
        awaitOrder("post-start-end web");
        int pid = tend.awaitState("web", "ready").pid();
        assertThat(Tend.text(tend.path("jobs/web/pid"))).isEqualTo(pid + "\n");
        assertThat(Proc.command(pid)).containsExactly("sleep", "1000");
        forget();

        Proc.signal(pid, "KILL");
        var next = tend.awaitSuccessor("web", pid);

        assertThat(next.restarts()).isEqualTo(1);
        assertThat(order()).containsExactly("start web");
        assertThat(tend.done("why", "web").out()).contains("killed by signal 9 (KILL)");
    }

    @Test
    void stopsInTheOrderOfBosh() throws IOException {
        job("web");
        script("web", "pre-stop", "env | grep '^BOSH_' | sort");
        script("web", "drain", "env | grep '^BOSH_' >&2; [ \"$1\" = job_check_status ] && echo 0 || echo -1");
        script("web", "post-stop", "");
        up();
        int pid = tend.awaitState("web", "ready").pid();
        forget();

        tend.done("drain", "web");

        assertThat(order())
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
        job("web");
        script("web", "drain", "echo soon");
        up();
        tend.awaitState("web", "ready");

        tend.done("stop", "web");

        assertThat(tend.errors()).contains("drain: Script did not return a signed integer");
        assertThat(order()).endsWith("stop web");
    }

    @Test
    void doesWithoutADrainWhereToldTo() throws IOException {
        job("web");
        job("api");
        script("web", "drain", "sleep 1000");
        up();
        tend.awaitState("web", "ready");
        tend.awaitState("api", "ready");
        tend.done("stop", "--no-wait", "web");
        awaitOrder("drain web job_shutdown hash_unchanged");

        tend.done("stop", "--no-drain", "web");

        assertThat(order()).contains("stop web").doesNotContain("drain-end web");
        var refused = tend.verb("drain", "api");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("api has no drain");
        assertThat(tend.status("api").state()).isEqualTo("ready");
    }

    @Test
    void deploysWhatHasChanged() throws IOException {
        Path web = job("web");
        job("api");
        script("web", "drain", "echo 0");
        script("web", "pre-start", "");
        script("api", "pre-start", "");
        script("api", "post-deploy", "");
        up();
        awaitOrder("post-deploy-end api");
        int api = tend.awaitState("api", "ready").pid();
        tend.awaitState("web", "ready");
        forget();
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")).replace("timeout 20", "timeout 19"));

        var preview = tend.done("deploy", "--dry-run", web.toString());
        assertThat(order()).isEmpty();
        assertThat(preview.out())
                .contains("web: would be stopped: drain, halt")
                .contains("web: pre-start would be called")
                .contains("web: would be started");
        var deployed = tend.done("deploy");

        assertThat(order())
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
        forget();
        tend.done("deploy", "--updated", "nginx", "--updated", "ruby", "web");
        assertThat(order()).contains("drain web job_changed hash_unchanged nginx ruby");
    }

    @Test
    void tellsWhichStepOfADeploymentFails() throws IOException {
        Path web = job("web");
        script("web", "post-start", "");
        up();
        awaitOrder("post-start-end web");
        tend.file("jobs/web/launch-fails", "");
        forget();

        var failed = tend.verb("deploy", "--updated", "nginx", web.toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("1 of 1 start scripts failed. Failed Jobs: web");
        assertThat(order()).doesNotContain("post-start web");
        tend.awaitLog("web", "no luck today");
        assertThat(tend.verb("deploy", "wep").err()).contains("no job is called wep: did you mean \"web\"?");
    }

    @Test
    void callsPostStartAgainUntilItSucceeds() throws IOException {
        job("api");
        Path db = job("db");
        script("api", "post-start", "");
        script("db", "post-start", "exit 4");
        tend.file("jobs/db/launch-fails", "");
        up();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains("1 of 2 start scripts failed"));
        assertThat(order()).doesNotContain("post-start api");
        Files.delete(db.resolve("launch-fails"));
        tend.done("start", "db");

        var failed = tend.verb("deploy");
        assertThat(tend.done("deploy", "--dry-run").out()).isEqualTo("db: post-start would be called\n");
        script("db", "post-start", "");
        var deployed = tend.done("deploy");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("1 of 2 post-start scripts failed. Failed Jobs: db. Successful Jobs: api");
        assertThat(deployed.out()).contains("1 of 1 post-start scripts succeeded. Successful Jobs: db");
        assertThat(tend.status("api").why()).isEqualTo("nothing holds it back any more");
        assertThat(tend.done("deploy").out()).isEmpty();
    }

    @Test
    void isOverWhereAServiceLacksWhatItRequires() throws IOException {
        Path web = job("web");
        job("api");
        job("db");
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")) + "  depends on db\n");
        tend.file("jobs/api/monit", Tend.text(tend.path("jobs/api/monit")) + "  depends on nobody\n");
        tend.file("jobs/db/launch-fails", "");

        up();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains("3 of 3 start scripts failed. Failed Jobs: api, db, web")
                .contains("api: start: requires nobody, which is not there")
                .contains("web: start: waits for db to be ready"));
        assertThat(tend.status("api").why()).isEqualTo("requires nobody, which is not there");
        assertThat(tend.verb("deploy").err()).doesNotContain("is under way");
    }

    @Test
    void isTakenOverByTheNextKeeper() throws IOException {
        job("web");
        script("web", "pre-start", "");
        up();
        int pid = tend.awaitState("web", "ready").pid();
        forget();
        tend.killKeeper();

        up();

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
        assertThat(order()).isEmpty();
        Proc.signal(pid, "KILL");
        tend.awaitSuccessor("web", pid);
        assertThat(order()).containsExactly("start web");
        tend.done("stop", "web");
        assertThat(order()).containsExactly("start web", "stop web");
    }

    /** The release of {@code examples/exemplar-release}, on a machine of its own, from its first start to its drained end. */
    @Test
    void runsTheExemplarRelease() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
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
        Path web = job("web");
        tend.file("jobs/web/monit", Tend.text(web.resolve("monit")) + "  if loadavg (1min) > 4 then alert\n");
        up();
        tend.awaitState("web", "ready");

        assertThat(tend.errors()).contains("monit:6: if loadavg (1min) > 4 then alert: left out");
    }

    @Test
    void takesAJobsOwnServiceFile() throws IOException {
        tend.file("jobs/own/tend", "cmd=sleep 1000\nenv." + Leftovers.MARK + "=" + tend.root() + "\n");
        script("own", "pre-start", "");
        arguments.addAll(List.of("--bosh-job", tend.path("jobs/own").toString()));
        up();

        tend.awaitState("own", "ready");

        assertThat(order()).containsExactly("pre-start own", "pre-start-end own");
    }

    @Test
    void refusesAFolderThatIsNoJob() throws IOException {
        Files.createDirectories(tend.path("jobs/empty"));
        arguments.addAll(List.of("--bosh-job", tend.path("jobs/empty").toString()));
        up();

        assertThat(tend.errors()).contains("has neither a file tend nor a file monit: this is no job");
        assertThat(tend.status("empty").state()).isEqualTo("failed");
    }
}

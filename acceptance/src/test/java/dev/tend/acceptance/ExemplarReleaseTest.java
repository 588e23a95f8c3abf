package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The BOSH job in {@code examples/exemplar-release}, installed on a machine of its own, under the real monit. */
class ExemplarReleaseTest {

    private static final String JOB = "/var/vcap/jobs/greeter/bin/";

    @RegisterExtension
    final Tend tend = new Tend();

    private Namespace machine;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Ran.command(List.of("monit", "-V"), Map.of()).code() == 0, "takes monit");
        machine = Namespace.open(tend);
        int port = Ports.free();
        var release = Path.of("../examples/exemplar-release").toAbsolutePath().normalize();
        machine.done("sh " + Tend.resource("exemplar/install.sh") + " " + tend.root() + " " + release + " "
                + Tend.BINARY + " " + port);
        machine.done(JOB + "pre-start");
    }

    private void boot() {
        var command = new ArrayList<>(List.of(machine.enter()));
        command.addAll(List.of("monit", "-I", "-c", "/var/vcap/monit/monitrc"));
        tend.start("monit", command);
    }

    private Ran inside(String line) {
        var command = new ArrayList<>(List.of(machine.enter()));
        command.addAll(List.of("sh", "-c", line));
        return tend.command(command);
    }

    private String pidfile() {
        return Tend.text(tend.path("vcap/sys/run/greeter/greeter.pid"));
    }

    /** Waits until another process than {@code former} serves. Pids are those that the machine itself sees. */
    private String awaitGreeter(String former) {
        Tend.awaiting()
                .untilAsserted(() -> assertThat(runs(pidfile()) && !pidfile().equals(former))
                        .as(() -> Tend.text(tend.path("vcap/monit/monit.log")))
                        .isTrue());
        machine.done(JOB + "post-start");
        return pidfile();
    }

    /** Waits until monit has noticed that it runs; before that it would wait for it, and not start another. */
    private void awaitMonit() {
        Tend.awaiting().until(() -> inside("monit -c /var/vcap/monit/monitrc summary greeter")
                .out()
                .contains(" OK "));
    }

    private boolean runs(String pid) {
        return !pid.isEmpty()
                && inside("tr '\\0' ' ' </proc/" + pid + "/cmdline").out().contains("/bin/greeter ");
    }

    /** Monit takes no order while it is at something, and carries this one out after we have returned. */
    private void monit(String order) {
        Tend.awaiting().untilAsserted(() -> {
            var ran = inside("monit -c /var/vcap/monit/monitrc " + order + " greeter");
            assertThat(ran.code()).as(ran::toString).isZero();
        });
    }

    /** All processes are gone at once, and none of their files. */
    private void loseThePower(String pid) {
        String both = Tend.text(tend.path("vcap/monit/monit.pid")).strip() + " " + pid;
        machine.done("kill -9 " + both);
        Tend.awaiting()
                .until(() -> inside("for pid in " + both + "; do kill -0 $pid && exit; done; exit 3")
                                .code()
                        == 3);
    }

    @Test
    void isStartedRestartedDrainedAndStopped() {
        boot();
        String first = awaitGreeter("");
        assertThat(inside("stat -c %U /proc/" + first).out()).isEqualTo("vcap\n");

        awaitMonit();
        inside("kill -9 " + first);
        String second = awaitGreeter(first);

        var again = inside(JOB + "ctl start");
        assertThat(again.code()).as(again::toString).isEqualTo(1);
        assertThat(again.err()).contains("process " + second + " (").contains("already exists");

        assertThat(inside(JOB + "drain job_shutdown hash_unchanged").out()).isEqualTo("0\n");
        monit("stop");
        Tend.awaiting().until(() -> !runs(second) && pidfile().isEmpty());
    }

    @Test
    void isStartedAfterAPowerCut() {
        boot();
        String before = awaitGreeter("");
        loseThePower(before);
        assertThat(pidfile()).isEqualTo(before);
        boot();
        awaitGreeter(before);
    }

    @Test
    void neverKillsWhoHasItsNumberNow() {
        boot();
        String before = awaitGreeter("");
        loseThePower(before);
        Tend.awaiting().until(() -> inside("echo $((" + before
                        + " - 1)) >/proc/sys/kernel/ns_last_pid; sleep 1000 >/dev/null 2>&1 & echo $!")
                .out()
                .strip()
                .equals(before));
        boot();
        awaitMonit();
        monit("stop");
        Tend.awaiting().until(() -> pidfile().isEmpty());
        machine.done(JOB + "ctl stop");
        assertThat(inside("kill -0 " + before).code()).isZero();

        machine.done(JOB + "ctl start");
        awaitGreeter(before);
        assertThat(inside("kill -0 " + before).code()).isZero();
    }

    @Test
    void drainsWhatDoesNotRun() {
        machine.done("install -d /var/vcap/sys/log/greeter");
        var drain = inside(JOB + "drain job_shutdown hash_unchanged");
        assertThat(drain.code()).as(drain::toString).isZero();
        assertThat(drain.out()).isEqualTo("0\n");
    }
}

package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.pidfile.Claim;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.PidfileReport;
import dev.tend.pidfile.PidfileReport.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidfileVerbTest {

    private static final long SECOND = 1_000_000;

    private final FakeHost host = new FakeHost();

    private int pidfile(String line) {
        return host.tend(("pidfile " + line).split(" ", -1));
    }

    @Test
    void claims() {
        assertThat(pidfile("claim --pid 42 --pid-file web.pid")).isZero();
        assertThat(host.pidfiles.orders).containsExactly(Claim.of("/home/ada/web.pid", 42));
    }

    @Test
    void kills() {
        assertThat(pidfile("kill -p /run/web.pid")).isZero();
        assertThat(pidfile("kill -p /run/web.pid --signal INT --timeout 500ms --show-stacks --group"))
                .isZero();
        assertThat(host.pidfiles.orders)
                .containsExactly(
                        "/run/web.pid",
                        Kill.within(20 * SECOND),
                        "/run/web.pid",
                        new Kill(2, SECOND / 2, true, true, false));
    }

    @Test
    void saysThatAFileWasStale() {
        host.pidfiles.stale = Optional.of("process 7 does not run");
        assertThat(pidfile("kill -p /run/web.pid")).isZero();
        assertThat(host.errors()).isEqualTo("tend: /run/web.pid: stale: process 7 does not run: removed it\n");
    }

    @Test
    void showsWithTheCodesOfInitScripts() {
        assertThat(pidfile("show -p /run/web.pid")).isEqualTo(3);
        host.pidfiles.sighting = new PidfileReport(State.RUNNING, 42, "web --port 80", SECOND, "");
        assertThat(pidfile("show -p /run/web.pid")).isZero();
        host.pidfiles.sighting = new PidfileReport(State.STALE, 42, "", 0, "process 42 does not run");
        assertThat(pidfile("show -p /run/web.pid")).isEqualTo(1);
        host.pidfiles.sighting = new PidfileReport(State.DOUBTFUL, 42, "web", SECOND, "everybody may write it");
        assertThat(pidfile("show -p /run/web.pid")).isEqualTo(4);

        assertThat(host.output().lines())
                .containsExactly(
                        "/run/web.pid: missing: there is no such file",
                        "/run/web.pid: running: pid 42 (web --port 80), since 1970-01-01T00:00:01.000000Z",
                        "/run/web.pid: stale: process 42 does not run",
                        "/run/web.pid: doubtful: pid 42 (web), since 1970-01-01T00:00:01.000000Z: everybody may write it");
    }

    @Test
    void showsJson() {
        host.pidfiles.sighting = new PidfileReport(State.RUNNING, 42, "web", SECOND, "");
        assertThat(pidfile("show -p /run/web.pid --json")).isZero();
        assertThat(host.output())
                .isEqualTo("[{\"file\":\"/run/web.pid\",\"state\":\"running\",\"pid\":42,\"command\":\"web\","
                        + "\"since\":\"1970-01-01T00:00:01.000000Z\",\"why\":\"\"}]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clain",
                "claim",
                "claim --pid 42",
                "claim -p x",
                "claim -p x --pid 0",
                "claim -p x --pid -1",
                "claim -p x --pid 4194305",
                "claim -p x --pid web",
                "claim -p x --pid 42 more",
                "kill",
                "kill -p x -s NO",
                "kill -p x -t soon",
                "show",
                "start -p x",
                "start --exec y",
                "start -p x --umask 9 y",
                "start -p x -k 1000 y"
            })
    void refusesBadUsage(String line) {
        assertThat(pidfile(line)).isEqualTo(64);
        assertThat(host.errors()).startsWith("tend: ");
        assertThat(host.pidfiles.orders).isEmpty();
    }

    @Test
    void suggestsTheVerbThatWasMeant() {
        pidfile("clain");
        assertThat(host.errors()).contains("did you mean \"pidfile claim\"?");
    }

    @Test
    void explainsEachOfItsVerbs() {
        for (var verb : PidfileVerb.VERBS) {
            assertThat(host.tend((verb.usage().verb() + " --help").split(" ", -1)))
                    .isZero();
            assertThat(host.output()).contains("usage: tend " + verb.usage().verb());
        }
    }

    @Test
    void sipidKeepsItsModesAndItsHaste() {
        assertThat(new Main(host).run("sipid", List.of("claim", "-pid=42", "--pid-file", "/run/x/web.pid")))
                .isZero();
        assertThat(host.pidfiles.orders).containsExactly(new Claim("/run/x/web.pid", 42, false, 0600, 0700, 0));
    }

    @Test
    void sipidExitsOneWhateverIsWrong() {
        for (var words : List.of(
                List.<String>of(),
                List.of("clam"),
                List.of("claim"),
                List.of("claim", "--pid", "x", "--pid-file", "y"),
                List.of("kill", "more"))) {
            assertThat(new Main(host).run("sipid", words)).isEqualTo(1);
        }
        assertThat(host.errors()).contains("usage: sipid claim --pid PID --pid-file FILE | sipid kill");
        assertThat(host.output()).isEmpty();
    }

    @Test
    void takesUsersAndMasksAsStartStopDaemonDoes() {
        assertThat(PidfileStart.credentials(Optional.of("web:www")).user()).contains("web");
        assertThat(PidfileStart.credentials(Optional.of("web:www")).group()).contains("www");
        assertThat(PidfileStart.credentials(Optional.of("web")).group()).isEmpty();
        assertThat(PidfileStart.mask(Optional.of("027"))).hasValue(027);
        assertThat(PidfileStart.mask(Optional.empty())).isEmpty();
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keeper of root that has no CAP_KILL, as in a container that drops it, and a service of another user. */
class RefusedSignalsTest {

    private static final String[] WITHOUT_CAP_KILL = {"setpriv", "--bounding-set", "-kill"};

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void isRoot() {
        Namespace.assumePossible();
    }

    private int upWithoutCapKill() {
        tend.service("web", "cmd=sleep 1000", "user=nobody", "stop-timeout=1h");
        tend.under(WITHOUT_CAP_KILL).up();
        return tend.awaitState("web", "ready").pid();
    }

    private static String refusal(int pid) {
        return "not permitted to signal process " + pid + " (EPERM)";
    }

    @Test
    void aStopSaysThatItIsNotPermitted() {
        int pid = upWithoutCapKill();

        for (String verb : List.of("stop", "kill", "restart")) {
            var ran = tend.verb(verb, "web");
            assertThat(ran.code()).as(ran::toString).isEqualTo(1);
            assertThat(ran.all()).contains("stop failed: " + refusal(pid));
        }

        assertThat(tend.status("web").why()).isEqualTo("stop failed: " + refusal(pid));
        assertThat(tend.done("events").out()).contains(refusal(pid)).doesNotContain("killed");
        assertThat(Proc.alive(pid)).isTrue();
        var doctor = tend.verb("doctor");
        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.out())
                .contains("mend  web: stop failed: " + refusal(pid))
                .contains("CAP_KILL");
    }

    @Test
    void aSignalThatIsNotPermittedIsNotSent() {
        int pid = upWithoutCapKill();

        var ran = tend.verb("signal", "HUP", "web");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.all()).contains(refusal(pid), "HUP was not sent");
        assertThat(tend.status("web").state()).isEqualTo("ready");
    }

    @Test
    void aKeeperThatCannotEndAServiceEndsAndLeavesItToTheNext() {
        int pid = upWithoutCapKill();

        Proc.signal(tend.keeper().pid(), "TERM");

        assertThat(tend.awaitEnd()).isEqualTo(1);
        assertThat(tend.errors()).contains(refusal(pid) + ": process " + pid + " is left behind");
        assertThat(Proc.alive(pid)).isTrue();
        tend.under().up();
        tend.awaitGone(pid);
    }

    @Test
    void runSaysWhatItCannotForwardOrEnd() {
        assertThat(tend.command(List.of("mkfifo", "-m", "666", tend.path("pid").toString()))
                        .code())
                .isZero();
        var ran = tend.command(
                List.of(
                        "env",
                        "-C",
                        tend.root().toString(),
                        "setpriv",
                        "--bounding-set",
                        "-kill",
                        Tend.BINARY.toString(),
                        "run",
                        "--",
                        "sh",
                        "-c",
                        "setpriv --reuid=nobody --clear-groups sh -c 'echo $$ >pid; exec sleep 1000' & read pid <pid; echo $pid; exit 3"));

        assertThat(ran.code()).as(ran::toString).isEqualTo(3);
        String pid = ran.out().strip();
        assertThat(ran.err()).contains("cannot end process " + pid).contains("operation not permitted");
        Proc.signal(Long.parseLong(pid), "KILL");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of the keeper, and of its services with it. */
class ShutdownTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void stopsAllAndExitsWithZero(String signal) {
        tend.service("one", "cmd=sleep 1000")
                .service("two", "cmd=sleep 1000", "instances=2")
                .service("odd", "shell=exit 1")
                .up();
        var pids = List.of(
                tend.awaitUp("one").pid(),
                tend.awaitUp("two@1").pid(),
                tend.awaitUp("two@2").pid());

        Proc.signal(tend.keeper().pid(), signal);

        assertThat(tend.awaitEnd()).isZero();
        assertThat(pids).noneMatch(Proc::alive);
        assertThat(tend.verb("status").code()).isEqualTo(69);
    }

    /** Each of them ends only once all have got their signal: one after the other, they would never be done. */
    @Test
    void stopsAllAtTheSameTime() {
        for (int number = 1; number <= 4; number++) {
            tend.service(
                    "s" + number,
                    "shell=cd $TEND_TEST; trap 'touch told." + number + "' TERM; echo ready; "
                            + "until test -e told.1 -a -e told.2 -a -e told.3 -a -e told.4; do sleep 0.02; done; echo all told",
                    "stop-timeout=1h");
        }
        tend.up();
        IntStream.rangeClosed(1, 4).forEach(number -> tend.awaitLog("s" + number, "ready"));

        Proc.signal(tend.keeper().pid(), "TERM");

        assertThat(tend.awaitEnd()).isZero();
        IntStream.rangeClosed(1, 4)
                .forEach(number -> assertThat(tend.log("s" + number)).endsWith("all told\n"));
    }

    @Test
    void hurriesAtTheSecondInterrupt() {
        tend.service(
                        "web",
                        "shell=trap 'echo not yet' TERM; echo ready; while :; do sleep 0.05; done",
                        "stop-timeout=1h")
                .up();
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "ready");
        Proc.signal(tend.keeper().pid(), "INT");
        tend.awaitLog("web", "not yet");
        assertThat(tend.keeper().isAlive()).isTrue();

        Proc.signal(tend.keeper().pid(), "INT");

        tend.awaitEnd();
        assertThat(Proc.alive(pid)).isFalse();
    }

    @Test
    void shutsDownByHand() {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        tend.done("shutdown");

        assertThat(Proc.alive(pid)).isFalse();
        assertThat(tend.awaitEnd()).isZero();
    }

    @Test
    void startsAgainAfterwardsAsIfNew() {
        tend.service("web", "cmd=sleep 1000").up();
        tend.awaitUp("web");
        tend.done("shutdown");
        tend.awaitEnd();

        tend.up();

        assertThat(tend.awaitUp("web").restarts()).isZero();
    }

    /** As "docker stop" does with what takes too long. */
    @Test
    void killedMeanwhileLeavesNothingDown() {
        tend.service(
                        "web",
                        "shell=cd $TEND_TEST; trap 'echo not yet' TERM; echo ready; until rm go 2>/dev/null; do sleep 0.05; done",
                        "stop-timeout=1h")
                .service("off", "cmd=sleep 1000")
                .up();
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "ready");
        Proc.signal(tend.keeper().pid(), "TERM");
        tend.awaitLog("web", "not yet");

        tend.killKeeper();
        tend.up();

        assertThat(tend.status("web").state()).isEqualTo("stopping");
        tend.awaitUp("off");
        tend.file("go", "");
        tend.awaitGone(pid);
        tend.awaitSuccessor("web", pid);
    }

    @Test
    void isLimitedAsAWhole() {
        tend.service(
                        "web",
                        "shell=trap 'echo not yet' TERM; echo ready; while :; do sleep 0.05; done",
                        "stop-timeout=1h")
                .up("--stop-timeout-total", "200ms");
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "ready");
        assertThat(tend.errors()).contains("--stop-timeout-total is 200 ms, and web may take 1 h to stop");

        Proc.signal(tend.keeper().pid(), "TERM");

        assertThat(tend.awaitEnd()).isZero();
        assertThat(Proc.alive(pid)).isFalse();
    }
}

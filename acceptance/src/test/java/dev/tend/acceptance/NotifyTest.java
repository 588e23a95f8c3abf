package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Notifications of a service over {@code $NOTIFY_SOCKET}, and senders that are ignored. */
class NotifyTest {

    private static final String SAY = "perl " + Tend.resource("notify/say.pl");

    @RegisterExtension
    final Tend tend = new Tend();

    private String note(String name) {
        return Tend.json(tend.done("status", "--json", name).out())
                .get(0)
                .get("note")
                .asString();
    }

    @Test
    void isReadyWhenItSaysSo() {
        tend.service("web", "cmd=" + SAY + " STATUS=warm 2 'READY=1'", "ready=notify")
                .up();

        Tend.awaiting().untilAsserted(() -> assertThat(note("web")).isEqualTo("warm"));
        assertThat(tend.status("web").state()).isEqualTo("up");
        tend.awaitState("web", "ready");
    }

    /** Two names of the service, and a run directory whose own path is as long as the kernel's limit. */
    @Test
    void isReadyWhereverItsKeeperHasItsRunDirectory() throws IOException {
        String longName = "w".repeat(190);
        String run = tend.path("run-" + "x".repeat(112)).toString();
        tend.service("web", "cmd=" + SAY + " READY=1", "ready=notify")
                .service(longName, "cmd=" + SAY + " READY=1", "ready=notify")
                .up();
        tend.awaitState(longName, "ready");
        tend.done("shutdown");

        tend.launch("--run-dir", run);

        Tend.awaiting().untilAsserted(() -> assertThat(
                        tend.verb("status", "web", longName, "--run-dir", run).code())
                .isZero());
        tend.done("shutdown", "--run-dir", run);
    }

    @Test
    void failsWhatNeverSaysIt() {
        tend.service("web", "cmd=" + SAY + " READY=0 garbage", "ready=notify", "ready-timeout=100ms", "restart=never")
                .up();

        assertThat(tend.awaitState("web", "failed").why()).contains("not ready 100 ms after");
    }

    @Test
    void showsThatItReloads() {
        tend.service("web", "cmd=" + SAY + " READY=1 STATUS=busy RELOADING=1", "ready=notify")
                .up();

        Tend.awaiting().untilAsserted(() -> assertThat(note("web")).isEqualTo("reloading: busy"));
        assertThat(tend.done("status", "web").out()).contains("(reloading: busy)");
    }

    @Test
    void restartsWhatGivesNoSignOfLife() {
        tend.service("web", "cmd=" + SAY + " WATCHDOG=1", "watchdog=300ms", "backoff=1ms..1ms")
                .up();
        int pid = tend.awaitUp("web").pid();

        tend.awaitSuccessor("web", pid);

        assertThat(tend.done("why", "web").out()).contains("no sign of life for 300 ms");
    }

    @Test
    void leavesAloneWhatGivesSignsOfLife() {
        tend.service("web", "cmd=" + SAY + " READY=1" + " 0.2 WATCHDOG=1".repeat(20), "ready=notify", "watchdog=2s")
                .up();
        int pid = tend.awaitState("web", "ready").pid();

        Tend.awaiting().until(() -> tend.status("web").uptime() > 3);

        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void doesNotListenToStrangers() {
        tend.service("web", "cmd=" + SAY, "ready=notify").up();
        tend.awaitState("web", "up");

        tend.with("NOTIFY_SOCKET", tend.run().resolve("notify/web").toString());
        tend.start("stranger", List.of("perl", Tend.resource("notify/say.pl").toString(), "STATUS=evil", "READY=1"));

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .containsOnlyOnce("web: trouble: a message at NOTIFY_SOCKET was ignored"));
        assertThat(note("web")).isEmpty();
        assertThat(tend.status("web").state()).isEqualTo("up");
    }

    @Test
    void followsTheProcessThatItNames() {
        tend.service(
                        "web",
                        "shell=perl " + Tend.resource("notify/say.pl") + " & exec " + SAY + " MAINPID=$! READY=1",
                        "ready=notify",
                        "backoff=1ms..1ms")
                .up();
        var status = tend.awaitState("web", "ready");
        int first = (int) Proc.session(status.pid());
        assertThat(status.pid()).isNotEqualTo(first);
        tend.killKeeper();
        tend.up();
        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(status.pid());

        Proc.signal(status.pid(), "KILL");

        tend.awaitSuccessor("web", status.pid());
        assertThat(Proc.ofSession(first)).isEmpty();
    }

    @Test
    void tellsHowAProcessEndedThatWasLeftToIt() {
        tend.service(
                        "web",
                        "shell=sh -c 'sleep 3; exit 7' & exec perl -e 'exec @ARGV' " + SAY + " MAINPID=$!",
                        "ready=notify",
                        "restart=never",
                        "kill-mode=process")
                .up();
        int named = Tend.awaiting().until(() -> tend.awaitUp("web").pid(), pid -> Proc.session(pid) != pid);
        Proc.signal(Proc.session(named), "KILL");

        assertThat(tend.awaitState("web", "failed").why()).contains("exited with code 7");
    }

    @Test
    void followsNobodyElse() {
        tend.service("web", "cmd=" + SAY + " MAINPID=" + ProcessHandle.current().pid() + " READY=1", "ready=notify")
                .up();

        int pid = tend.awaitState("web", "ready").pid();

        assertThat(Proc.command(pid)).contains("READY=1");
        assertThat(tend.errors()).contains("which is not of this service");
    }

    @Test
    void listensOnAfterItsOwnDeath() {
        tend.service("web", "cmd=" + SAY + " 3 READY=1 STATUS=here", "ready=notify")
                .up();
        int pid = tend.awaitUp("web").pid();
        tend.killKeeper();
        tend.up();

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
        Tend.awaiting().untilAsserted(() -> assertThat(note("web")).isEqualTo("here"));
    }
}

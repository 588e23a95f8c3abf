package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service that ends by itself. */
class RestartTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void respawnsAfterKill() {
        tend.service("web", "cmd=sleep 1000").up();
        var first = tend.awaitUp("web");

        Proc.signal(first.pid(), "KILL");

        var second = tend.awaitSuccessor("web", first.pid());
        assertThat(second.restarts()).isEqualTo(1);
        assertThat(Proc.alive(second.pid())).isTrue();
        assertThat(Proc.command(second.pid())).containsExactly("sleep", "1000");
    }

    @Test
    void respawnsAtOnceAfterAStableRun() {
        tend.service("web", "cmd=sleep 1000", "stable=1ms", "backoff=1h..1h").up();
        var first = tend.awaitState("web", "ready");

        Proc.signal(first.pid(), "KILL");

        tend.awaitSuccessor("web", first.pid());
    }

    @Test
    void countsItsRestarts() {
        tend.service("web", "cmd=sleep 1000", "backoff=1ms..1ms").up();
        int pid = tend.awaitUp("web").pid();
        for (int time = 1; time <= 3; time++) {
            Proc.signal(pid, "KILL");
            var next = tend.awaitSuccessor("web", pid);
            assertThat(next.restarts()).isEqualTo(time);
            pid = next.pid();
        }
    }

    @Test
    void waitsBetweenCrashesAndSaysWhy() {
        tend.service("web", "shell=exit 3", "backoff=1h..1h").up();

        var status = tend.awaitState("web", "waiting");

        assertThat(status.pid()).isZero();
        assertThat(status.wanted()).isEqualTo("up");
        assertThat(status.why()).contains("exited with code 3").contains("next in");
    }

    @Test
    void startsAWaitingServiceByHandWithoutWaiting() {
        tend.service("web", "shell=test -e " + tendPath("go") + " && exec sleep 1000; exit 3", "backoff=1h..1h")
                .up();
        tend.awaitState("web", "waiting");
        tend.file("go", "");

        tend.done("start", "web");

        assertThat(tend.status("web").state()).isEqualTo("ready");
    }

    @Test
    void givesUpUntilStartedByHand() {
        tend.service("web", "shell=echo attempt; exit 3", "backoff=1ms..1ms", "give-up=3 in 1m")
                .up();

        var failed = tend.awaitState("web", "failed");
        assertThat(failed.why()).contains("gave up").contains("exited with code 3");
        assertThat(failed.wanted()).isEqualTo("up");
        tend.awaitLog("web", "attempt\nattempt\nattempt\n");
        assertThat(tend.logLines("web")).hasSize(3);

        var again = tend.verb("start", "web");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.all()).contains("web").contains("exited with code 3");
        tend.awaitState("web", "failed");
        Tend.awaiting().untilAsserted(() -> assertThat(tend.logLines("web")).hasSize(6));
    }

    @Test
    void isDoneAfterSuccessWhereOnlyFailuresRestart() {
        tend.service("web", "shell=exit 0", "restart=on-failure")
                .service(
                        "api",
                        "shell=test -e " + tendPath("once") + " && exit 0; touch " + tendPath("once") + "; exit 1",
                        "restart=on-failure",
                        "backoff=1ms..1ms")
                .up();

        assertThat(tend.awaitState("web", "done").restarts()).isZero();
        assertThat(tend.awaitState("api", "done").restarts()).isEqualTo(1);
    }

    @Test
    void neverRestartsWhatIsNotToBeRestarted() {
        tend.service("good", "shell=exit 0", "restart=never")
                .service("bad", "shell=exit 4", "restart=never")
                .service("shot", "shell=kill -9 $$", "restart=never")
                .up();

        tend.awaitState("good", "done");
        assertThat(tend.awaitState("bad", "failed").why()).contains("exited with code 4");
        assertThat(tend.awaitState("shot", "failed").why()).contains("signal 9");
        assertThat(tend.status()).allSatisfy(each -> assertThat(each.restarts()).isZero());
    }

    @Test
    void takesOtherEndsForSuccess() {
        tend.service("code", "shell=exit 7", "restart=on-failure", "success-exit=0 7 TERM")
                .service("signal", "shell=kill -TERM $$", "restart=on-failure", "success-exit=0 7 TERM")
                .up();

        tend.awaitState("code", "done");
        tend.awaitState("signal", "done");
    }

    @Test
    void aCriticalServiceTakesTheKeeperWithIt() {
        tend.service("other", "cmd=sleep 1000")
                .service(
                        "main",
                        "shell=until test -e " + tendPath("go") + "; do sleep 0.05; done; exit 7",
                        "critical=yes",
                        "restart=never")
                .up();
        int other = tend.awaitUp("other").pid();

        tend.file("go", "");

        assertThat(tend.awaitEnd()).isEqualTo(7);
        assertThat(Proc.alive(other)).isFalse();
    }

    @Test
    void aCriticalServiceThatIsGivenUpTakesTheKeeperWithIt() {
        tend.service("main", "shell=kill -9 $$", "critical=yes", "backoff=1ms..1ms", "give-up=2 in 1m");

        tend.launch();

        assertThat(tend.awaitEnd()).isEqualTo(128 + 9);
    }

    @Test
    void runsEachInstanceWithItsNumber() {
        tend.service("web", "cmd=sleep 1000", "instances=3", "backoff=1ms..1ms").up();
        for (int number = 1; number <= 3; number++) {
            var each = tend.awaitUp("web@" + number);
            assertThat(Proc.environment(each.pid()).get("INSTANCE")).endsWith(String.valueOf(number));
        }
        assertThat(tend.status()).hasSize(3);

        int second = tend.status("web@2").pid();
        int third = tend.status("web@3").pid();
        Proc.signal(second, "KILL");

        tend.awaitSuccessor("web@2", second);
        assertThat(tend.status("web@3").pid()).isEqualTo(third);
    }

    @Test
    void reapsOrphansThatAreNotItsOwn() {
        tend.service(
                        "web",
                        "shell=for i in 1 2 3 4 5 6 7 8; do (setsid sh -c 'echo $$; exec sleep 0.1' &); done; exec sleep 1000")
                .up();
        tend.awaitUp("web");
        Tend.awaiting().until(() -> tend.logLines("web").size() == 8);

        Tend.awaiting().untilAsserted(() -> assertThat(tend.logLines("web"))
                .allSatisfy(pid ->
                        assertThat(Proc.text(Long.parseLong(pid), "stat")).isEmpty()));
    }

    private String tendPath(String name) {
        return "\"$TEND_TEST/" + name + "\"";
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks on a timer. */
class ScheduleTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void runsWheneverItsTimeHasCome() {
        tend.service("tick", "type=task", "shell=echo tick", "schedule=@every 1s")
                .up();

        Tend.awaiting()
                .untilAsserted(() -> assertThat(tend.status("tick").why()).contains("next run "));
        Tend.awaiting().until(() -> tend.log("tick").startsWith("tick\ntick\n"));
    }

    @Test
    void neverTwoAtOnce() {
        tend.service("long", "type=task", "shell=echo begun; exec sleep 1000", "schedule=@every 1s")
                .up();
        int pid = tend.awaitState("long", "up").pid();
        tend.service("short", "type=task", "shell=echo x", "schedule=@every 1s");

        Tend.awaiting().until(() -> tend.log("short").startsWith("x\nx\nx\n"));

        assertThat(tend.status("long").pid()).isEqualTo(pid);
        assertThat(tend.logLines("long")).containsExactly("begun");
    }

    @Test
    void anEditNeverTouchesARun() {
        tend.service("job", "type=task", "shell=echo one; exec sleep 1000", "schedule=@every 1s")
                .up();
        int pid = tend.awaitState("job", "up").pid();

        tend.service("job", "type=task", "shell=echo two; exec sleep 1000", "schedule=@every 2s");
        tend.done("reload");

        assertThat(tend.status("job").pid()).isEqualTo(pid);
    }

    @Test
    void canBeRunByHandInBetween() {
        tend.service("backup", "type=task", "shell=echo ran", "schedule=TZ=Europe/Vienna 0 3 29 2 *")
                .up();
        assertThat(tend.awaitState("backup", "waiting").why()).matches(".*next run \\d{4}-02-29T03:00:00\\+01:00");

        tend.verb("start", "backup");

        tend.awaitLog("backup", "ran");
        assertThat(tend.awaitState("backup", "waiting").why()).contains("exited with code 0", "next run ");
        assertThat(tend.done("why", "backup").out())
                .contains("exited with code 0")
                .doesNotContain("last words");
    }

    @Test
    void onlyATaskHasOne() {
        tend.service("web", "cmd=sleep 1000", "schedule=@daily");

        var ran = tend.verb("check", tend.services().toString());

        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.out() + ran.err()).contains("web:2: schedule: only a task runs by schedule: add type=task");
    }

    @Test
    void goesOnUnderTheNextKeeper() {
        tend.service("tick", "type=task", "shell=echo tick", "schedule=@every 1s")
                .up();
        tend.awaitLog("tick", "tick");
        tend.killKeeper();
        int before = tend.logLines("tick").size();

        tend.up();

        Tend.awaiting().until(() -> tend.logLines("tick").size() > before);
    }

    @Test
    void aRunThatHangsIsStoppedAndHasFailed() {
        tend.service(
                        "hangs",
                        "type=task",
                        "shell=echo begun; exec sleep 1000",
                        "schedule=@every 1s",
                        "run-timeout=300ms")
                .up();

        Tend.awaiting().until(() -> tend.log("hangs").startsWith("begun\nbegun\n"));

        assertThat(tend.done("events", "hangs").out()).contains("ran longer than 300 ms, its run-timeout", "failed");
    }

    @Test
    void theNextKeeperStopsARunThatHangs() {
        tend.service("hangs", "type=task", "cmd=sleep 1000", "run-timeout=2s").up();
        tend.awaitState("hangs", "up");
        tend.killKeeper();

        tend.up();

        assertThat(tend.awaitState("hangs", "failed").why()).isEqualTo("ran longer than 2 s, its run-timeout");
    }

    @Test
    void oneRunWaitsForTheEndOfAnotherAlsoUnderTheNextKeeper() {
        tend.service(
                        "slow",
                        "type=task",
                        "shell=echo begun; until [ -e go ]; do sleep 0.05; done",
                        "cwd=" + tend.root(),
                        "schedule=@every 1s",
                        "schedule-overlap=queue")
                .up();
        Tend.awaiting().until(() -> tend.status("slow").why().endsWith("; another run waits for the end of this one"));
        tend.killKeeper();
        tend.service("slow", "type=task", "shell=echo last", "schedule=@yearly", "schedule-overlap=queue");
        tend.up();

        tend.file("go", "");

        tend.awaitLog("slow", "last");
        assertThat(tend.awaitState("slow", "waiting").why()).contains("next run ");
        assertThat(tend.logLines("slow")).containsExactly("begun", "last");
    }

    @Test
    void aRunIsStoppedForTheNext() {
        tend.service(
                        "latest",
                        "type=task",
                        "shell=trap 'echo stopped; exit' TERM; echo begun; sleep 1000 & wait",
                        "schedule=@every 1s",
                        "schedule-overlap=kill")
                .up();

        Tend.awaiting().until(() -> tend.log("latest").startsWith("begun\nstopped\nbegun\nstopped\nbegun\n"));
    }
}

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

        var waiting = tend.awaitState("tick", "waiting");
        assertThat(waiting.why()).contains("next run ");
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
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hooks of a service: the time, the user and the arguments of each call. */
class HookTest {

    private static final String MAIN = "shell=echo main; exec sleep 1000";

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void runsEachInItsPlaceWithItsArgumentsAndEnvironment() {
        tend.service(
                        "web",
                        "shell=exec sleep 1000",
                        "env.COLOUR=red",
                        "pre-start=echo pre-start $# $SERVICE $RESTARTS ${MAINPID:-none} $COLOUR",
                        "post-start=echo post-start $# $MAINPID",
                        "pre-stop=echo pre-stop $# $MAINPID",
                        "finish=echo finish $1 $2 $EXIT_CODE $EXIT_SIGNAL $SERVICE $RESTARTS",
                        "post-stop=echo post-stop $# ${MAINPID:-none}")
                .up();
        int pid = tend.awaitUp("web").pid();

        tend.done("stop", "web");

        assertThat(tend.logLines("web"))
                .containsExactly(
                        "pre-start 0 web 0 none red",
                        "post-start 0 " + pid,
                        "pre-stop 0 " + pid,
                        "finish -1 15 -1 15 web 0",
                        "post-stop 0 none");
    }

    @Test
    void aScriptNamedByItsPathGetsArgumentsAsTheyAre() throws IOException {
        Path script = tend.file("finish", "#!/bin/sh\necho \"$0: $*\"\n").path("finish");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        tend.service("web", "shell=exit 7", "restart=never", "finish=" + script).up();

        tend.awaitState("web", "failed");

        assertThat(tend.logLines("web")).containsExactly(script + ": 7 0");
    }

    @Test
    void tellsTheFinishHookOfEveryRestart() {
        tend.service(
                        "web",
                        "shell=exit 7",
                        "backoff=1ms..1ms",
                        "finish=echo $EXIT_CODE $RESTARTS; [ $RESTARTS -lt 2 ] || exit 125")
                .up();

        tend.awaitState("web", "failed");

        assertThat(tend.logLines("web")).containsExactly("7 0", "7 1", "7 2");
        assertThat(tend.status("web").why()).contains("finish hook wants no restart", "exited with code 7");
    }

    @Test
    void aSuccessThatTheFinishHookEndsIsDone() {
        tend.service("web", "shell=exit 0", "finish=exit 125").up();

        tend.awaitState("web", "done");
    }

    @Test
    void runsAsTheServicesUserUnlessItIsPrivileged() {
        tend.service("web", MAIN, "user=nobody", "pre-start=id -un", "pre-stop=+ id -un", "post-stop=id -un")
                .up();
        tend.awaitUp("web");

        tend.done("stop", "web");

        assertThat(tend.logLines("web")).containsExactly("nobody", "main", "root", "nobody");
    }

    @Test
    void aFailingPreStartIsAFailedStartAndSaysSo() {
        tend.service("web", MAIN, "pre-start=echo no disk; exit 3", "backoff=1h..1h")
                .up();

        var web = tend.awaitState("web", "waiting");

        assertThat(web.why()).startsWith("pre-start: exited with code 3; attempt 2");
        assertThat(tend.done("why", "web").out()).contains("start-failed", "pre-start: exited with code 3", "no disk");
        var start = tend.verb("start", "web");
        assertThat(start.code()).isEqualTo(1);
        assertThat(start.all()).contains("pre-start: exited with code 3");
        assertThat(tend.log("web")).doesNotContain("main");
    }

    @Test
    void aPreStartThatIsNotThereSaysWhy() {
        tend.service("web", MAIN, "pre-start=/nowhere/prepare", "backoff=1h..1h")
                .up();

        assertThat(tend.awaitState("web", "waiting").why()).contains("pre-start: ", "/nowhere/prepare", "no such file");
    }

    @Test
    void aFailingPostStartStopsTheServiceAsAFailure() {
        tend.service("web", "shell=exec sleep 1000", "post-start=echo $MAINPID; exit 4", "backoff=1h..1h")
                .up();

        var web = tend.awaitState("web", "waiting");

        assertThat(web.why()).contains("post-start: exited with code 4");
        assertThat(Proc.alive(Long.parseLong(tend.logLines("web").getFirst()))).isFalse();
    }

    @Test
    void occasionsSayWhichStartsTheyAccompany() {
        tend.service("start", MAIN, "backoff=1ms..1ms", "pre-start=echo pre", "hooks=start")
                .service("restart", MAIN, "backoff=1ms..1ms", "pre-start=echo pre", "hooks=restart")
                .up();
        for (String name : new String[] {"start", "restart"}) {
            tend.awaitLog(name, "main");
            var first = tend.awaitUp(name);
            Proc.signal(first.pid(), "KILL");
            tend.awaitSuccessor(name, first.pid());
            Tend.awaiting().until(() -> tend.log(name).split("main", -1).length == 3);
        }

        assertThat(tend.logLines("start")).containsExactly("pre", "main", "main");
        assertThat(tend.logLines("restart")).containsExactly("main", "pre", "main");
    }

    @Test
    void aNextKeeperRunsPostStartWhereBootIsAnOccasion() {
        tend.service("web", MAIN, "pre-start=echo pre", "post-start=echo post", "hooks=boot")
                .up();
        var web = tend.awaitState("web", "ready");
        tend.awaitLog("web", "main");

        tend.killKeeper();
        tend.up();

        tend.awaitLog("web", "post");
        assertThat(tend.awaitUp("web").pid()).isEqualTo(web.pid());
        assertThat(tend.logLines("web")).containsExactly("main", "post");
    }
}

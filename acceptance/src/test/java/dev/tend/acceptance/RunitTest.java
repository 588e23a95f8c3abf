package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Service folders of runit, kept by {@code tend up}, beside service files. */
class RunitTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Path folders;

    @BeforeEach
    void makeFolder() throws IOException {
        folders = Files.createDirectory(tend.path("runit"));
    }

    private void script(String path, String... lines) {
        tend.file("runit/" + path, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertThat(tend.path("runit/" + path).toFile().setExecutable(true)).isTrue();
    }

    private void up(String... more) {
        var words = new ArrayList<>(List.of("--runit", folders.toString()));
        words.addAll(List.of(more));
        tend.up(words.toArray(new String[0]));
    }

    private Ran sv(String... words) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sv")), "install Debian's package runit");
        var command = new ArrayList<>(List.of("/usr/bin/sv"));
        command.addAll(List.of(words));
        return tend.with("SVDIR", folders.toString()).command(command);
    }

    @Test
    void keepsThemBesideServiceFiles() {
        script("web/run", "echo \"in $PWD with $GREETING\"", "exec sleep 1000");
        tend.with("GREETING", "hello").service("api", "cmd=sleep 1000");

        up();

        tend.awaitUp("web");
        tend.awaitUp("api");
        tend.awaitLog("web", "in " + folders + "/web with hello");
    }

    @Test
    void isRefusedWhereItHasAServiceOfAnotherSourcesName() throws InterruptedException {
        script("web/run", "exec sleep 1000");
        tend.service("web", "cmd=sleep 2000");

        int code = tend.launch("--runit", folders.toString()).waitFor();

        assertThat(code).isEqualTo(78);
        assertThat(tend.errors())
                .contains(folders + "/web/run: " + tend.services() + "/web defines service web already: rename one of"
                        + " them\n")
                .doesNotContain("starting");
    }

    @Test
    void goesOnWhereAnotherSourceGetsAServiceOfItsName() {
        script("web/run", "exec sleep 1000");
        script("web/log/run", "exec cat");
        up("--no-watch");
        int pid = tend.awaitUp("web").pid();
        tend.service("web", "cmd=sleep 2000");

        String problem =
                tend.services() + "/web: " + folders + "/web/run defines service web already: rename one of them";
        assertThat(tend.verb("reload").err()).contains(problem);

        assertThat(tend.status("web").pid()).isEqualTo(pid);
        tend.killKeeper();
        up("--no-watch");
        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);
        assertThat(tend.errors()).contains(problem);
    }

    @Test
    void isCheckedAndExplainedAsItIsKept() {
        script("web/run", "exec sleep 1000");
        script("web/log/run", "exec cat");
        up();
        tend.awaitUp("web.log");

        assertThat(tend.done("check").out()).isEqualTo("2 files are fine\n");
        assertThat(tend.done("explain", "web").out())
                .containsPattern("log +service:web.log +" + folders + "/web/run\n");
        tend.file("services/web", "cmd=sleep 1000\n");
        assertThat(tend.verb("check").out())
                .isEqualTo(folders + "/web/run: " + tend.services() + "/web defines service web already: rename one of"
                        + " them\n");
    }

    @Test
    void startsAndStopsWhatIsDownByItself() {
        script("web/run", "exec sleep 1000");
        tend.file("runit/web/down", "");
        up();
        assertThat(tend.status("web").state()).isEqualTo("down");

        tend.done("start", "web");

        tend.awaitUp("web");
        assertThat(sv("status", "web").out()).contains("run: web: ", ", normally down");
    }

    @Test
    void isReadyWhenItsCheckSaysSo() {
        script("web/run", "exec sleep 1000");
        script("web/check", "test -e " + tend.path("good"));
        up();
        tend.awaitState("web", "up");

        tend.file("good", "");

        tend.awaitState("web", "ready");
        assertThat(sv("start", "web").out()).startsWith("ok: run: web: ");
    }

    @Test
    void doesAsScriptsBeforeItHaveDecided() {
        for (var role : List.of("web", "cron", "worker")) {
            script(role + "/run", "exec sleep 1000");
            tend.file("runit/" + role + "/down", "");
        }
        tend.file(
                "rc.local",
                "if [ \"$CONTAINER_NAME-$DEPLOY_ENV\" = web-prod ]; then rm -f " + folders + "/web/down; fi\n");

        tend.with("CONTAINER_NAME", "web").with("DEPLOY_ENV", "prod");
        up("--before", "sh " + tend.path("rc.local"));

        tend.awaitUp("web");
        assertThat(tend.status())
                .filteredOn(status -> status.state().equals("down"))
                .extracting(Status::name)
                .containsExactly("cron", "worker");
    }

    @Test
    void noticesFoldersAtOnce() throws IOException {
        up();
        script("elsewhere-to-be-moved/run", "exec sleep 1000");
        Files.move(folders.resolve("elsewhere-to-be-moved"), tend.path("web"));
        Files.createSymbolicLink(folders.resolve("web"), tend.path("web"));
        int pid = tend.awaitUp("web").pid();

        Files.delete(folders.resolve("web"));

        tend.awaitGone(pid);
        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path("web/supervise/stat")))
                .isEqualTo("down\n"));
    }

    @Test
    void leavesAloneWhatRunsvSupervises() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/runsv")), "install Debian's package runit");
        script("web/run", "echo started >>began", "exec sleep 1000");
        tend.start("runsv", List.of("/usr/bin/runsv", folders.resolve("web").toString()));
        Tend.awaiting().until(() -> sv("status", "web").out().startsWith("run: "));

        up();

        assertThat(tend.awaitState("web", "waiting").why()).contains("another process that supervises its folder");
        assertThat(tend.done("start", "--no-wait", "web").code()).isZero();
        assertThat(sv("exit", "web").code()).isZero();
        tend.awaitUp("web");
        assertThat(Tend.text(folders.resolve("web/began"))).isEqualTo("started\nstarted\n");
    }

    @Test
    void keepsWhatIsInAReadOnlyFolderAndSaysSoOnce() {
        Namespace.assumePossible();
        script("web/run", "echo one; exec sleep 1000");
        String mount = "mount --bind " + folders + " " + folders + " && mount -o remount,bind,ro " + folders;
        tend.under("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh");

        up();

        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "one");
        tend.done("restart", "web");
        assertThat(tend.awaitUp("web").pid()).isNotEqualTo(pid);
        assertThat(tend.done("reload").code()).isZero();
        assertThat(folders.resolve("web/supervise")).doesNotExist();
        assertThat(tend.errors()).containsOnlyOnce("read-only file system: it is kept, but sv cannot find it");
    }

    @Test
    void saysWhereTheOutputGoesWhereThereIsALogger() {
        script("web/run", "exec sleep 1000");
        script("web/log/run", "exec cat");
        up();
        tend.awaitUp("web.log");

        assertThat(tend.verb("logs", "web").err()).endsWith(": its output goes to the service web.log\n");
    }

    @Test
    void goesOnAfterTheKeeperWasKilled() {
        script("web/run", "i=0", "while :; do i=$((i+1)); echo line $i; sleep 0.05; done");
        script("web/log/run", "exec cat >>all");
        up();
        int pid = tend.awaitUp("web").pid();
        int logger = tend.awaitUp("web.log").pid();
        tend.killKeeper();
        assertThat(sv("status", "web").out()).contains("runsv not running");

        up();

        assertThat(tend.awaitUp("web").pid()).isEqualTo(pid);
        assertThat(tend.awaitUp("web.log").pid()).isEqualTo(logger);
        assertThat(sv("status", "web").out()).contains("run: web: (pid " + pid + ")", "log: (pid " + logger + ")");
        tend.done("stop", "web");
        var lines = Tend.text(folders.resolve("web/log/all")).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).isEqualTo("line " + (i + 1));
        }
    }

    @Test
    void endsTheLoggerAfterTheService() {
        script(
                "web/run",
                "trap 'for i in 1 2 3 4 5 6 7 8; do echo last $i; sleep 0.1; done; exit' TERM",
                "while :; do sleep 0.05; done");
        script("web/log/run", "trap 'echo told >>all' TERM", "while read -r line; do echo \"$line\" >>all; done");
        up();
        tend.awaitState("web", "ready");

        tend.done("shutdown");

        assertThat(Tend.text(folders.resolve("web/log/all")))
                .isEqualTo("last 1\nlast 2\nlast 3\nlast 4\nlast 5\nlast 6\nlast 7\nlast 8\n");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a service, with all of its processes. */
@Tag("quick")
class StopTest {

    private static final String STUBBORN =
            "exec 2>/dev/null; trap 'echo got TERM' TERM; echo deaf; while :; do sleep 0.05; done";

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void stopsWithTermAndStaysDown() {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        tend.done("stop", "web");

        assertThat(Proc.alive(pid)).isFalse();
        var status = tend.status("web");
        assertThat(status.state()).isEqualTo("down");
        assertThat(status.wanted()).isEqualTo("down");
        assertThat(status.pid()).isZero();
    }

    @Test
    void killsWhatDoesNotHeedTheStopSignal() {
        tend.service("web", "shell=" + STUBBORN, "stop-timeout=100ms").up();
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "deaf");

        tend.done("stop", "web");

        assertThat(Proc.alive(pid)).isFalse();
        assertThat(tend.log("web")).contains("got TERM");
        assertThat(tend.status("web").why()).contains("signal 9");
    }

    @Test
    void showsItsStacksBeforeItIsKilled() {
        tend.service("web", "shell=trap 'echo my stacks' QUIT; " + STUBBORN, "stop-timeout=100ms", "show-stacks=yes")
                .up();
        tend.awaitUp("web");
        tend.awaitLog("web", "deaf");

        tend.done("stop", "web");

        assertThat(tend.log("web")).contains("got TERM\nmy stacks\n");
    }

    @Test
    void stopsWithTheSignalItIsToldTo() {
        tend.service(
                        "web",
                        "shell=exec 2>/dev/null; trap 'echo got USR1; exit 0' USR1; trap 'echo got TERM' TERM; echo ready; while :; do sleep 0.05; done",
                        "stop-signal=USR1")
                .up();
        tend.awaitLog("web", "ready");

        tend.done("stop", "web");

        assertThat(tend.log("web")).isEqualTo("ready\ngot USR1\n");
    }

    @Test
    void wakesWhatWasHaltedSoThatItCanStop() {
        tend.service("web", "cmd=sleep 1000", "stop-timeout=1h").up();
        int pid = tend.awaitUp("web").pid();
        Proc.signal(pid, "STOP");

        tend.done("stop", "web");

        assertThat(Proc.alive(pid)).isFalse();
    }

    @Test
    void killsAtOnceWhereAsked() {
        tend.service("web", "shell=" + STUBBORN, "stop-timeout=1h").up();
        int pid = tend.awaitUp("web").pid();

        tend.done("kill", "web");

        tend.awaitGone(pid);
        assertThat(tend.awaitState("web", "down").wanted()).isEqualTo("down");
    }

    @Test
    void leavesNothingOfItsSessionBehind() {
        tend.service("web", "cmd=sh " + Tend.resource("stop/family.sh"), "stop-timeout=200ms")
                .up();
        var web = tend.awaitUp("web");
        Tend.awaiting().until(() -> tend.logLines("web").size() == 3);
        List<Long> children = tend.logLines("web").stream()
                .map(line -> Long.parseLong(line.split(" ", -1)[0]))
                .toList();
        List<Long> family = Proc.ofSession(Proc.session(web.pid())).toList();
        assertThat(family).hasSizeGreaterThanOrEqualTo(4);
        assertThat(family.stream().map(Proc::group).distinct()).hasSizeGreaterThanOrEqualTo(3);

        tend.done("stop", "web");

        assertThat(Proc.ofSession(web.pid())).isEmpty();
        assertThat(children).noneMatch(Proc::alive);
    }

    @Test
    void leavesNothingOfACrashedSessionBehindEither() {
        tend.service("web", "shell=(trap '' TERM; exec sleep 1000) & exec sleep 1000", "backoff=1ms..1ms")
                .up();
        var web = tend.awaitUp("web");
        Tend.awaiting().until(() -> Proc.ofSession(web.pid()).count() == 2);

        Proc.signal(web.pid(), "KILL");

        tend.awaitSuccessor("web", web.pid());
        assertThat(Proc.ofSession(web.pid())).isEmpty();
    }

    @Test
    void leavesTheRestAloneWhereOnlyTheProcessIsMeant() {
        tend.service("web", "shell=sleep 1000 & echo $!; exec sleep 1000", "kill-mode=process")
                .up();
        var web = tend.awaitUp("web");
        tend.awaitLog("web", "\n");
        long child = Long.parseLong(tend.logLines("web").getFirst());

        tend.done("stop", "web");

        assertThat(Proc.alive(web.pid())).isFalse();
        assertThat(Proc.alive(child)).isTrue();
    }

    @Test
    void keepsAPidfileWhileItRuns() throws Exception {
        Path pidfile = tend.path("web.pid");
        tend.service("web", "cmd=sleep 1000", "pidfile=" + pidfile, "backoff=1ms..1ms", "umask=077")
                .up();

        var web = tend.awaitUp("web");
        assertThat(Files.readString(pidfile).strip()).isEqualTo(String.valueOf(web.pid()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pidfile)))
                .isEqualTo("rw-r--r--");

        Proc.signal(web.pid(), "KILL");
        var next = tend.awaitSuccessor("web", web.pid());
        assertThat(Files.readString(pidfile).strip()).isEqualTo(String.valueOf(next.pid()));

        tend.done("stop", "web");
        assertThat(pidfile).doesNotExist();
    }

    @Test
    void restartsByHandWithANewProcess() {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        tend.done("restart", "web");

        var next = tend.status("web");
        assertThat(next.state()).isEqualTo("ready");
        assertThat(next.pid()).isNotEqualTo(pid);
        assertThat(Proc.alive(pid)).isFalse();
        assertThat(next.restarts()).as("restarts by itself").isZero();
    }

    @Test
    void passesASignalOnWithoutStopping() {
        tend.service("web", "shell=trap 'echo got HUP' HUP; echo ready; while :; do sleep 0.05; done")
                .up();
        tend.awaitLog("web", "ready");
        int pid = tend.awaitUp("web").pid();

        tend.done("signal", "HUP", "web");

        tend.awaitLog("web", "got HUP");
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }
}

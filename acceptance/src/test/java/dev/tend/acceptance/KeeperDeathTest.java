package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The keeper may die: its services do not notice, and the next keeper takes them over. */
@Tag("quick")
class KeeperDeathTest {

    private static final String TALKER = "shell=i=0; while :; do echo $((i=i+1)); sleep 0.02; done";

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void leavesServicesRunningAndWriting() {
        tend.service("web", TALKER).up();
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "3\n");

        tend.killKeeper();
        int seen = tend.logLines("web").size();

        assertThat(Proc.alive(pid)).isTrue();
        assertThat(tend.verb("status").code()).isEqualTo(69);
        assertThat(tend.verb("logs", "--log-dir", tend.logs().toString(), "web").out())
                .contains("3\n");

        tend.up();
        Tend.awaiting().until(() -> tend.logLines("web").size() > seen + 3);
        assertThat(tend.status("web").pid()).isEqualTo(pid);
        List<String> lines = tend.logLines("web");
        for (int number = 1; number <= lines.size(); number++) {
            assertThat(lines.get(number - 1)).isEqualTo(String.valueOf(number));
        }
    }

    @Test
    void handsOverPidsAndCounters() {
        tend.service("web", "cmd=sleep 1000", "backoff=1ms..1ms", "instances=2")
                .service("off", "cmd=sleep 1000")
                .up();
        int first = tend.awaitUp("web@1").pid();
        Proc.signal(first, "KILL");
        int next = tend.awaitSuccessor("web@1", first).pid();
        int other = tend.awaitUp("web@2").pid();
        tend.awaitUp("off");
        tend.done("stop", "off");

        tend.killKeeper();
        tend.up();

        assertThat(tend.awaitUp("web@1").pid()).isEqualTo(next);
        assertThat(tend.status("web@1").restarts()).isEqualTo(1);
        assertThat(tend.awaitUp("web@2").pid()).isEqualTo(other);
        assertThat(tend.status("web@2").restarts()).isZero();
        assertThat(tend.status("off").state()).isEqualTo("down");
        assertThat(tend.done("why", "web@1").out()).as("the journal goes on").contains("signal 9");
    }

    @Test
    void supervisesWhatItAdopted() {
        tend.service("web", "cmd=sleep 1000", "backoff=1ms..1ms")
                .service("api", "cmd=sleep 1000")
                .up();
        int web = tend.awaitUp("web").pid();
        int api = tend.awaitUp("api").pid();
        tend.killKeeper();
        tend.up();
        tend.awaitUp("web");

        Proc.signal(web, "KILL");
        var next = tend.awaitSuccessor("web", web);
        assertThat(next.restarts()).isEqualTo(1);

        tend.done("stop", "api");
        assertThat(Proc.alive(api)).isFalse();
        assertThat(tend.status("api").state()).isEqualTo("down");
    }

    @Test
    void leavesNothingBehindOfWhatItAdopted() {
        tend.service("web", "cmd=sh " + Tend.resource("stop/family.sh"), "stop-timeout=200ms")
                .up();
        var web = tend.awaitUp("web");
        Tend.awaiting().until(() -> tend.logLines("web").size() == 3);
        tend.killKeeper();
        tend.up();

        tend.done("stop", "web");

        assertThat(Proc.ofSession(web.pid())).isEmpty();
    }

    @Test
    void handlesWhatEndedMeanwhile() {
        tend.service("web", "cmd=sleep 1000", "backoff=1ms..1ms")
                .service("once", "cmd=sleep 1000", "restart=never")
                .up();
        int web = tend.awaitUp("web").pid();
        int once = tend.awaitUp("once").pid();
        tend.killKeeper();
        Proc.signal(web, "KILL");
        Proc.signal(once, "KILL");
        tend.awaitGone(web);
        tend.awaitGone(once);

        tend.up();

        assertThat(tend.awaitSuccessor("web", web).restarts()).isEqualTo(1);
        tend.awaitState("once", "failed");
    }

    @Test
    void finishesAStopThatItFindsBegun() {
        tend.service(
                        "web",
                        "shell=trap 'echo got TERM' TERM; echo ready; while :; do sleep 0.05; done",
                        "stop-timeout=1s")
                .up();
        int pid = tend.awaitUp("web").pid();
        tend.awaitLog("web", "ready");
        tend.done("stop", "--no-wait", "web");
        tend.awaitLog("web", "got TERM");

        tend.killKeeper();
        tend.up();

        tend.awaitGone(pid);
        tend.awaitState("web", "down");
    }

    @Test
    void appliesEditsThatWereMadeMeanwhile() throws Exception {
        tend.service("web", "cmd=sleep 1000")
                .service("gone", "cmd=sleep 1000")
                .service("same", "cmd=sleep 1000")
                .up();
        int web = tend.awaitUp("web").pid();
        int gone = tend.awaitUp("gone").pid();
        int same = tend.awaitUp("same").pid();
        tend.killKeeper();
        tend.service("web", "cmd=sleep 2000").service("new", "cmd=sleep 1000");
        java.nio.file.Files.delete(tend.services().resolve("gone"));

        tend.up();

        assertThat(Proc.command(tend.awaitSuccessor("web", web).pid())).containsExactly("sleep", "2000");
        tend.awaitUp("new");
        tend.awaitGone(gone);
        assertThat(tend.awaitUp("same").pid()).isEqualTo(same);
    }

    @Test
    void refusesASecondKeeperOnTheSameRunDirectory() {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitUp("web").pid();

        var second = tend.verb(
                "up", "-d", tend.services().toString(), "--run-dir", tend.run().toString());

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err())
                .contains(tend.run().toString())
                .contains(String.valueOf(tend.keeper().pid()));
        assertThat(second.err().lines()).hasSize(1);
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    /** Pids are used again. In a namespace of its own a test can say which one comes next. */
    @Test
    void neverAdoptsAnotherProcessThatHasThePid() {
        var space = Namespace.open(tend);
        tend.service("web", "cmd=sleep 1000", "backoff=1h..1h")
                .under(space.enter())
                .up();
        int pid = tend.awaitUp("web").pid();
        Proc.signal(Proc.children(tend.keeper().pid()).getFirst(), "KILL");
        tend.awaitEnd();
        space.done("kill -KILL " + pid + "; while kill -0 " + pid + " 2>/dev/null; do sleep 0.01; done");
        space.done(Namespace.sleepsAs(pid));

        tend.up();

        assertThat(tend.status("web").pid()).isNotEqualTo(pid);
        tend.verb("stop", "web");
        space.done("kill -0 " + pid);
    }

    /** A script that has started it became the keeper. */
    @Test
    void neverAdoptsAChildThatHasThePid() {
        var space = Namespace.open(tend);
        tend.service("web", "cmd=sleep 1000", "backoff=1h..1h")
                .under(space.enter())
                .up();
        int pid = tend.awaitUp("web").pid();
        Proc.signal(Proc.children(tend.keeper().pid()).getFirst(), "KILL");
        tend.awaitEnd();
        space.done("kill -KILL " + pid + "; while kill -0 " + pid + " 2>/dev/null; do sleep 0.01; done");
        var script = Namespace.sleepsAs(pid) + "; exec \"$@\"";
        var command = new ArrayList<>(List.of(space.enter()));
        command.addAll(List.of("sh", "-c", script, "sh"));

        tend.under(command.toArray(String[]::new)).up();

        assertThat(tend.status("web").pid()).isNotEqualTo(pid);
        tend.verb("restart", "--timeout", "1s", "web");
        tend.verb("stop", "web");
        space.done("kill -0 " + pid);
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a service counts as ready: it says so itself, by a line on a descriptor. */
class ReadyTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void isReadyWhenItWritesALineToItsDescriptor() {
        Path go = tend.path("go");
        tend.service(
                        "web",
                        "shell=printf hello >&5; until [ -e " + go
                                + " ]; do sleep 0.02; done; echo >&5; exec sleep 1000",
                        "ready=fd:5")
                .up();
        int pid = tend.awaitState("web", "up").pid();

        tend.file("go", "");

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
    }

    @Test
    void aStartWaitsForIt() {
        tend.service(
                        "web",
                        "shell=sleep 0.3; date +%s%N >" + tend.path("ready") + "; echo >&3; exec sleep 1000",
                        "ready=fd:3")
                .up();

        tend.done("restart", "web");

        assertThat(tend.path("ready")).exists();
        assertThat(tend.status("web").state()).isEqualTo("ready");
    }

    @Test
    void oneThatIsNotReadyInTimeHasFailed() {
        tend.service("web", "shell=exec sleep 1000", "ready=fd:3", "ready-timeout=200ms", "backoff=1h..1h")
                .up();

        var web = tend.awaitState("web", "waiting");

        assertThat(web.why()).contains("not ready 200 ms after its start");
        assertThat(tend.done("why", "web").out()).contains("unhealthy");
    }

    @Test
    void closingTheDescriptorIsNoSign() {
        tend.service("web", "shell=exec 3>&-; exec sleep 1000", "ready=fd:3", "ready-timeout=200ms", "backoff=1h..1h")
                .up();

        assertThat(tend.awaitState("web", "waiting").why()).contains("not ready");
    }

    @Test
    void aServiceThatWasReadyStaysSoUnderTheNextKeeper() {
        tend.service("web", "shell=echo >&3; exec sleep 1000", "ready=fd:3").up();
        int pid = tend.awaitState("web", "ready").pid();

        tend.killKeeper();
        tend.up();

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
    }

    /** Also when the keeper is not there to read it. */
    @Test
    void aServiceMayWriteMoreThanOneLine() {
        tend.service(
                        "web",
                        "shell=echo ready >&3; while ! test -e " + tend.path("go")
                                + "; do echo more >&3; sleep 0.01; done; echo last >&3; exec sleep 1000",
                        "ready=fd:3",
                        "restart=never")
                .up();
        int pid = tend.awaitState("web", "ready").pid();
        tend.killKeeper();
        tend.file("go", "");
        Tend.awaiting().until(() -> Proc.command(pid).contains("1000"));
        tend.up();

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages about failures name the cause. */
class MessagesTest {

    private static final String LONG_PAUSE = "backoff=1h..1h";

    @RegisterExtension
    final Tend tend = new Tend();

    private String why(String name, String state) {
        return tend.awaitState(name, state).why();
    }

    @Test
    void namesTheProbeThatFailsAndItsAnswer() {
        int port = Ports.free();
        tend.service("port", "cmd=sleep 1000", "ready=tcp:localhost:" + port, "ready-timeout=300ms", LONG_PAUSE);
        tend.service(
                "exec",
                "cmd=sleep 1000",
                "ready=exec:sh -c 'echo no table; exit 1'",
                "ready-timeout=300ms",
                LONG_PAUSE);
        tend.service("word", "cmd=sleep 1000", "ready=log:listening", "ready-timeout=300ms", LONG_PAUSE);
        tend.up();

        assertThat(why("port", "waiting"))
                .contains("not ready 300 ms after its start: tcp:localhost:" + port + ": connection refused");
        assertThat(why("exec", "waiting")).contains("after its start: exec:sh -c echo no table; exit 1: no table");
        assertThat(why("word", "waiting")).contains("after its start: no line of its output with \"listening\"");
    }

    @Test
    void showsTheCarriageReturnOfAnInterpreter() throws IOException {
        tend.file("bin/app", "#!/bin/sh\r\nsleep 1000\r\n");
        Files.setPosixFilePermissions(tend.path("bin/app"), PosixFilePermissions.fromString("rwxr-xr-x"));
        tend.service("web", "cmd=" + tend.path("bin/app"), LONG_PAUSE).up();

        assertThat(why("web", "waiting")).contains("carriage return").contains("\"/bin/sh\\r\"");
    }

    @Test
    void saysThatOnlyRootsKeeperStartsAsSomebodyElse() {
        assumeTrue(System.getProperty("user.name").equals("root"), "takes root");
        tend.service("web", "cmd=sleep 1000", "user=root", LONG_PAUSE);
        assertThat(tend.command(List.of("chown", "-R", "nobody", tend.root().toString()))
                        .code())
                .isZero();
        tend.under("setpriv", "--reuid=nobody", "--clear-groups").up();

        assertThat(why("web", "waiting")).contains("cannot become user 0, as only a keeper of root's can");
    }

    @Test
    void aFailedStartShowsTheLastLineOfTheOutput() {
        tend.service("web", "shell=echo first; echo the table is gone; exit 1", "restart=never")
                .up();

        var start = tend.verb("start", "web");

        assertThat(start.code()).isEqualTo(1);
        assertThat(start.all()).contains("its last line: the table is gone").doesNotContain("first");
    }

    @Test
    void aStopThatTakesLongSaysWhenKillComes() {
        tend.service(
                        "web",
                        "shell=trap '' TERM; echo ready >&3; while :; do sleep 0.1; done",
                        "ready=fd:3",
                        "stop-timeout=90s")
                .up();
        tend.awaitState("web", "ready");

        var stop = tend.verb("stop", "--timeout", "200ms", "web");

        assertThat(stop.code()).isEqualTo(75);
        assertThat(stop.all()).contains("stopped by hand; KILL in 1 m");
        assertThat(tend.status("web").why()).contains("; KILL in 1 m");
    }

    @Test
    void aNewFileIsSaidToBeNew() {
        tend.up();
        tend.service("web", "cmd=sleep 1000", "ready=none");

        assertThat(why("web", "ready")).isEqualTo("its file is new");
    }

    @Test
    void namesTheFileThatKeepsAServiceDown() throws IOException {
        tend.file("sv/web/run", "#!/bin/sh\nexec sleep 1000\n").file("sv/web/down", "");
        Files.setPosixFilePermissions(tend.path("sv/web/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        tend.up("--runit", tend.path("sv").toString());

        assertThat(why("web", "down")).contains("a file named down");
    }
}

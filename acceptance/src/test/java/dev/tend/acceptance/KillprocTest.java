package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The face of killproc: by pidfile and by program, with and without a signal. */
@Tag("quick")
class KillprocTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran killproc(String... words) {
        var command = new ArrayList<>(List.of(Tend.BINARY.toString(), "as", "killproc"));
        command.addAll(List.of(words));
        return tend.command(command);
    }

    private String file() {
        return tend.path("run/web.pid").toString();
    }

    /** A program of this test's own, so that no other process runs it. */
    private Path program() throws IOException {
        Path program = tend.path("web-of-this-test");
        return Files.exists(program) ? program : Files.copy(Path.of("/bin/sleep"), program);
    }

    private Process web() throws IOException {
        var web = tend.start("web", List.of(program().toString(), "1000"));
        Tend.awaiting()
                .until(() -> Proc.command(web.pid()).getFirst().equals(program().toString()));
        return web;
    }

    @Test
    void endsByPidfile() throws Exception {
        var web = web();
        tend.file("run/web.pid", web.pid() + "\n");

        assertThat(killproc("-p", file(), "-d", "9", "-SIGTERM", "web").code()).isZero();

        assertThat(web.waitFor()).isEqualTo(128 + 15);
        assertThat(Path.of(file())).doesNotExist();
    }

    @Test
    void killsAfterTheDelay() throws Exception {
        var web = tend.start(
                "shell",
                List.of("sh", "-c", "trap '' TERM; touch " + tend.path("ready") + "; while :; do sleep 0.05; done"));
        Tend.awaiting().until(() -> Files.exists(tend.path("ready")));
        tend.file("run/web.pid", web.pid() + "\n");

        assertThat(killproc("-p", file(), "-d", "1", "web").code()).isZero();

        assertThat(web.waitFor()).isEqualTo(128 + 9);
    }

    @Test
    void sendsJustASignal() throws Exception {
        var web = web();
        tend.file("run/web.pid", web.pid() + "\n");

        assertThat(killproc("-p", file(), "-HUP", "web").code()).isZero();

        assertThat(web.waitFor()).isEqualTo(128 + 1);
        assertThat(Path.of(file())).exists();
        assertThat(killproc("-p", file(), "web", "HUP").code()).isEqualTo(7);
        assertThat(killproc("-p", file(), "web").code()).isZero();
        assertThat(Path.of(file())).doesNotExist();
    }

    @Test
    void findsTheProgramWithoutAPidfile() throws Exception {
        var first = web();
        var second = web();

        assertThat(killproc(program().toString()).code()).isZero();

        assertThat(first.waitFor()).isEqualTo(128 + 15);
        assertThat(second.waitFor()).isEqualTo(128 + 15);
        assertThat(killproc(program().toString()).code()).isZero();
        assertThat(killproc("-HUP", program().toString()).code()).isEqualTo(7);
    }

    /** An init script is often called as its program is. */
    @Test
    void sparesWhoCalls() throws Exception {
        var web = web();
        tend.file("init.d/web-of-this-test", Tend.BINARY + " as killproc web-of-this-test\necho survived\n");

        var script =
                tend.command(List.of("sh", tend.path("init.d/web-of-this-test").toString()));

        assertThat(script.out()).isEqualTo("survived\n");
        assertThat(web.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void saysThatItMayNot() throws Exception {
        Namespace.assumePossible();
        var web = web();
        tend.file("run/web.pid", web.pid() + "\n");

        var refused = tend.command(List.of(
                "setpriv",
                "--reuid",
                "65534",
                "--clear-groups",
                Tend.BINARY.toString(),
                "as",
                "killproc",
                "-p",
                file(),
                "-HUP",
                "web"));

        assertThat(refused.code()).as(refused::toString).isEqualTo(4);
        assertThat(web.isAlive()).isTrue();
    }

    @Test
    void refusesBadArguments() {
        assertThat(killproc().code()).isEqualTo(2);
        assertThat(killproc("-NOSIGNAL", "web").code()).isEqualTo(2);
        assertThat(killproc("-p", file()).err()).contains("usage: killproc");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of the machine: the keeper reports them in a sentence, and keeps the rest running. */
class FaultTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private String whyNot(String... lines) {
        var all = new java.util.ArrayList<>(List.of(lines));
        all.add("backoff=1h..1h");
        tend.service("bad", all.toArray(String[]::new))
                .service("good", "cmd=sleep 1000")
                .up();
        tend.awaitUp("good");
        return tend.awaitState("bad", "waiting").why();
    }

    @Test
    void missesAProgram() {
        assertThat(whyNot("cmd=/no/such/program --now"))
                .contains("/no/such/program")
                .contains("no such file or directory");
    }

    @Test
    void missesAProgramInThePath() {
        assertThat(whyNot("cmd=no-such-program")).contains("no-such-program").contains("not found in /");
    }

    @Test
    void cannotExecuteAProgram() {
        assertThat(whyNot("cmd=/etc/passwd")).contains("/etc/passwd").contains("permission denied");
    }

    @Test
    void explainsAScriptWithoutItsFirstLine() throws IOException {
        Path script = tend.path("script");
        Files.writeString(script, "echo hello\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(whyNot("cmd=" + script)).contains(script.toString()).contains("#!");
    }

    @Test
    void missesAFolder() {
        assertThat(whyNot("cmd=sleep 1000", "cwd=/srv/gone"))
                .contains("/srv/gone")
                .contains("no such file or directory");
    }

    @Test
    void missesARoot() {
        assertThat(whyNot("cmd=sleep 1000", "chroot=/srv/gone"))
                .contains("/srv/gone")
                .contains("no such file or directory");
    }

    /** A keeper of a user at the limit of processes. */
    @Test
    void waitsForAFullProcessTable() {
        tend.service("web", "cmd=sleep 1000", "backoff=50ms..100ms");
        tend.command(List.of("chown", "-R", "54711:54711", tend.root().toString()));
        var user = new String[] {"setpriv", "--reuid=54711", "--regid=54711", "--clear-groups", "prlimit", "--nproc=2"};
        var ballast = tend.start(
                "ballast", List.of("setpriv", "--reuid=54711", "--regid=54711", "--clear-groups", "sleep", "1000"));
        Tend.awaiting().until(() -> Proc.status(ballast.pid(), "Uid").startsWith("54711"));
        tend.under(user).up();

        Tend.awaiting().untilAsserted(() -> {
            assertThat(tend.status("web").state()).isEqualTo("waiting");
            assertThat(tend.status("web").why()).contains("ulimit -u, pids.max");
        });
        assertThat(tend.errors()).contains("web");

        ballast.destroyForcibly();

        tend.awaitUp("web");
    }

    @Test
    void refusesMoreServicesThanItHasDescriptorsFor() {
        for (int number = 0; number < 60; number++) {
            tend.service("web-" + number, "cmd=sleep 1000");
        }
        tend.under("prlimit", "--nofile=40:40").launch();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).containsPattern("open files|descriptors"));
        assertThat(tend.errors()).doesNotContain("Exception").doesNotContain("\tat ");
        Tend.awaiting().untilAsserted(() -> assertThat(tend.done("status").out())
                .contains(" ready ")
                .contains("raise the keeper's, two for each service"));
    }

    /** The heap is of a fixed size: what does not fit is refused before it is full. */
    @Test
    void refusesMoreThanItCanHold() {
        var lines = new java.util.ArrayList<>(List.of("cmd=sleep 1000", "enabled=no"));
        for (int i = 0; i < 500; i++) {
            lines.add("env.V" + i + "=" + "x".repeat(100));
        }
        for (int i = 0; i < 400; i++) {
            tend.service("web-" + i, lines.toArray(String[]::new));
        }
        tend.up();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains("at most 40 MiB of its memory")
                .doesNotContain("\tat "));
        assertThat(tend.status("web-0").state()).isEqualTo("down");
    }

    @Test
    void worksForAnyUser() {
        tend.service("web", "cmd=sleep 1000");
        tend.command(List.of("chown", "-R", "54712:54712", tend.root().toString()));
        tend.under("setpriv", "--reuid=54712", "--regid=54712", "--clear-groups")
                .up();

        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.status(pid, "Uid")).startsWith("54712 54712");
        Proc.signal(pid, "KILL");
        tend.awaitSuccessor("web", pid);
    }

    @Test
    void cannotMakeItsRunDirectory() {
        tend.file("run", "a file");
        var up = tend.verb(
                "up", "-d", tend.services().toString(), "--run-dir", tend.run().toString());
        assertThat(up.code()).isIn(1, 73);
        assertThat(up.err()).contains(tend.run().toString());
        assertThat(up.err().lines()).hasSize(1);
    }
}

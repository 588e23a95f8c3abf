package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The face of going(1): its arguments, its exit codes, its folder and its lines in syslog. */
class GoingTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Process going(String... before) {
        var command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Tend.BINARY.toString(), "as", "going", "-d", tend.services().toString()));
        return tend.start("going", command);
    }

    private static void awaitCommands(Process going, String... commands) {
        Tend.awaiting().untilAsserted(() -> assertThat(Proc.children(going.pid()))
                .extracting(pid -> String.join(" ", Proc.command(pid)))
                .containsExactlyInAnyOrder(commands));
    }

    @Test
    void refusesBadUsage() {
        assertThat(tend.verb("as", "going", "-x").code()).isEqualTo(64);
        assertThat(tend.verb("as", "going", "too", "much").code()).isEqualTo(64);
    }

    @Test
    void missesItsFolder() {
        assertThat(tend.verb("as", "going", "-d", "/no/such/folder").code()).isEqualTo(72);
    }

    @Test
    void goesByTheNameOfALink() throws IOException {
        Files.createSymbolicLink(tend.path("going"), Tend.BINARY);
        assertThat(tend.command(List.of(tend.path("going").toString(), "-d", "/no/such/folder"))
                        .code())
                .isEqualTo(72);
    }

    @Test
    void takesAGoingFolderAsItIs() throws IOException {
        tend.file("services/web", "cmd=sleep 1000\ncwd=/usr\n")
                .file("services/api", "this line says nothing\nunknown=key\ncmd=sleep 2000\n")
                .file("services/.hidden", "cmd=sleep 3000\n");

        var going = going();

        awaitCommands(going, "sleep 1000", "sleep 2000");
        long web = Proc.children(going.pid()).stream()
                .filter(pid -> Proc.command(pid).contains("1000"))
                .findFirst()
                .orElseThrow();
        assertThat(Proc.link(web, "cwd")).isEqualTo("/usr");
    }

    @Test
    void startsAndStopsAsFilesComeAndGo() throws Exception {
        tend.file("services/web", "cmd=sleep 1000\n");
        var going = going();
        awaitCommands(going, "sleep 1000");

        tend.file("services/api", "cmd=sleep 2000\n");
        Proc.signal(going.pid(), "HUP");
        awaitCommands(going, "sleep 1000", "sleep 2000");

        Files.delete(tend.services().resolve("web"));
        Proc.signal(going.pid(), "HUP");
        awaitCommands(going, "sleep 2000");

        Proc.signal(going.pid(), "TERM");
        assertThat(going.waitFor()).isZero();
    }

    @Test
    void appliesEdits() {
        tend.file("services/web", "cmd=sleep 1000\n");
        var going = going();
        awaitCommands(going, "sleep 1000");

        tend.file("services/web", "cmd=sleep 2000\n");
        Proc.signal(going.pid(), "HUP");

        awaitCommands(going, "sleep 2000");
    }

    /**
     * A service that ends within five seconds is quarantined, and syslog gets a message; one that ran longer comes back
     * at once.
     */
    @Test
    void quarantinesWhatEndsTooSoon() {
        Namespace.assumePossible();
        tend.file("services/web", "cmd=sleep 0.1\n").file("services/api", "cmd=sleep 5.5\n");
        tend.start(
                "syslog",
                List.of(
                        "perl",
                        Tend.resource("going/syslog.pl").toString(),
                        tend.path("log.socket").toString()));
        Tend.awaiting().until(() -> Files.exists(tend.path("log.socket")));

        var going = going(
                "unshare",
                "--mount",
                "sh",
                Tend.resource("going/dev.sh").toString(),
                tend.path("log.socket").toString());

        Tend.awaiting().untilAsserted(() -> assertThat(syslog())
                .containsPattern(
                        "<\\d+>.*going.*: web terminated after: 0s \\(limit: 5s\\) and will be quarantined for 30s")
                .containsPattern("going.*: api terminated after: 5s\\s"));
        awaitCommands(going, "sleep 5.5");
        assertThat(syslog()).doesNotContain("api terminated after: 5s (limit");
    }

    private String syslog() {
        return Tend.text(tend.path("syslog.out"));
    }
}

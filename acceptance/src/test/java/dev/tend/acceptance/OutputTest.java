package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The destinations of services' output. */
class OutputTest {

    private static final int LINES = 5_000;

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void keepsBothStreamsInTheirOrder() {
        tend.service("web", "shell=echo one; echo two >&2; echo three; printf unfinished; exec sleep 1000")
                .up();

        tend.awaitLog("web", "unfinished");
        assertThat(tend.log("web")).isEqualTo("one\ntwo\nthree\nunfinished");
    }

    @Test
    void rotatesAtTheEndOfALine() throws IOException {
        tend.service(
                        "web",
                        "shell=i=0; while [ $i -lt " + LINES
                                + " ]; do echo \"line $i\"; i=$((i+1)); done; exec sleep 1000",
                        "log-size=4k",
                        "log-keep=1000")
                .up();
        tend.awaitLog("web", "line " + (LINES - 1) + "\n");

        var whole = new StringBuilder();
        for (Path file : rotated("web")) {
            String text = Files.readString(file);
            assertThat(text).endsWith("\n").hasSizeLessThanOrEqualTo(4096 + 16).hasSizeGreaterThan(2048);
            whole.append(text);
        }
        List<String> lines = (whole + tend.log("web")).lines().toList();
        assertThat(lines).hasSize(LINES);
        for (int number = 0; number < LINES; number++) {
            assertThat(lines.get(number)).isEqualTo("line " + number);
        }
    }

    @Test
    void keepsOnlySoManyOldFiles() throws IOException {
        tend.service(
                        "web",
                        "shell=i=0; while [ $i -lt " + LINES
                                + " ]; do echo \"line $i\"; i=$((i+1)); done; exec sleep 1000",
                        "log-size=4k",
                        "log-keep=3")
                .up();
        tend.awaitLog("web", "line " + (LINES - 1) + "\n");

        assertThat(rotated("web")).hasSize(3);
    }

    @Test
    void stampsEachLine() {
        tend.service("web", "shell=echo one; printf t; sleep 0.1; echo wo; echo; exec sleep 1000", "log-timestamps=iso")
                .up();
        Tend.awaiting().until(() -> tend.logLines("web").size() == 3);

        String stamp = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z ";
        assertThat(tend.log("web")).matches(stamp + "one\n" + stamp + "two\n" + stamp + "\n");
    }

    @Test
    void showsOutputOnItsConsoleWithTheServicesName() {
        tend.service("web", "shell=echo hello; echo world >&2; exec sleep 1000", "log=console")
                .service("api", "shell=echo quiet; exec sleep 1000")
                .up();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.output().lines())
                .anyMatch(line -> line.matches("web\\b.*hello"))
                .anyMatch(line -> line.matches("web\\b.*world")));
        assertThat(tend.output()).doesNotContain("quiet").doesNotContain("\u001b");
    }

    @Test
    void throwsAwayWhatNobodyWants() {
        tend.service("web", "shell=echo hello; exec sleep 1000", "log=null").up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.link(pid, "fd/1")).isEqualTo("/dev/null");
        assertThat(Proc.link(pid, "fd/2")).isEqualTo("/dev/null");
        assertThat(tend.logs().resolve("web")).doesNotExist();
    }

    @Test
    void handsItsOwnStreamsOn() {
        tend.service("web", "shell=echo hello; echo world >&2; exec sleep 1000", "log=inherit")
                .up();
        int pid = tend.awaitUp("web").pid();

        assertThat(Proc.link(pid, "fd/1")).isEqualTo(Proc.link(tend.keeper().pid(), "fd/1"));
        Tend.awaiting().untilAsserted(() -> assertThat(tend.output()).contains("hello\n"));
        assertThat(tend.errors()).contains("world\n");
    }

    @Test
    void slowsNobodyDownWhereOneFloods() {
        tend.service("flood", "cmd=yes this service says far too much", "log-size=1M", "log-keep=2")
                .service("calm", "shell=i=0; while :; do echo $((i=i+1)); sleep 0.02; done")
                .up();

        tend.awaitLog("calm", "\n40\n");
        assertThat(tend.awaitUp("flood").restarts()).isZero();
        tend.done("stop", "flood");
    }

    @Test
    void letsAServiceReopenItsOutputByName() {
        tend.service(
                        "web",
                        "shell=echo one >/dev/stdout; echo two >/dev/stderr; echo three >>/dev/fd/1; exec sleep 1000",
                        "user=nobody")
                .up();

        tend.awaitLog("web", "one\ntwo\nthree\n");
    }

    @Test
    void waitsWithALogThatCannotBeWritten() throws IOException {
        Files.createDirectories(tend.logs());
        Files.writeString(tend.logs().resolve("web"), "a file where its folder should be");
        tend.service("web", "shell=i=0; while :; do echo $((i=i+1)); sleep 0.02; done")
                .service("api", "cmd=sleep 1000")
                .up();
        tend.awaitUp("api");
        int pid = tend.awaitUp("web").pid();
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains(tend.logs().resolve("web").toString()));

        Files.delete(tend.logs().resolve("web"));

        tend.awaitLog("web", "5\n");
        assertThat(tend.log("web")).startsWith("1\n2\n3\n");
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void leavesNoGapWhereOthersEmptyALog() throws IOException {
        tend.service("web", "shell=i=0; while :; do i=$((i+1)); echo \"line $i\"; done", "log-size=100M")
                .up();
        Path log = tend.logs().resolve("web/current");
        for (int i = 0; i < 200; i++) {
            Tend.awaiting().until(() -> Files.exists(log) && Files.size(log) > 1000);
            try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
        }
        tend.done("stop", "web");

        assertThat(tend.log("web")).startsWith("line ").doesNotContain("\0");
    }

    @Test
    void waitsWhereALogIsReplacedByALink() throws IOException {
        tend.service("web", "shell=i=0; while [ $((i=i+1)) -lt 100 ]; do echo $i; sleep 0.02; done; exec sleep 1000")
                .up();
        tend.awaitLog("web", "2\n");
        Path log = tend.logs().resolve("web/current");
        Path elsewhere = Files.writeString(tend.path("elsewhere"), "mine\n");
        Path link = Files.createSymbolicLink(tend.logs().resolve("web/link"), elsewhere);
        Files.move(link, log, StandardCopyOption.REPLACE_EXISTING);
        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors()).contains(log + " is a symbolic link"));

        Files.delete(log);

        tend.awaitLog("web", "99\n");
        assertThat(elsewhere).hasContent("mine\n");
    }

    private List<Path> rotated(String name) throws IOException {
        try (var files = Files.list(tend.logs().resolve(name))) {
            return files.filter(file -> !file.endsWith("current")).sorted().toList();
        }
    }
}

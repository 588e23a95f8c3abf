package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tend check}: what is wrong with service files, said before they do harm. */
@Tag("quick")
class CheckTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran check() {
        return tend.verb("check", "-d", tend.services().toString());
    }

    @Test
    void passesGoodFiles() {
        tend.file("services/web", "# the web\n\ncmd=sleep 1000\nlimit.nofile=100:200\nuser=nobody\n")
                .file("services/going", "cmd=/bin/sleep 1000\ncwd=/\n");

        assertThat(check().code()).isZero();
        assertThat(tend.verb("check", tend.services().toString()).code()).isZero();
    }

    @Test
    void namesFileLineAndWhatWasMeant() {
        tend.file("services/web", "cmd=sleep 1000\nrestrat=always\n");

        var check = check();

        assertThat(check.code()).isEqualTo(78);
        assertThat(check.all()).contains("web:2: key \"restrat\" is unknown: did you mean \"restart\"?");
    }

    /** Line 2 of a file that is right otherwise, and words that the message about it has to contain. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cmd=sleep 2000 | cmd",
                "restart=sometimes | sometimes",
                "nice=very | nice",
                "nice=99 | 99",
                "umask=9 | umask",
                "limit.nofle=1 | did you mean \"nofile\"?",
                "limit.nofile=many | many",
                "limit.nofile=200:100 | 200",
                "stop-signal=TREM | TERM",
                "stop-timeout=soon | soon",
                "user=no-such-user | no-such-user",
                "group=no-such-group | no-such-group",
                "backoff=10s..1s | 10s",
                "give-up=100 in 1s | give-up",
                "instances=0 | instances",
                "log=nowhere | nowhere",
                "log-size=big | big",
                "kill-mode=all | all",
                "on-change=ignore | ignore",
                "critical=perhaps | perhaps",
                "enabled=$ROLE = | enabled",
                "capabilities=fly | fly",
                "oom-score-adj=5000 | 5000",
                "shell=echo both | shell",
                "env.=x | env",
            })
    void refusesABadValue(String line, String word) {
        tend.file("services/web", "cmd=sleep 1000\n" + line + "\n");

        var check = check();

        assertThat(check.code()).as(check::toString).isEqualTo(78);
        assertThat(check.all()).contains("web:2: ").contains(word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"# nothing | cmd", "cmd= | cmd", "cmd=echo 'open | quot"})
    void refusesAFileWithoutACommand(String line, String word) {
        tend.file("services/web", line + "\n");

        var check = check();

        assertThat(check.code()).as(check::toString).isEqualTo(78);
        assertThat(check.all()).contains("web:").contains(word);
    }

    @Test
    void tellsEverythingThatIsWrong() {
        tend.file("services/web", "cmd=sleep 1000\nnice=x\nnice=y\numask=z\n")
                .file("services/api", "cmd=sleep 1\nfoo=bar\n");

        assertThat(check().all())
                .contains("web:2: ")
                .contains("web:3: ")
                .contains("web:4: ")
                .contains("api:2: ");
    }

    @Test
    void refusesFilesThatOthersMayWrite() throws IOException {
        tend.file("services/web", "cmd=sleep 1000\n")
                .file("services/api", "cmd=sleep 1000\n")
                .file("services/ok", "cmd=sleep 1000\n");
        Files.setPosixFilePermissions(tend.services().resolve("web"), PosixFilePermissions.fromString("rw-rw-rw-"));
        tend.command(List.of("chown", "4711", tend.services().resolve("api").toString()));
        mark("ok");

        assertThat(check().code()).isEqualTo(78);
        tend.up();

        tend.awaitUp("ok");
        assertThat(tend.status()).filteredOn(each -> !each.name().equals("ok")).noneMatch(each -> each.pid() != 0);
        assertThat(tend.errors()).contains("/web: ").contains("/api: ");
    }

    private void mark(String name) {
        tend.service(name, "cmd=sleep 1000");
    }

    @Test
    void refusesAFolderThatOthersMayWrite() throws IOException {
        mark("web");
        Files.setPosixFilePermissions(tend.services(), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(check().code()).isEqualTo(78);
        tend.launch();

        Tend.awaiting().untilAsserted(() -> assertThat(tend.errors())
                .contains(tend.services().toString()));
        assertThat(Proc.children(tend.keeper().pid())).isEmpty();
    }

    @Test
    void refusesFilesThatAreNoText() throws IOException {
        Files.write(tend.services().resolve("web"), new byte[] {'c', 'm', 'd', '=', 0, 1, 2, (byte) 0xff, '\n'});
        Files.createDirectory(tend.services().resolve("folder"));
        tend.command(List.of("mkfifo", tend.services().resolve("pipe").toString()));
        Files.createSymbolicLink(tend.services().resolve("dangling"), Path.of("/no/such/file"));

        var check = check();

        assertThat(check.code()).isEqualTo(78);
        assertThat(check.all()).contains("web").contains("pipe").contains("dangling");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of sipid: its flags, its messages, its modes, and 1 for whatever fails. */
class SipidTest {

    private static final String NO_PID = "4194303";

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran sipid(String... words) {
        var command = new ArrayList<>(List.of(Tend.BINARY.toString(), "as", "sipid"));
        command.addAll(List.of(words));
        return tend.command(command);
    }

    private Path file() {
        return tend.path("run/web.pid");
    }

    private Process web() {
        return tend.start("web", List.of("sleep", "1000"));
    }

    private Ran claim(Object pid) {
        return sipid("claim", "--pid", String.valueOf(pid), "--pid-file", file().toString());
    }

    private Ran kill(String... more) {
        var words = new ArrayList<>(List.of("kill", "--pid-file", file().toString()));
        words.addAll(List.of(more));
        return sipid(words.toArray(String[]::new));
    }

    private static void assertFailed(Ran ran, String why) {
        assertThat(ran.code()).as(ran::toString).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(why);
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void claimsWithNothingButTheNumberAndForNobodyElse() throws IOException {
        assertThat(claim(NO_PID).code()).isZero();

        assertThat(Files.readString(file())).isEqualTo(NO_PID);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-100", NO_PID, "  \n"})
    void claimsWhatNobodyHas(String content) throws IOException {
        tend.file("run/web.pid", content);
        var web = web();

        assertThat(claim(web.pid()).code()).isZero();

        assertThat(Files.readString(file())).isEqualTo(String.valueOf(web.pid()));
    }

    @Test
    void refusesWhatSomebodyHas() {
        var web = web();
        tend.file("run/web.pid", String.valueOf(web.pid()));

        assertFailed(claim(NO_PID), "process " + web.pid() + " (" + file() + ") already exists");
        assertFailed(claim(web.pid()), "process " + web.pid() + " (" + file() + ") is already in the pidfile");
        assertThat(file()).hasContent(String.valueOf(web.pid()));
    }

    @Test
    void refusesWhatAnotherLocks() {
        tend.file("run/web.pid", "");
        tend.start(
                "flock",
                List.of("flock", file().toString(), "sh", "-c", "touch " + tend.path("locked") + "; exec sleep 1000"));
        Tend.awaiting().until(() -> Files.exists(tend.path("locked")));

        assertFailed(claim(NO_PID), "another process is locking");
    }

    @Test
    void killsAndRemovesTheFile() throws Exception {
        var web = web();
        tend.file("run/web.pid", " " + web.pid() + "\n\n");

        assertThat(kill().code()).isZero();

        assertThat(web.waitFor()).isEqualTo(128 + 15);
        assertThat(file()).doesNotExist();
    }

    @Test
    void killsNobodyWithoutAPid() {
        assertFailed(kill(), "does not contain a valid pid");
        tend.file("run/web.pid", "garbage");
        assertFailed(kill(), "does not contain a valid pid");
        assertFailed(sipid("kill", "--pid-file", tend.path("none/at/all").toString()), "does not contain a valid pid");
    }

    @Test
    void removesAStaleFile() {
        tend.file("run/web.pid", NO_PID);

        assertThat(kill("--show-stacks").code()).isZero();

        assertThat(file()).doesNotExist();
    }

    @Test
    void refusesBadUsageOnStandardError() {
        assertFailed(sipid(), "usage: sipid claim --pid PID --pid-file FILE");
        assertFailed(sipid("destroy"), "unknown command \"destroy\"");
        assertFailed(sipid("claim", "--pid", "42"), "--pid-file");
        assertFailed(sipid("claim", "--pid-file", "x", "--pid", "web"), "invalid pid");
        assertFailed(sipid("kill", "--pid-file"), "needs a value");
    }

    @Test
    void goesByTheNameOfALink() throws IOException {
        Files.createSymbolicLink(tend.path("sipid"), Tend.BINARY);
        assertThat(tend.command(List.of(
                                tend.path("sipid").toString(), "claim", "-pid=" + NO_PID, "-pid-file=" + file()))
                        .code())
                .isZero();
        assertThat(file()).hasContent(NO_PID);
    }
}

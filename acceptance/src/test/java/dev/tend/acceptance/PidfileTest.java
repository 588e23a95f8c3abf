package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tend pidfile claim}, {@code kill} and {@code show}, as a script calls them. */
class PidfileTest {

    /** Notes signals down at once, without a child: QUIT comes just 100 ms before KILL. */
    private static final String HANDS_ON =
            "trap ': >quit' QUIT; trap ': >term' TERM; mkfifo wait; exec 3<>wait; : >ready;"
                    + " while :; do read -r _ <&3; done";

    @RegisterExtension
    final Tend tend = new Tend();

    private Path file() {
        return tend.path("run/web.pid");
    }

    private Process web() {
        return tend.start("web", List.of("sleep", "1000"));
    }

    private Process shell(String line) {
        return tend.start("shell", List.of("sh", "-c", "cd " + tend.root() + "; " + line));
    }

    private Ran claim(long pid) {
        return tend.verb("pidfile", "claim", "--pid", String.valueOf(pid), "--pid-file", file().toString());
    }

    private Process claimed(Process process) {
        assertThat(claim(process.pid()).code()).isZero();
        return process;
    }

    private Ran kill(String... options) {
        return pidfile("kill", options);
    }

    private Ran show(String... options) {
        return pidfile("show", options);
    }

    private Ran pidfile(String verb, String... options) {
        var command = new ArrayList<>(List.of(Tend.BINARY.toString(), "pidfile", verb, "-p", file().toString()));
        command.addAll(List.of(options));
        return tend.command(command);
    }

    private void assertMode(Path path, String mode) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo(mode);
    }

    @Test
    void claimsWithTheFoldersAbove() throws IOException {
        var web = claimed(web());

        assertThat(file()).hasContent(String.valueOf(web.pid()));
        assertMode(file(), "rw-r--r--");
        assertMode(file().getParent(), "rwxr-xr-x");
    }

    @Test
    void saysWhoHasTheFileAndLeavesItAlone() {
        var web = claimed(web());
        var other = web();

        var refused = claim(other.pid());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("tend: " + file() + ": process " + web.pid() + " (sleep 1000) runs, since ");
        assertThat(file()).hasContent(String.valueOf(web.pid()));
    }

    @Test
    void claimsOverAnEndedProcessInTheSameFile() throws Exception {
        claimed(web()).destroyForcibly().waitFor();
        var before = Files.readAttributes(file(), "unix:ino").get("ino");
        var web = claimed(web());

        assertThat(file()).hasContent(String.valueOf(web.pid()));
        assertThat(Files.readAttributes(file(), "unix:ino").get("ino")).isEqualTo(before);
    }

    @Test
    void claimsForNobodyWhoDoesNotRun() throws Exception {
        var gone = web();
        gone.destroyForcibly().waitFor();

        assertThat(claim(gone.pid()).code()).isEqualTo(1);
        assertThat(Tend.text(file())).isEmpty();
    }

    /** Takes minutes with a sanitized program. */
    @Test
    @Tag("unsanitized")
    void exactlyOneOfManyWins() {
        tend.start(
                "claimants",
                List.of(
                        "sh",
                        Tend.resource("pidfile/claimants.sh").toString(),
                        Tend.BINARY.toString(),
                        "200",
                        file().toString(),
                        tend.root().toString()));

        Tend.awaiting()
                .untilAsserted(
                        () -> assertThat(Tend.text(tend.path("done")).lines()).hasSize(200));
        String winner = Tend.text(tend.path("winners"));
        assertThat(winner.lines()).hasSize(1);
        assertThat(file()).hasContent(winner.strip());
        assertThat(Tend.text(tend.path("told")).lines())
                .hasSize(199)
                .allMatch(line -> line.contains("process " + winner.strip() + " "));
    }

    @Test
    void isExcludedByFlock() {
        tend.file("run/web.pid", "");
        var holder = tend.start(
                "flock",
                List.of("flock", file().toString(), "sh", "-c", "touch " + tend.path("locked") + "; exec sleep 1000"));
        Tend.awaiting().until(() -> Files.exists(tend.path("locked")));

        var refused = claim(holder.pid());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("another process is locking it");
        assertThat(file()).isEmptyFile();
    }

    /** A claim that is held up between its lock and its write. */
    @Test
    void excludesFlock() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "strace is not here");
        tend.file("run/web.pid", "");
        var web = web();
        var words = "strace -qq -o " + tend.path("calls") + " -e trace=pwrite64 -e inject=pwrite64:delay_enter=3000000 "
                + Tend.BINARY + " pidfile claim --pid " + web.pid() + " -p " + file();
        tend.start("slow", List.of(words.split(" ", -1)));

        Tend.awaiting()
                .until(() -> tend.command(List.of("flock", "--nonblock", file().toString(), "true"))
                                .code()
                        == 1);

        assertThat(file()).isEmptyFile();
        Tend.awaiting().untilAsserted(() -> assertThat(file()).hasContent(String.valueOf(web.pid())));
    }

    @Test
    void killsAndRemovesTheFile() throws Exception {
        var web = claimed(web());

        var ran = kill();

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.all()).isEmpty();
        assertThat(web.waitFor()).isEqualTo(128 + 15);
        assertThat(file().getParent()).isEmptyDirectory();
    }

    @Test
    void killsWhatDoesNotListen() throws Exception {
        var stubborn = claimed(shell(HANDS_ON));
        Tend.awaiting().until(() -> Files.exists(tend.path("ready")));

        assertThat(kill("--timeout", "300ms", "--show-stacks").code()).isZero();

        assertThat(stubborn.waitFor()).isEqualTo(128 + 9);
        assertThat(tend.path("term")).exists();
        assertThat(tend.path("quit")).exists();
        assertThat(file()).doesNotExist();
    }

    @Test
    void killsAGroupThatItsProcessLeads() throws Exception {
        var leader = claimed(tend.start("leader", List.of("setsid", "sh", "-c", "sleep 1000 & sleep 2000 & wait")));
        Tend.awaiting().until(() -> Proc.children(leader.pid()).size() == 2);
        var members = Proc.children(leader.pid());

        assertThat(kill("--group").code()).isZero();

        members.forEach(tend::awaitGone);
        assertThat(leader.waitFor()).isNotZero();
    }

    @Test
    void killsNoGroupThatAnotherLeads() {
        var web = claimed(web());

        var refused = kill("--group");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("leads no process group");
        assertThat(web.isAlive()).isTrue();
    }

    @Test
    void twoKillsAtOnceBothSucceed() throws Exception {
        claimed(shell("trap 'sleep 1; exit' TERM; touch ready; while :; do sleep 0.05; done"));
        Tend.awaiting().until(() -> Files.exists(tend.path("ready")));
        var command = List.of(Tend.BINARY.toString(), "pidfile", "kill", "-p", file().toString());

        var first = tend.start("first", command);
        var second = tend.start("second", command);

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(file()).doesNotExist();
    }

    /** The parent, which is this test, may not have reaped it: an ended process is no running one. */
    @Test
    void takesAnUnreapedProcessForEnded() {
        var parent = tend.start("parent", List.of("perl", "-e", "fork or exit; sleep 1000"));
        Tend.awaiting().until(() -> Proc.children(parent.pid()).stream().anyMatch(Proc::isZombie));
        long zombie = Proc.children(parent.pid()).getFirst();
        tend.file("run/web.pid", zombie + "\n");

        assertThat(kill().code()).isZero();
        assertThat(file()).doesNotExist();
        assertThat(claim(zombie).code()).isEqualTo(1);
    }

    @Test
    void removesAStaleFileAndMissesNone() throws Exception {
        claimed(web()).destroyForcibly().waitFor();

        var stale = kill();
        assertThat(stale.code()).isZero();
        assertThat(stale.err()).contains("stale: process ");
        assertThat(file()).doesNotExist();

        var missing = kill();
        assertThat(missing.code()).isZero();
        assertThat(missing.err()).contains("no such file or directory: nothing to kill");
    }

    @Test
    void leavesAFileThatHasComeToHoldAnother() throws Exception {
        claimed(shell("trap 'echo 1 >" + file() + "; exit' TERM; touch ready; while :; do sleep 0.05; done"));
        Tend.awaiting().until(() -> Files.exists(tend.path("ready")));

        assertThat(kill().code()).isZero();

        assertThat(file()).hasContent("1");
    }

    @Test
    void shows() throws Exception {
        assertThat(show().code()).isEqualTo(3);
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "abc\n");
        assertThat(show().code()).isEqualTo(4);
        assertThat(show().out()).isEqualTo(file() + ": doubtful: it holds no pid\n");
        assertThat(kill().code()).isEqualTo(1);
        Files.delete(file());

        var web = claimed(web());
        var running = show("--json");
        assertThat(running.code()).isZero();
        var json = Tend.json(running.out()).get(0);
        assertThat(json.get("pid").asLong()).isEqualTo(web.pid());
        assertThat(json.get("command").asString()).isEqualTo("sleep 1000");
        assertThat(json.get("state").asString()).isEqualTo("running");

        web.destroyForcibly().waitFor();
        var stale = show();
        assertThat(stale.code()).isEqualTo(1);
        assertThat(stale.out()).isEqualTo(file() + ": stale: process " + web.pid() + " does not run\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1", "-100", "4194304", "99999999999999999999", "web", "", "1 2"})
    void signalsNobodyByAccident(String content) {
        tend.file("run/web.pid", content);

        var refused = kill();

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains("does not contain a valid pid");
        assertThat(file()).hasContent(content);
    }
}

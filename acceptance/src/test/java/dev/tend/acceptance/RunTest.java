package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tend run}: one command in the foreground, for containers. */
@Tag("quick")
class RunTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Ran run(String line) {
        return tend.verb("run", "--", "sh", "-c", line);
    }

    private static List<String> command(String... words) {
        var command = new ArrayList<>(List.of(words));
        command.addAll(List.of(Tend.BINARY.toString(), "run", "--"));
        return command;
    }

    @Test
    void exitsWithItsCommandsCode() {
        assertThat(run("exit 0").code()).isZero();
        assertThat(run("exit 7").code()).isEqualTo(7);
        assertThat(run("kill -TERM $$").code()).isEqualTo(128 + 15);
        assertThat(run("kill -KILL $$").code()).isEqualTo(128 + 9);
    }

    @Test
    void leavesStreamsAndEnvironmentAlone() {
        tend.with("COLOUR", "blue");
        var ran = run("echo $COLOUR; echo two >&2");
        assertThat(ran.out()).isEqualTo("blue\n");
        assertThat(ran.err()).isEqualTo("two\n");
    }

    @Test
    void saysWhatItCannotRun() {
        var ran = tend.verb("run", "--", "/no/such/program");
        assertThat(ran.code()).isEqualTo(127);
        assertThat(ran.err()).contains("/no/such/program").contains("no such file");
        var denied = tend.verb("run", "--", "/etc/passwd");
        assertThat(denied.code()).isEqualTo(126);
        assertThat(denied.err()).contains("/etc/passwd").contains("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "WINCH"})
    void forwardsSignals(String signal) throws Exception {
        var command = command();
        command.addAll(List.of(
                "sh", "-c", "trap 'echo got it; exit 5' " + signal + "; echo ready; while :; do sleep 0.02; done"));
        var run = tend.start("run", command);
        Tend.awaiting().until(() -> Tend.text(tend.path("run.out")).contains("ready"));

        Proc.signal(run.pid(), signal);

        assertThat(run.waitFor()).isEqualTo(5);
        assertThat(Tend.text(tend.path("run.out"))).isEqualTo("ready\ngot it\n");
    }

    /** The command is a shell with a child in the foreground: both have to hear of the signal. */
    @Test
    void forwardsSignalsToTheWholeGroup() throws Exception {
        var command = command();
        command.addAll(List.of(
                "sh",
                "-c",
                "sh -c \"trap 'echo child; exit' TERM; echo ready; while :; do sleep 0.02; done\"; exit 6"));
        var run = tend.start("run", command);
        Tend.awaiting().until(() -> Tend.text(tend.path("run.out")).contains("ready"));

        Proc.signal(run.pid(), "TERM");

        assertThat(run.waitFor()).isEqualTo(128 + 15);
        Tend.awaiting()
                .untilAsserted(() -> assertThat(Tend.text(tend.path("run.out"))).contains("child"));
    }

    @Test
    void reapsOrphansAsTheFirstProcess() {
        Namespace.assumePossible();
        var command = command("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
        command.addAll(List.of(
                "sh", "-c", "for i in 1 2 3; do (setsid sleep 0.05 &); done; sleep 0.3; echo done; exec sleep 1000"));
        var run = tend.start("run", command);
        Tend.awaiting().until(() -> Tend.text(tend.path("run.out")).contains("done"));

        long first = Proc.children(run.pid()).getFirst();

        assertThat(Proc.command(first)).contains("run");
        Tend.awaiting().untilAsserted(() -> assertThat(Proc.children(first)).hasSize(1));
    }

    @Test
    void exitsWithItsCommandsCodeAsTheFirstProcess() {
        Namespace.assumePossible();
        var command = command("unshare", "--pid", "--fork", "--mount-proc");
        command.addAll(List.of("sh", "-c", "exit 9"));
        assertThat(tend.command(command).code()).isEqualTo(9);
    }

    /** In the background of its terminal, the command would be halted when it reads. */
    @Test
    void givesTheTerminalToItsCommand() {
        var ran = tend.command(List.of(
                "sh",
                "-c",
                "echo typed | script -qec \"" + Tend.BINARY + " run -- sh -c 'read word; echo [\\$word]'\" /dev/null"));
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.out()).contains("[typed]");
    }

    /**
     * The command leaves three processes: one ends when asked, one is in a session of its own, one has to be killed.
     */
    @Test
    void endsWhatItsCommandLeavesBehind() {
        var ran = tend.verb(
                "run",
                "--stop-timeout",
                "1s",
                "--",
                "sh",
                "-c",
                "sleep 1000 & echo $!; setsid sleep 1000 & echo $!; sh -c 'trap \"\" TERM; echo deaf; exec sleep 1000' & "
                        + "echo $!; sleep 0.3; exit 3");

        assertThat(ran.code()).isEqualTo(3);
        var pids = ran.out().lines().filter(line -> !line.equals("deaf")).toList();
        assertThat(pids).hasSize(3).noneMatch(pid -> Proc.alive(Long.parseLong(pid)));
    }

    @Test
    void leavesWhatItsCommandLeavesBehindIfAskedTo() {
        var ran = tend.verb("run", "--kill-mode=process", "--", "sh", "-c", "sleep 1000 >/dev/null & echo $!");

        assertThat(Proc.alive(Long.parseLong(ran.out().strip()))).isTrue();
    }

    /** A command that a shell without job control starts in the background ignores the keyboard's signals. */
    @Test
    void handsItsCommandTheKeyboardsSignals() {
        var ran = tend.command(List.of(
                "perl",
                "-e",
                "$SIG{INT} = $SIG{QUIT} = 'IGNORE'; exec @ARGV",
                Tend.BINARY.toString(),
                "run",
                "--",
                "grep",
                "SigIgn",
                "/proc/self/status"));

        long ignored = Long.parseLong(ran.out().substring("SigIgn:".length()).strip(), 16);
        assertThat(ignored & 0b110).as("INT and QUIT").isZero();
    }
}

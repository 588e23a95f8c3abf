package dev.tend.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.wire.OutputObstacle;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The findings of {@code tend doctor} about directories, and the places that {@code tend explain} names. */
class DoctorVerbTest {

    private final FakeHost host = new FakeHost();

    @Test
    void advisesNobodyToTakeTheRunDirectoryOfAnother() {
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files.with("/run/tend/log-dir", "/logs\n").with("/logs/web/current", "");
        host.tend("doctor");
        assertThat(host.output())
                .contains(
                        "run directory: /run/tend belongs to user 0, so a keeper of yours cannot use it: choose another")
                .doesNotContain("chown");
    }

    @Test
    void looksAtTheLogsOfTheLastKeeper() {
        host.files.user = 0;
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files.with("/run/tend/log-dir", "/logs\n").with("/logs/web/current", "");
        host.tend("doctor");
        assertThat(host.output())
                .contains("ok    log directory: /logs\n")
                .contains("/etc/tend.d is not there (the usual one: no keeper runs that would say which)");
    }

    @Test
    void saysWhichHomeIsMissing() {
        host.variables.put("HOME", "/nonexistent");
        host.tend("doctor");
        assertThat(host.output()).contains("run directory: HOME is /nonexistent: set it to a directory of yours");
    }

    @Test
    void explainSaysWhereItHasLooked() {
        host.files.with("/s/web", "cmd=web\n");
        assertThat(host.tend("explain", "wbe", "-d", "/s", "-d", "/none")).isEqualTo(1);
        assertThat(host.errors())
                .isEqualTo("tend: no service is called wbe in /s, /none (which is not there): did you mean \"web\"?\n");
    }

    private static Status status(String state, int attempt, String why, String output) {
        return new Status(
                "web",
                "web",
                "up",
                state,
                0,
                0,
                0,
                0,
                attempt,
                -1,
                why,
                "",
                "",
                "",
                false,
                OutputObstacle.of(output),
                0,
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed  | 5 | '' | failed: cannot execute /x: see \"tend why web\"",
                "waiting | 7 | '' | has ended or failed to start 7 times in a row: cannot execute /x: see \"tend why web\"",
                "ready   | 0 | waits: disk full | its output waits: disk full: make room there, or see log-size, log-keep and"
            })
    void namesWhatDoesNotComeUp(String state, int attempt, String output, String finding) {
        host.keeper(status(state, attempt, "cannot execute /x", output), new End(0, ""));
        assertThat(host.tend("doctor")).isEqualTo(1);
        assertThat(host.output()).contains("mend  web: " + finding);
    }

    @Test
    void leavesAServiceAloneThatHasFailedOnce() {
        host.keeper(status("ready", 1, "restarted", ""), new End(0, ""));
        host.tend("doctor");
        assertThat(host.output()).doesNotContain("web");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completions, loaded by the shells they are for. */
class CompletionTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private static final Path COMPLETIONS =
            Path.of("../completions").toAbsolutePath().normalize();

    private static void assumeThereIs(String shell) {
        assumeTrue(
                Ran.command(List.of("sh", "-c", "command -v " + shell), Map.of())
                                .code()
                        == 0,
                shell + " is not installed");
    }

    /** The text that is typed, with ^ for the tabulator, and its completion. */
    @ParameterizedTest
    @CsvSource({
        "stat^, status",
        "status --js^, status --json",
        "stop wo^, stop worker",
        "logs --log-d^, logs --log-dir",
        "run --kill-mode pro^, run --kill-mode process",
        "help expl^, help explain",
        "as go^, as going"
    })
    void completesInZsh(String typed, String called) {
        assumeThereIs("zsh");
        String script = Tend.resource("completions/complete.zsh").toString();

        var ran = tend.command(
                List.of("zsh", "-f", script, COMPLETIONS.toString(), tend.root().toString(), typed.replace('^', '\t')));

        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.out().strip()).isEqualTo("called: " + called);
    }

    private List<String> offeredByBash(String... words) {
        assumeThereIs("bash");
        var command = new ArrayList<>(List.of(
                "bash",
                Tend.resource("completions/complete.bash").toString(),
                COMPLETIONS.resolve("tend.bash").toString()));
        command.addAll(List.of(words));
        var ran = tend.command(command);
        assertThat(ran.code()).as(ran::toString).isZero();
        return ran.out().lines().toList();
    }

    @Test
    void completesInBash() {
        assertThat(offeredByBash("stat")).containsExactly("status");
        assertThat(offeredByBash("check", "--run-")).containsExactly("--run-dir");
        assertThat(offeredByBash("stop", "w")).containsExactlyInAnyOrder("web", "worker");
    }
}

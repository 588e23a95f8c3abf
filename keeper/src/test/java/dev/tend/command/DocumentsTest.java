package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.Faces;
import dev.tend.cli.PidfileVerb;
import dev.tend.cli.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manual and the completions know every verb and every option. */
class DocumentsTest {

    private static String text(String path) throws IOException {
        return Files.readString(Path.of("..").resolve(path));
    }

    @Test
    void theManualHasEveryVerbAndOption() throws IOException {
        String manual = text("docs/man/tend.1");
        for (var verb : Verbs.ALL) {
            assertThat(manual).containsPattern("(?m)\\b" + verb.usage().verb() + "\\b");
            for (var option : verb.usage().options()) {
                assertThat(manual).contains("Fl Fl " + option.name());
            }
        }
        for (var face : Faces.names()) {
            assertThat(manual).contains(".It Cm " + face);
        }
    }

    @Test
    void theManualsHaveEveryExitCode() throws Exception {
        String codes = exitCodes("tend.1") + exitCodes("tend-pidfile.1");
        for (var constant : ExitCode.class.getDeclaredFields()) {
            assertThat(codes)
                    .as(constant.getName())
                    .containsPattern("(?m)^\\.It (\\d+ , )?" + constant.getInt(null) + "\\b");
        }
    }

    private static String exitCodes(String manual) throws IOException {
        String text = text("docs/man/" + manual);
        return text.substring(text.indexOf(".Sh EXIT STATUS"), text.indexOf(".Sh EXAMPLES"));
    }

    @Test
    void theManualOfPidfilesHasEveryVerbAndOption() throws IOException {
        String manual = text("docs/man/tend-pidfile.1");
        for (var verb : PidfileVerb.VERBS) {
            assertThat(manual).contains(verb.usage().verb().replace("pidfile ", ".It Cm "));
            for (var option : verb.usage().options()) {
                assertThat(manual).contains("Fl Fl " + option.name());
            }
        }
    }

    /** {@code Ql} quotes all that follows on its line, so a second one would be quoted within the first. */
    @Test
    void theManualsNestNoQuotes() throws IOException {
        try (var manuals = Files.list(Path.of("../docs/man"))) {
            for (Path manual : manuals.toList()) {
                assertThat(Files.readString(manual))
                        .as(manual.toString())
                        .doesNotContainPattern("(?m)^\\.(?:(?! Ta ).)*\\bQl (?:(?! Ta ).)*\\bQl ");
            }
        }
    }

    @Test
    void theCompletionsHaveEveryVerbAndOption() throws IOException {
        for (var file : new String[] {"completions/tend.bash", "completions/_tend"}) {
            String completion = text(file);
            for (var verb : Verbs.ALL) {
                assertThat(completion).contains(verb.usage().verb());
                for (var option : verb.usage().options()) {
                    assertThat(completion).contains("--" + option.name());
                }
            }
            for (var verb : PidfileVerb.VERBS) {
                for (var option : verb.usage().options()) {
                    assertThat(completion).contains("--" + option.name());
                }
            }
        }
    }
}

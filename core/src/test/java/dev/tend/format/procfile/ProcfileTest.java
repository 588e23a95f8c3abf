package dev.tend.format.procfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.Problem;
import dev.tend.format.tend.ServiceFile;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcfileTest {

    private static Procfile parse(String text) {
        return Procfile.parse("Procfile", text);
    }

    @Test
    void readsProcessTypesInTheirOrder() {
        var procfile = parse("# an app\n\nweb: bundle exec rails server -p $PORT\r\nwork-er_2:echo a: b\n");
        assertThat(procfile.problems()).isEmpty();
        assertThat(procfile.entries())
                .containsExactly(
                        new Procfile.Entry(3, "web", "bundle exec rails server -p $PORT"),
                        new Procfile.Entry(4, "work-er_2", "echo a: b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "web ! Procfile:1: no \":\" in this line: write name: command, or # before a comment",
                "web: ! Procfile:1: \"web\" has no command: write one behind the colon",
                ": sleep 1 ! Procfile:1: \"\" is no name of a process type: use letters, digits, _ and -",
                "../web: sleep 1 ! Procfile:1: \"../web\" is no name of a process type: use letters, digits, _ and -",
                "web@1: sleep 1 ! Procfile:1: \"web@1\" is no name of a process type: use letters, digits, _ and -",
            })
    void saysWhatIsWrongAndWhere(String line, String problem) {
        assertThat(parse(line).problems()).extracting(Problem::toString).containsExactly(problem.trim());
    }

    @Test
    void refusesATypeThatStandsThereTwice() {
        assertThat(parse("web: a\nweb: b").problems())
                .extracting(Problem::toString)
                .containsExactly("Procfile:2: \"web\" stands in line 1 already: keep one of them");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(parse("web: a\0b").problems()).hasSize(1);
        assertThat(parse("web: \ufffd").problems()).hasSize(1);
        assertThat(parse("w: " + "x".repeat(40_000)).problems()).hasSize(1);
        assertThat(parse("x".repeat(70_000)).problems()).hasSize(1);
        assertThat(parse("bad\n".repeat(10_000)).problems()).hasSize(20);
    }

    @Test
    void makesOfWhateverItReadsServicesThatParseOrProblems() {
        long seed = 20_261_121;
        var random = new Random(seed);
        String alphabet = "ab:='\"\\$ \t\r\n#@/-_;&|{}\0\ufffdé";
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var contents =
                    ProcfileBundleTest.foreman(Formation.ONE_EACH).read(text.toString(), ProcfileBundleTest.NOTHING);
            contents.services().forEach((name, service) -> assertThat(
                            ServiceFile.parse(name, name, service).problems())
                    .as("seed " + seed + ": " + text)
                    .isEmpty());
        }
    }
}

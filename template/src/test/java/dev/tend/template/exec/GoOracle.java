package dev.tend.template.exec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tend.template.value.GoString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Go itself: the program of oracle.go, which scripts/oracle.sh compiles. */
final class GoOracle {
    private static final Path PROGRAM =
            Path.of("../target/go/oracle").toAbsolutePath().normalize();

    private GoOracle() {}

    /** A template, and what it is evaluated with. */
    record Case(GoString source, String left, String right, MissingKey missingKey, Object data) {
        private String line() {
            return DataWords.hex(source) + " " + DataWords.hex(GoString.of(left)) + " "
                    + DataWords.hex(GoString.of(right))
                    + " "
                    + DataWords.hex(GoString.of(
                            missingKey == MissingKey.INVALID
                                    ? "default"
                                    : missingKey.name().toLowerCase(Locale.ROOT)))
                    + " " + DataWords.of(data) + "\n";
        }
    }

    /** The canonical text of a template, empty if it could not be parsed; its output; and its error. */
    record Outcome(GoString canonical, GoString output, String error) {}

    static void assumePresent() {
        assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not there: scripts/oracle.sh makes it");
    }

    static List<Outcome> evaluate(List<Case> cases) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(PROGRAM.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Thread writer = Thread.ofVirtual().start(() -> write(cases, process));
            List<Outcome> outcomes = new ArrayList<>();
            try (BufferedReader answers = process.inputReader(StandardCharsets.US_ASCII)) {
                answers.lines().map(GoOracle::outcome).forEach(outcomes::add);
            }
            writer.join();
            return outcomes;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void write(List<Case> cases, Process process) {
        try (OutputStream input = process.getOutputStream()) {
            for (Case each : cases) {
                input.write(each.line().getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome outcome(String line) {
        String[] parts = line.split(",", -1);
        return new Outcome(text(parts[0]), text(parts[1]), text(parts[2]).utf8());
    }

    private static GoString text(String hex) {
        return GoString.of(HexFormat.of().parseHex(hex));
    }
}

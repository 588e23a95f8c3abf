package dev.tend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the build finds what TeaVM would translate wrongly: {@code scripts/CaughtFields.java}. */
class CaughtFieldsTest {

    private static final Path SCRIPT = Path.of("..", "scripts", "CaughtFields.java");

    @TempDir
    Path folder;

    private String check(String method) throws IOException, InterruptedException {
        var source = folder.resolve("Sample.java");
        Files.writeString(source, """
                class Sample {
                    int missing;
                    int other;

                    void reset() {
                        missing = 0;
                    }

                    int missing() {
                        return missing;
                    }

                    void append() {
                        throw new IllegalStateException(Integer.toString(missing));
                    }

                    void attempt(Runnable action, int events) {
                %s
                    }
                }
                """.formatted(method));
        int compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", source.toString());
        assertThat(compiled).isZero();
        var java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        SCRIPT.toString(),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
        return said;
    }

    @Test
    void findsAFieldThatIsAssignedAfterACallAndReadInTheCatch() throws Exception {
        assertThat(check("""
                try {
                    action.run();
                    missing = 0;
                } catch (IllegalStateException failed) {
                    missing += events;
                }
                """)).contains("Sample.attempt", "reads Sample.missing in a catch block");
    }

    /** TeaVM copies them into their callers. */
    @Test
    void looksIntoMethodsThatCallNothing() throws Exception {
        assertThat(check("""
                try {
                    action.run();
                    reset();
                } catch (IllegalStateException failed) {
                    other = missing() + events;
                }
                """)).contains("Sample.attempt");
    }

    @Test
    void findsOneThatIsReadBehindABranch() throws Exception {
        assertThat(check("""
                try {
                    action.run();
                    missing = 0;
                } catch (IllegalStateException failed) {
                    if (events > 1) {
                        other = missing;
                    }
                }
                """)).contains("Sample.attempt");
    }

    @Test
    void letsPassWhatIsAssignedBehindTheTryStatement() throws Exception {
        assertThat(check("""
                try {
                    action.run();
                } catch (IllegalStateException failed) {
                    missing += events;
                    return;
                }
                missing = 0;
                """)).isEmpty();
    }

    @Test
    void letsPassWhatNothingIsKnownOf() throws Exception {
        assertThat(check("""
                try {
                    missing = 0;
                    action.run();
                } catch (IllegalStateException failed) {
                    missing += events;
                }
                """)).isEmpty();
        assertThat(check("""
                try {
                    action.run();
                    missing = 0;
                } catch (IllegalStateException failed) {
                    append();
                    missing += events;
                }
                """)).isEmpty();
    }

    @Test
    void letsPassAnotherField() throws Exception {
        assertThat(check("""
                try {
                    action.run();
                    missing = 0;
                } catch (IllegalStateException failed) {
                    other += events;
                }
                """)).isEmpty();
    }
}

package dev.tend.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaughtFieldsTest {

    @TempDir
    Path folder;

    private String check(String method) throws IOException {
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
        return String.join("\n", CaughtFields.faults(folder.toString()));
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

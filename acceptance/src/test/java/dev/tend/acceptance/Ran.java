package dev.tend.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The result of a command that was run to its end. */
public record Ran(List<String> command, int code, String out, String err) {

    private static final long PATIENCE_SECONDS = 60;

    /** Both streams, where it does not matter which. */
    public String all() {
        return out + err;
    }

    @Override
    public String toString() {
        return command + " exited with " + code + "\n--- its output\n" + out + "--- its errors\n" + err;
    }

    /** Runs a command with a bare environment and what {@code environment} adds. */
    public static Ran command(List<String> command, Map<String, String> environment) {
        try {
            Path out = Files.createTempFile("ran", ".out");
            Path err = Files.createTempFile("ran", ".err");
            try {
                return run(command, environment, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ran run(List<String> command, Map<String, String> environment, Path out, Path err)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        bare(builder, environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(new Ran(command, -1, Files.readString(out), Files.readString(err))
                        + "did not end within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(command + " was interrupted", e);
        }
        return new Ran(command, process.exitValue(), Files.readString(out), Files.readString(err));
    }

    static void bare(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("HOME", "/root");
        builder.environment().putAll(environment);
    }
}

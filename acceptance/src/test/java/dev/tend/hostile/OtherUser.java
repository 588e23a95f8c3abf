package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.acceptance.Leftovers;
import dev.tend.acceptance.Tend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user nobody of the machine, which is neither root nor the user of the keeper: a shell that runs one line after
 * the other.
 */
final class OtherUser implements AutoCloseable {

    static final int ID = 65534;

    /** The service file's line for a service of this user. */
    static final String USER = "user=" + ID;

    static final String GROUP = "group=" + ID;

    private final Process shell;
    private final BufferedReader answers;

    OtherUser(Tend tend) {
        try {
            var builder = new ProcessBuilder(command("sh")).redirectErrorStream(true);
            builder.environment().put(Leftovers.MARK, tend.root().toString());
            builder.directory(Path.of("/").toFile());
            shell = builder.start();
            answers = new BufferedReader(new InputStreamReader(shell.getInputStream(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command to be run as this user. */
    static List<String> command(String... words) {
        var all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--bounding-set=-all"));
        all.addAll(List.of(words));
        return all;
    }

    /** Makes a directory that belongs to this user. */
    static Path directory(Tend tend, String name) throws IOException {
        Path directory = Files.createDirectories(tend.path(name));
        give(directory);
        return directory;
    }

    /** Makes a file or directory this user's. */
    static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", ID);
        Files.setAttribute(path, "unix:gid", ID);
    }

    /** Runs a line of shell, in at most some seconds. Returns whether it succeeded. */
    boolean run(String line) throws IOException {
        String quoted = "'" + line.replace("'", "'\\''") + "'";
        shell.getOutputStream()
                .write(("timeout 5 sh -c " + quoted + " >/dev/null 2>&1 </dev/null; echo $?\n").getBytes(UTF_8));
        shell.getOutputStream().flush();
        return "0".equals(answers.readLine());
    }

    @Override
    public void close() {
        shell.destroyForcibly().onExit().join();
    }
}

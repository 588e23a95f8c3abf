package dev.tend.probe;

import dev.tend.lifecycle.Exit;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.service.Probe.Http;
import dev.tend.service.Probe.Trust;
import dev.tend.spawn.ProgramFile;
import dev.tend.text.Url;
import dev.tend.tool.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks by curl(1) where TLS is needed, for Tend has none. The request is written to its standard input, so that no
 * password is among its arguments; and it passes on what the server sent byte by byte, so that the rest is done here.
 */
final class Curl {

    /** {@code -q} must be the first: nobody's own settings. */
    private static final List<String> COMMAND = List.of("curl", "-q", "--config", "-");

    /** The first character of curl's own messages, which begin with {@code curl: (60)}; no answer does. */
    private static final char COMPLAINT = 'c';

    private Curl() {}

    /** Returns why it is not to be used here. */
    static Optional<String> obstacle(Trust trust) {
        if (!new ProgramFile(COMMAND.getFirst(), Program.environment("PATH").orElse("")).exists()) {
            return Optional.of("https needs curl, and there is none in PATH: install it");
        }
        return trust.authorities()
                .filter(file -> !readable(file))
                .map(file -> "cannot read the file of certificates " + file);
    }

    private static boolean readable(String file) {
        int descriptor = Paths.open(file, Paths.O_RDONLY, 0);
        if (descriptor >= 0) {
            Descriptors.close(descriptor);
        }
        return descriptor >= 0;
    }

    /** @param proxy "" for none */
    static Response get(Http probe, Url url, String proxy, Deadline deadline) {
        obstacle(probe.trust()).ifPresent(why -> {
            throw new Unanswered(why);
        });
        var answer = new Output(probe.text().orElse(""));
        Exit exit = Subprocess.run(
                COMMAND, config(probe.post(), url, probe.trust(), proxy, deadline.left()), answer, deadline);
        return answer.response(exit);
    }

    /** @param micros how long it may take, in microseconds */
    static String config(boolean post, Url url, Trust trust, String proxy, long micros) {
        var lines = new ArrayList<>(
                List.of("silent", "show-error", "include", "raw", "no-buffer", "http1.1", "globoff", "path-as-is"));
        lines.add("suppress-connect-headers");
        lines.add(setting("proto", "=http,https"));
        lines.add(setting("max-time", String.valueOf((micros + 999_999) / 1_000_000)));
        lines.add(setting("user-agent", HttpRequest.USER_AGENT));
        lines.add(setting("proxy", proxy));
        url.user().ifPresent(user -> lines.add(setting("user", user.indexOf(':') < 0 ? user + ":" : user)));
        trust.authorities().ifPresent(file -> lines.add(setting("cacert", file)));
        if (trust.anybody()) {
            lines.add("insecure");
        }
        if (post) {
            lines.add(setting("data", ""));
        }
        lines.add(setting("url", url.toString()));
        return String.join("\n", lines) + "\n";
    }

    private static String setting(String name, String value) {
        String quoted = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return name + " = \"" + quoted + "\"";
    }

    /** The output of curl: an answer, or a complaint of its own. */
    private static final class Output implements Subprocess.Sink {

        private final Response response;
        private final FirstLine line = new FirstLine();
        private boolean complains;
        private boolean started;

        Output(String text) {
            this.response = new Response(text);
        }

        @Override
        public boolean take(byte[] bytes, int count) {
            complains |= !started && bytes[0] == COMPLAINT;
            started = true;
            return complains ? line.take(bytes, count) : response.take(bytes, count);
        }

        Response response(Exit exit) {
            if (complains) {
                String said = line.text();
                throw new Unanswered(said.substring(said.indexOf(')') + 1).trim());
            }
            if (!started && !exit.equals(new Exit.Code(0))) {
                throw new Unanswered("curl failed");
            }
            response.end();
            return response;
        }
    }
}

package dev.tend.cli;

import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.OutputLost;
import dev.tend.command.PosixHost;
import dev.tend.kernel.KernelException;
import dev.tend.linux.StandardStreams;
import dev.tend.posix.Tasks;
import dev.tend.tool.Program;
import dev.tend.verb.VersionVerb;
import java.util.List;

/**
 * The command line. A program name other than {@code tend} selects a face, which behaves as the program of that name
 * does. Else the first word is a verb, and the rest are its options and operands.
 */
public final class Main {

    private final Host host;

    public Main(Host host) {
        this.host = host;
    }

    public static void main(String[] words) {
        if (!StandardStreams.secure()) {
            Tasks.exit(ExitCode.IO); // and no line: there is nothing to write it to
        }
        var line = Program.commandLine();
        String path = line.isEmpty() ? "tend" : line.getFirst();
        Tasks.exit(new Main(new PosixHost()).run(path, line.isEmpty() ? List.of(words) : line.subList(1, line.size())));
    }

    /** @param path that it was called by */
    public int run(String path, List<String> words) {
        try {
            int code = guarded(path, words);
            host.terminal().flush();
            return code;
        } catch (OutputLost lost) {
            if (!lost.quiet()) {
                host.terminal().remark(lost.getMessage());
            }
            return ExitCode.IO;
        }
    }

    private int guarded(String path, List<String> words) {
        try {
            var face = Faces.calledBy(path, host.files());
            return face.isPresent() ? face.get().run(words, host) : dispatch(words);
        } catch (Failure failure) {
            host.terminal().complain(failure.getMessage());
            return failure.code();
        } catch (KernelException e) {
            host.terminal().complain(e.getMessage());
            return ExitCode.of(e);
        }
    }

    private int dispatch(List<String> words) {
        if (words.isEmpty()) {
            host.terminal().print(HelpVerb.overview());
            return ExitCode.USAGE;
        }
        return switch (words.getFirst()) {
            case "as" -> as(words.subList(1, words.size()));
            case "--version", "-V" -> Verbs.run(new VersionVerb(), words.subList(1, words.size()), host);
            case "--help", "-h" -> Verbs.run(new HelpVerb(), words.subList(1, words.size()), host);
            default -> Verbs.run(Verbs.named(words.getFirst()), words.subList(1, words.size()), host);
        };
    }

    private int as(List<String> words) {
        if (words.isEmpty()) {
            throw Failure.usage("as whom? There are: " + String.join(" ", Faces.names()));
        }
        return Faces.named(words.getFirst()).run(words.subList(1, words.size()), host);
    }
}

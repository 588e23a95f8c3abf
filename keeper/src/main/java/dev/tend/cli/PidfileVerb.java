package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.pidfile.PidfileException;
import dev.tend.pidfile.PidfileException.Reason;
import java.util.ArrayList;
import java.util.List;

/** {@code pidfile}: pidfiles, for programs without a keeper. Each word that may follow is a verb of its own. */
public final class PidfileVerb implements Verb {

    public static final List<Verb> VERBS =
            List.of(new PidfileClaim(), new PidfileKill(), new PidfileShow(), new PidfileStart());

    static final Option FILE = Option.valued("pid-file", "p", "FILE", "the pidfile");

    @Override
    public Usage usage() {
        return Usage.of(
                        "pidfile",
                        "claim|kill|show|start [OPTION]...",
                        "write pidfiles, and stop processes by their pidfile")
                .handingOn()
                .explained("See \"tend pidfile claim --help\" and tend-pidfile(1) for details.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var words = arguments.operands();
        if (words.isEmpty()) {
            throw Failure.usage("pidfile: a verb is missing: use one of " + String.join(" ", names()));
        }
        var verb = named(words.getFirst());
        try {
            return Verbs.run(verb, words.subList(1, words.size()), host);
        } catch (PidfileException refused) {
            throw new Failure(code(refused), refused.getMessage());
        }
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (var verb : VERBS) {
            names.add(word(verb));
        }
        return names;
    }

    private static String word(Verb verb) {
        String name = verb.usage().verb();
        return name.substring(name.indexOf(' ') + 1);
    }

    private static Verb named(String word) {
        for (var verb : VERBS) {
            if (word(verb).equals(word)) {
                return verb;
            }
        }
        throw Failure.usage("unknown verb \"pidfile " + word + "\"" + Names.meant(word, names(), "pidfile ")
                + " There are: " + String.join(" ", names()));
    }

    private static int code(PidfileException refused) {
        boolean forbidden = refused.reason() == Reason.NOT_PERMITTED;
        boolean lasting = refused.reason() == Reason.LASTING;
        return forbidden ? ExitCode.NOT_PERMITTED : lasting ? ExitCode.TIMED_OUT : ExitCode.FAILED;
    }

    /** @throws Failure where no file was named, or anything but options was given */
    static String file(Arguments arguments, Host host) {
        return host.absolute(arguments
                .value("pid-file")
                .filter(path -> !path.isEmpty())
                .orElseThrow(() -> Failure.usage("which file? Name it with --pid-file")));
    }
}

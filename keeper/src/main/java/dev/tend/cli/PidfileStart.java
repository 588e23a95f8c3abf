package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.pidfile.PidfileException;
import dev.tend.service.Credentials;
import dev.tend.tool.Takeover;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code pidfile start}: claims a pidfile and becomes a program, as {@code start-stop-daemon --start --make-pidfile} does. */
final class PidfileStart implements Verb {

    private static final int LARGEST_MASK = 0777;

    @Override
    public Usage usage() {
        return Usage.of(
                        "pidfile start",
                        "[--] [ARGUMENT]...",
                        "start a program with a pidfile, unless it is running",
                        PidfileVerb.FILE,
                        Option.valued("exec", "x", "PROGRAM", "the program (default: the first ARGUMENT)"),
                        Option.valued("chuid", "c", "USER[:GROUP]", "user and group of the program"),
                        Option.valued("chdir", "d", "DIR", "working folder of the program (default: /)"),
                        Option.valued("umask", "k", "MASK", "umask of the program, such as 027"),
                        Option.flag(
                                "background", "b", "run the program in the background, without terminal and streams"),
                        Option.flag("oknodo", "o", "exit 0 if the program is running already"))
                .handingOn()
                .explained(
                        "Exits 1 if the program is running already, and 127 if it cannot be started.\nIn the foreground, the program replaces this process and keeps its pid.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        String path = PidfileVerb.file(arguments, host);
        var argv = new ArrayList<>(arguments.operands());
        arguments.value("exec").ifPresent(program -> argv.addFirst(program));
        if (argv.isEmpty()) {
            throw Failure.usage("start what? Name it with --exec, or behind --");
        }
        var takeover = new Takeover(
                argv.getFirst(),
                argv,
                credentials(arguments.value("chuid")),
                arguments.value("chdir").orElse("/"),
                mask(arguments.value("umask")));
        try {
            return start(path, takeover, arguments, host);
        } catch (PidfileException refused) {
            if (refused.reason() == PidfileException.Reason.HELD && arguments.has("oknodo")) {
                return ExitCode.DONE;
            }
            throw refused;
        }
    }

    private static int start(String path, Takeover takeover, Arguments arguments, Host host) {
        var problem = arguments.has("background")
                ? host.pidfiles().startInBackground(path, takeover)
                : Optional.of(host.pidfiles().start(path, takeover));
        problem.ifPresent(why -> {
            throw new Failure(ExitCode.NOT_STARTED, why.getMessage());
        });
        return ExitCode.DONE;
    }

    /** @param text {@code USER}, {@code USER:GROUP} or nothing */
    static Credentials credentials(Optional<String> text) {
        int colon = text.orElse("").indexOf(':');
        return new Credentials(
                text.map(name -> colon < 0 ? name : name.substring(0, colon)),
                text.filter(_ -> colon >= 0).map(name -> name.substring(colon + 1)),
                Optional.empty());
    }

    static OptionalInt mask(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int mask = Integer.parseInt(text.get(), 8);
            if (mask >= 0 && mask <= LARGEST_MASK) {
                return OptionalInt.of(mask);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Failure.usage("--umask \"" + text.get() + "\" is no mask: write it as 027");
    }
}

package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.text.Durations;
import java.util.OptionalLong;

/** {@code run}: one command in the foreground, as the main program of a container. Knows no services and no run directory. */
public final class RunVerb implements Verb {

    private static final long STOP_TIMEOUT = 20 * Durations.SECOND; // as a service file's

    private static final Option NAME = Option.valued("name", "", "NAME", "name of the command in messages");
    private static final Option KILL_MODE = Option.valued(
            "kill-mode", "", "MODE", "group: end the processes it leaves behind (default); process: leave them alone");
    private static final Option TIMEOUT = Option.valued(
            "stop-timeout", "", "TIME", "time from TERM to KILL for what it leaves behind (default: 20s)");

    @Override
    public Usage usage() {
        return Usage.of(
                        "run",
                        "-- COMMAND [ARGUMENT]...",
                        "run one command in the foreground, as the init of a container",
                        NAME,
                        KILL_MODE,
                        TIMEOUT)
                .handingOn()
                .explained("""
                        Keeps the session and the terminal, forwards every signal, reaps orphans, ends the processes that
                        the command leaves behind, and exits with the exit code of the command, or with 128 plus the number
                        of the signal that killed it.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var command = arguments.operands();
        if (command.isEmpty()) {
            throw Failure.usage("run what? Such as: tend run -- COMMAND");
        }
        return host.foreground(command, arguments.value("name"), patience(arguments));
    }

    private static OptionalLong patience(Arguments arguments) {
        long timeout = arguments.value("stop-timeout").map(RunVerb::time).orElse(STOP_TIMEOUT);
        String mode = arguments.value("kill-mode").orElse("group");
        return switch (mode) {
            case "group" -> OptionalLong.of(timeout);
            case "process" -> OptionalLong.empty();
            default -> throw Failure.usage("--kill-mode \"" + mode + "\" is neither group nor process");
        };
    }

    private static long time(String text) {
        return Durations.parse(text)
                .orElseThrow(() ->
                        Failure.usage("--stop-timeout \"" + text + "\" is no time: write it as 30s, 1m30s or 500ms"));
    }
}

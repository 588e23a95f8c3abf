package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.lifecycle.Signals;
import dev.tend.pidfile.Kill;
import dev.tend.pidfile.PidfileException;
import dev.tend.text.Durations;

/** {@code pidfile kill}: ends the process of a pidfile, waits for its end, and removes the file. */
final class PidfileKill implements Verb {

    private static final String DEFAULT_TIMEOUT = "20s";

    @Override
    public Usage usage() {
        return Usage.of(
                        "pidfile kill",
                        "",
                        "stop the process of a pidfile, and remove the file",
                        PidfileVerb.FILE,
                        Option.valued("signal", "s", "SIGNAL", "the first signal (default: TERM)"),
                        Option.valued("timeout", "t", "TIME", "time from the first signal to KILL (default: 20s)"),
                        Option.flag("show-stacks", "", "send QUIT 100 ms before KILL: Java prints its stacks"),
                        Option.flag("group", "", "signal the process group that the process leads"))
                .explained(
                        "If the process has ended, removes the file. If that is uncertain, kills nothing and exits 1.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        String path = PidfileVerb.file(arguments, host);
        var kill = new Kill(
                signal(arguments.value("signal").orElse("TERM")),
                timeout(arguments.value("timeout").orElse(DEFAULT_TIMEOUT)),
                arguments.has("show-stacks"),
                arguments.has("group"),
                false);
        try {
            var stale = host.pidfiles().kill(path, kill);
            if (stale.isPresent()) {
                host.terminal().complain(path + ": stale: " + stale.get() + ": removed it");
            }
        } catch (PidfileException refused) {
            if (refused.reason() != PidfileException.Reason.MISSING) {
                throw refused;
            }
            host.terminal().complain(refused.getMessage() + ": nothing to kill");
        }
        return ExitCode.DONE;
    }

    private static int signal(String text) {
        return Signals.number(text)
                .orElseThrow(
                        () -> Failure.usage("\"" + text + "\" is no signal" + Names.meant(text, Signals.names(), "")));
    }

    private static long timeout(String text) {
        return Durations.parse(text)
                .orElseThrow(
                        () -> Failure.usage("--timeout \"" + text + "\" is no time: write it as 30s, 1m30s or 500ms"));
    }
}

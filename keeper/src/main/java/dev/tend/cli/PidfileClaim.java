package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.pidfile.Claim;

/** {@code pidfile claim}: writes a pid into a file, unless the process there runs. */
final class PidfileClaim implements Verb {

    /** {@code PID_MAX_LIMIT} is the first that no process has. */
    private static final int LARGEST = (1 << 22) - 1;

    @Override
    public Usage usage() {
        return Usage.of(
                        "pidfile claim",
                        "",
                        "write a pid to a pidfile, unless its process is running",
                        Option.valued("pid", "", "PID", "the process to write"),
                        PidfileVerb.FILE)
                .explained(
                        "If the process in the file is running, leaves the file alone, names the process and exits 1.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        String path = PidfileVerb.file(arguments, host);
        String pid = arguments.value("pid").orElseThrow(() -> Failure.usage("for whom? Name it with --pid"));
        host.pidfiles().claim(Claim.of(path, number(pid)));
        return ExitCode.DONE;
    }

    private static int number(String text) {
        try {
            int pid = Integer.parseInt(text);
            if (pid > 0 && pid <= LARGEST) {
                return pid;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Failure.usage("--pid \"" + text + "\" is not a pid: it must be from 1 to " + LARGEST);
    }
}

package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.lifecycle.Signals;
import dev.tend.pidfile.Kill;
import dev.tend.text.Durations;
import java.util.Set;

/** {@code sipid kill}: TERM, 20 s, perhaps QUIT and 100 ms, KILL. A stale file is removed, which sipid forgot. */
final class SipidKill implements SipidCommand {

    private static final long TIMEOUT = 20 * Durations.SECOND;

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String usage() {
        return "--pid-file FILE [--show-stacks]";
    }

    @Override
    public Set<String> valued() {
        return Set.of("pid-file");
    }

    @Override
    public Set<String> switches() {
        return Set.of("show-stacks");
    }

    @Override
    public int run(GoFlags flags, Host host) {
        String path = host.absolute(flags.required("pid-file"));
        host.pidfiles().kill(path, new Kill(Signals.TERM, TIMEOUT, flags.on("show-stacks"), false, false));
        return ExitCode.DONE;
    }
}

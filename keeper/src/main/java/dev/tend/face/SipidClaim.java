package dev.tend.face;

import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.pidfile.Claim;
import java.util.Set;

/** {@code sipid claim}: as {@code tend pidfile claim}, but closed to others, at once or not at all, and for any number. */
final class SipidClaim implements SipidCommand {

    private static final int MODE = 0600;
    private static final int FOLDER_MODE = 0700;

    @Override
    public String name() {
        return "claim";
    }

    @Override
    public String usage() {
        return "--pid PID --pid-file FILE";
    }

    @Override
    public Set<String> valued() {
        return Set.of("pid", "pid-file");
    }

    @Override
    public Set<String> switches() {
        return Set.of();
    }

    @Override
    public int run(GoFlags flags, Host host) {
        int pid = number(flags.required("pid"));
        String path = host.absolute(flags.required("pid-file"));
        host.pidfiles().claim(new Claim(path, pid, false, MODE, FOLDER_MODE, 0));
        return ExitCode.DONE;
    }

    private static int number(String text) {
        try {
            int pid = Integer.parseInt(text);
            if (pid > 0) {
                return pid;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("invalid pid \"" + text + "\"");
    }
}

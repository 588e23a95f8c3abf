package dev.tend.spawn;

import dev.tend.kernel.Files;
import dev.tend.lifecycle.Signals;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Environ;
import dev.tend.posix.Paths;
import dev.tend.posix.Signalling;
import dev.tend.posix.Step;
import dev.tend.posix.Tasks;
import dev.tend.service.Limit;
import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.List;

/**
 * The state that the keeper inherited from its own parent and changes for itself: its services get the original back.
 *
 * @param environment as {@code NAME=value}
 * @param descriptors the soft and hard limit of open files
 * @param ignored the signals that are ignored, bit n-1 for signal n
 */
public record InheritedState(List<String> environment, int umask, Limit descriptors, long ignored) {

    private static final String SIG_IGN = "\nSigIgn:\t";
    private static final int STATUS_LIMIT = 64 << 10;
    private static final int KEEPERS_UMASK = 022;

    /** Remembers it all and makes the process a keeper's: many descriptors, orphans come to it, a broken pipe is an error. */
    public static InheritedState replaced(Files files) {
        Descriptors.keepToOurselves(); // children may not be able to close what they inherit
        long ignored = ignored(files.read("/proc/self/status", STATUS_LIMIT))
                | Signalling.bit(Signals.PIPE)
                | Signalling.bit(Signals.XFSZ);
        long[] limit = new long[2];
        Tasks.getrlimit(Limit.Resource.NOFILE.number(), limit);
        Tasks.setrlimit(Limit.Resource.NOFILE.number(), limit[1], limit[1]);
        InheritedState inherited = new InheritedState(
                Environ.all(),
                Paths.umask(KEEPERS_UMASK),
                new Limit(Limit.Resource.NOFILE, limit[0], limit[1]),
                ignored);
        Tasks.becomeSubreaper();
        Signalling.byDefault(Signals.CHLD); // a process that ignores it loses its children's exit codes
        Signalling.ignore(Signals.PIPE);
        Signalling.ignore(Signals.XFSZ);
        return inherited;
    }

    /** Returns the ignored signals by the text of {@code /proc/PID/status}. */
    static long ignored(String status) {
        int at = status.indexOf(SIG_IGN);
        long set = 0;
        for (int i = at + SIG_IGN.length(); at >= 0 && i < status.length() && status.charAt(i) != '\n'; i++) {
            set = set << 4 | Math.max(0, Ascii.digit(status.charAt(i), 16));
        }
        return set;
    }

    public boolean ignores(int signal) {
        return (ignored & Signalling.bit(signal)) != 0;
    }

    Step restoreDescriptors() {
        return Step.setrlimit(descriptors.resource().number(), descriptors.soft(), descriptors.hard());
    }

    /** Nothing is ignored or blocked any more, be it by us or by our parent: how a program expects to be started. */
    List<Step> resetSignals() {
        List<Step> steps = new ArrayList<>();
        for (int signal = 1; signal < Signals.END; signal++) {
            if (ignores(signal)) {
                steps.add(Step.byDefault(signal));
            }
        }
        steps.add(Step.unblockAll());
        return steps;
    }

    /** The value of a variable, or "" for one that is unset. */
    public String variable(String name) {
        String start = name + "=";
        for (String entry : environment) {
            if (entry.startsWith(start)) {
                return entry.substring(start.length());
            }
        }
        return "";
    }
}

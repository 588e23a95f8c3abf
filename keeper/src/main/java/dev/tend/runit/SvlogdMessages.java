package dev.tend.runit;

import dev.tend.tool.Program;

/** The messages of svlogd on standard error. */
final class SvlogdMessages {

    private static final int PAUSE_MILLIS = 3000;

    private final boolean verbose;

    SvlogdMessages(boolean verbose) {
        this.verbose = verbose;
    }

    /** Said only where that is asked for. */
    void info(String what) {
        if (verbose) {
            say("info", what);
        }
    }

    void warn(String what) {
        say("warning", what);
    }

    /** Warns of a failure after which only another try helps, and lets some time pass. */
    void pause(String what, int errno) {
        say("pausing", what + ": " + Phrases.of(errno));
        Program.pause(PAUSE_MILLIS);
    }

    /** Tries, as often as need be, what gives a negated errno where it fails. */
    int insist(String what, Attempt attempt) {
        int result = attempt.make();
        while (result < 0) {
            pause(what, -result);
            result = attempt.make();
        }
        return result;
    }

    /** A call of the system. */
    interface Attempt {
        int make();
    }

    private static void say(String kind, String what) {
        Program.complain("svlogd: " + kind + ": " + what + "\n");
    }

    static Refusal fatal(String what) {
        return new Refusal(Svlogd.FAILED, "svlogd: fatal: " + what);
    }
}

package dev.tend.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Runs attacks by hand:
 * {@code scripts/attack.sh [--seconds N] [--seed N] [--first N] [--actions N] [--only TEXT] [--attack NAME]...}.
 */
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("attack: " + wrong.getMessage());
            System.exit(64);
            return;
        }
        System.exit(run(options, System.err) ? 0 : 1);
    }

    /** Runs one attack after the other, whatever the result of those before. */
    private static boolean run(Options options, PrintStream out) throws IOException {
        boolean good = true;
        for (Attacks kind : options.attacks()) {
            if (!kind.isPossible()) {
                out.println(kind.title() + ": left out, since it takes root");
                continue;
            }
            out.println(kind.title() + ": " + options.limits().time().toSeconds() + " s, seed "
                    + options.limits().seed());
            try {
                out.println(kind.title() + ": ok, " + new Session(kind, options.limits()).run() + " actions");
            } catch (AssertionError failure) {
                failure.printStackTrace(out);
                good = false;
            }
        }
        return good;
    }
}

package dev.tend.lifecycle;

import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a drain hook, by BOSH's rules: one integer; 0 or more: wait that many seconds, then go on; less than 0:
 * wait, then call the hook again. A failure, or any other output, is reported, and the stop goes on: a service that
 * cannot be drained must still be stoppable.
 *
 * @param pause the time to wait, in microseconds
 * @param problem what is wrong with the answer
 */
public record DrainAnswer(long pause, boolean callAgain, Optional<Reason> problem) {

    /** The arguments of the first call in a stop. */
    public static final List<String> FIRST_CALL = List.of("job_shutdown", "hash_unchanged");

    static final List<String> LATER_CALL = List.of("job_check_status", "hash_unchanged");

    /** Longer than any wait that is meant. */
    private static final int MOST_DIGITS = 7;

    /** @param lenient whether the number counts even if the hook fails */
    static DrainAnswer of(Exit exit, String said, boolean lenient) {
        var answer = of(said);
        boolean well = exit instanceof Exit.Code(var code) && code == 0;
        return well || lenient && exit instanceof Exit.Code && answer.problem().isEmpty()
                ? answer
                : wrong(exit.phrase());
    }

    private static DrainAnswer of(String said) {
        String text = said.trim();
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !isNumber(digits)) {
            return wrong("Script did not return a signed integer");
        }
        long pause = Integer.parseInt(digits) * Durations.SECOND;
        return new DrainAnswer(pause, negative, Optional.empty());
    }

    private static DrainAnswer wrong(String problem) {
        return new DrainAnswer(0, false, Optional.of(new Reason.Other("drain: " + problem)));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}

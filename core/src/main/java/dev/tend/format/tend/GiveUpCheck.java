package dev.tend.format.tend;

import dev.tend.service.RestartPolicy;
import dev.tend.text.Durations;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds rules that could never come true: the pauses of the backoff alone may take longer than the window in which the ends have
 * to fall. (It is a wish many have had: "5 in 10s" with pauses of a minute looks careful, and gives up never.)
 */
final class GiveUpCheck {

    private GiveUpCheck() {}

    /** Returns what is wrong with the rule, if there is one and it cannot be reached. */
    static Optional<String> problem(RestartPolicy policy) {
        return policy.giveUp().flatMap(rule -> {
            long least = least(policy, rule.ends());
            if (least < rule.window()) {
                return Optional.empty();
            }
            return Optional.of(
                    rule.ends() + " ends take at least " + Durations.words(least) + " with these backoff and stable,"
                            + " so they never fall within " + Durations.words(rule.window())
                            + ": allow more time, or fewer ends");
        });
    }

    /**
     * Returns the shortest time, in microseconds, in which a service ends {@code ends} times. Before each next start it
     * pauses as its row of unstable runs demands (the jitter always in its favour); then it either ends at once, or it
     * runs until it counts as stable, which ends that row.
     */
    static long least(RestartPolicy policy, int ends) {
        long[] since = new long[ends + 1]; // by the length of the row, the least time at which it can have it
        Arrays.fill(since, Long.MAX_VALUE);
        since[0] = 0;
        for (int end = 1; end < ends; end++) {
            long stable = Long.MAX_VALUE;
            for (int row = end; row > 0; row--) {
                long restarted = started(policy, since[row - 1], row - 1);
                stable = Math.min(stable, restarted + policy.stable());
                since[row] = restarted;
            }
            since[0] = stable;
        }
        long least = Long.MAX_VALUE;
        for (long time : since) {
            least = Math.min(least, time);
        }
        return least;
    }

    private static long started(RestartPolicy policy, long ended, int row) {
        long pause = policy.backoff(row);
        return ended + pause - pause / 10;
    }
}

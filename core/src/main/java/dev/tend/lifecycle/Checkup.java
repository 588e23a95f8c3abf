package dev.tend.lifecycle;

import java.util.Optional;

/**
 * What is known of a service's health, from one answer to the next. Pure: who asks, and what is done about it, is not its
 * business.
 *
 * @param failures how many checks in a row were not in order
 * @param complaint what is wrong, while it counts as unhealthy
 */
public record Checkup(int failures, Optional<String> complaint) {

    /** Nothing is known yet, so nothing is wrong. */
    public static final Checkup WELL = new Checkup(0, Optional.empty());

    /**
     * The next answer.
     *
     * @param problem what is not in order, if anything
     * @param tolerated at how many in a row it counts as unhealthy
     */
    public Checkup after(Optional<String> problem, int tolerated) {
        if (problem.isEmpty()) {
            return WELL;
        }
        int count = Math.min(failures + 1, tolerated);
        return new Checkup(count, count < tolerated ? complaint : problem);
    }
}

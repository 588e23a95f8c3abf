package dev.tend.lifecycle;

import java.util.Optional;

/**
 * The known health of a service, from one answer to the next. Pure: it neither makes checks nor acts on their results.
 *
 * @param failures the number of failed checks in a row
 * @param complaint what is wrong, while the service counts as unhealthy
 */
public record Checkup(int failures, Optional<String> complaint) {

    /** Nothing is known yet, so nothing is wrong. */
    public static final Checkup WELL = new Checkup(0, Optional.empty());

    /**
     * Returns the health after the next answer.
     *
     * @param problem what is wrong, if anything
     * @param tolerated the number of failures in a row from which the service counts as unhealthy
     */
    public Checkup after(Optional<String> problem, int tolerated) {
        if (problem.isEmpty()) {
            return WELL;
        }
        int count = Math.min(failures + 1, tolerated);
        return new Checkup(count, count < tolerated ? complaint : problem);
    }
}

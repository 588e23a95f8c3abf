package dev.tend.source;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a question.
 *
 * @param confirmed when the source last said that the answer is still so; empty where it has not answered
 * @param problem why there is no answer, or none that is new; empty where all is well
 */
public record Condition(Optional<Instant> confirmed, Optional<String> problem) {

    /** A question that was asked just now. */
    public static final Condition UNKNOWN = new Condition(Optional.empty(), Optional.empty());
}

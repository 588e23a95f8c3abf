package dev.tend.hostile;

import java.time.Duration;

/**
 * The extent of a session.
 *
 * @param seed determines each action by its number
 * @param first the number of the first action, to repeat the end of a longer session
 * @param actions the most actions
 * @param only the actions whose names contain this text are chosen from; "" for all
 */
record Limits(Duration time, long seed, long first, long actions, String only) {

    static final long UNLIMITED = Long.MAX_VALUE;

    static Limits of(Duration time, long seed) {
        return new Limits(time, seed, 0, UNLIMITED, "");
    }
}

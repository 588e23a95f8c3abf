package dev.tend.lifecycle;

import java.util.Optional;

/**
 * The circumstances of a transition: all of its input that is not spec, state or event.
 *
 * @param now the monotonic clock in microseconds
 * @param dice a random number, for jitter
 * @param hold the reason that keeps the instance from being started now
 * @param unnamed whether its pid file should name its process, and does not yet
 * @param answer the last answer of its readiness check, if there was one and it was negative
 */
public record Moment(long now, int dice, Optional<Reason> hold, boolean unnamed, Optional<String> answer) {

    public Moment(long now, int dice, Optional<Reason> hold) {
        this(now, dice, hold, false, Optional.empty());
    }

    /** A moment without a reason to hold the instance back. */
    public Moment(long now, int dice) {
        this(now, dice, Optional.empty());
    }

    /** {@code pause} made up to a tenth longer or shorter, so that what failed together does not come back together. */
    long jittered(long pause) {
        long tenth = pause / 10;
        return tenth == 0 ? pause : pause - tenth + Math.floorMod((long) dice, 2 * tenth + 1);
    }
}

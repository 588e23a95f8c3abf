package dev.tend.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The wait before a failed action is tried again: twice as long each time, with jitter. */
public final class Backoff {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier chance;
    private int failures;

    /** @param chance numbers from 0 to 1: how much of the upper half of a pause is waited */
    public Backoff(Duration first, Duration longest, DoubleSupplier chance) {
        this.first = first;
        this.longest = longest;
        this.chance = chance;
    }

    /** It has failed again: how long to wait, between a half and the whole of what doubles. */
    public Duration next() {
        long whole = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures++, MOST_DOUBLINGS));
        return Duration.ofMillis(whole / 2 + (long) (whole * chance.getAsDouble() / 2));
    }

    /** It has gone well. */
    public void reset() {
        failures = 0;
    }
}

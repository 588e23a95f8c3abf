package dev.tend.schedule;

import dev.tend.text.Durations;

/**
 * At a steady pace, whatever the clock shows.
 *
 * @param period in microseconds
 */
record Every(long period) implements Schedule {

    /** What runs more often than that is a service, not something on a schedule. */
    static final long LEAST = Durations.SECOND;

    @Override
    public long next(long after, Zone zone) {
        return after > NEVER - period ? NEVER : after + period;
    }
}

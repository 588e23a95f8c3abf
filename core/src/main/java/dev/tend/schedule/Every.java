package dev.tend.schedule;

import dev.tend.text.Durations;

/**
 * At a steady pace, whatever the clock shows.
 *
 * @param period in microseconds
 */
record Every(long period) implements Schedule {

    /** The shortest period, in microseconds; anything that runs more often is a service. */
    static final long LEAST = Durations.SECOND;

    @Override
    public long next(long after, Zone zone) {
        return after > NEVER - period ? NEVER : after + period;
    }
}

package dev.tend.schedule;

/**
 * A job whose time has come.
 *
 * @param scheduled for when, in microseconds since 1970; of several that have gone by, the first
 */
public record Due(String name, long scheduled, Kind kind) {

    /** What is to become of it. */
    public enum Kind {
        /** To be run: now is its time. */
        ON_TIME,
        /** To be run: it was missed, and is made up, also for all that were missed with it. */
        MADE_UP,
        /** Not to be run, but to be told of: it was missed. */
        MISSED
    }
}

package dev.tend.schedule;

/**
 * A job whose time has come.
 *
 * @param scheduled the time it was scheduled for, in microseconds since 1970; if several have passed, the first
 */
public record Due(String name, long scheduled, Kind kind) {

    /** The action for a job. */
    public enum Kind {
        /** To be run: now is its time. */
        ON_TIME,
        /** To be run: it was missed, and is made up, also for all that were missed with it. */
        MADE_UP,
        /** Not to be run, only to be reported: it was missed. */
        MISSED
    }
}

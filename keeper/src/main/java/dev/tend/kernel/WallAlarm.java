package dev.tend.kernel;

/**
 * An alarm at a time of the wall clock, which may be set. The keeper's own timers use the monotonic clock; a part that
 * waits for a date does so here, without periodic looks at the clock.
 */
public interface WallAlarm {

    /**
     * Sets the alarm, in place of what it was set to.
     *
     * @param time in microseconds since 1970, UTC; one that has passed is due at once
     */
    void set(long time);

    /** Clears the alarm. A change of the clock is not reported then, either. */
    void clear();

    /** Can be read as soon as {@link #ring} has something to say. */
    int descriptor();

    /** Returns what has happened, each event once. */
    Ring ring();

    /** Closes the alarm; to be called after the descriptor is watched no more. */
    void close();

    /** The reasons for which an alarm rings. */
    enum Ring {
        /** It does not, or no longer. */
        NOT,
        /** Its time has come. It does not ring again unless it is set again. */
        DUE,
        /** The wall clock was set, forward or back. To be answered by setting the alarm anew, for what it was set to may be over. */
        CLOCK_SET
    }
}

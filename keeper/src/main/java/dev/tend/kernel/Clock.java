package dev.tend.kernel;

/** The time, and random numbers. */
public interface Clock {

    /** The monotonic clock in microseconds: it never jumps, and all processes of one boot share it. */
    long now();

    /** The wall clock in microseconds since 1970 UTC, for stamps only: it may jump. */
    long wallTime();

    /** A random number. */
    int dice();

    /** Returns a new alarm at times of the wall clock, not set yet. */
    WallAlarm wallAlarm();

    /** The id of this boot: a start time means something only within it. */
    String bootId();
}

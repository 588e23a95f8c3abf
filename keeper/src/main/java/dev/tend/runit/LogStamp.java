package dev.tend.runit;

import dev.tend.text.Tai64n;
import dev.tend.text.Timestamps;

/** The time before a line, and the blank behind it. */
enum LogStamp {
    NONE,

    /** {@code @400000006560b1d40a8b3c1c}. */
    TAI64N,

    /** {@code 2026-11-21_07:09:07.12345}. */
    HUMAN,

    /** {@code 2026-11-21T07:09:07.12345}. */
    ISO;

    /** Returns the stamp that {@code -t}, given so many times, asks for. */
    static LogStamp asked(int times) {
        return values()[Math.min(times, 3)];
    }

    private static final int LENGTH = 26;
    private static final int BETWEEN_DATE_AND_TIME = 10;

    /** The most bytes that {@link #write} needs. */
    static final int ROOM = Timestamps.LENGTH + 1;

    /** Returns the length of a stamp in bytes. */
    int length() {
        return this == NONE ? 0 : LENGTH;
    }

    /** Writes the stamp of a moment to the beginning of {@code into}. */
    void write(long micros, byte[] into) {
        switch (this) {
            case NONE -> {
                return;
            }
            case TAI64N -> Tai64n.write(micros, into, 0);
            case HUMAN -> {
                Timestamps.write(micros, into, 0);
                into[BETWEEN_DATE_AND_TIME] = '_';
            }
            case ISO -> Timestamps.write(micros, into, 0);
        }
        into[LENGTH - 1] = ' ';
    }
}

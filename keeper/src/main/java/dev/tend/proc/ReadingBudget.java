package dev.tend.proc;

import dev.tend.text.Durations;
import java.util.function.LongSupplier;

/**
 * The number of bytes that may be read of what services' processes control, such as their environments: so many in a
 * tenth of a second, so that a process with much of it does not hold the keeper up. What cannot be read yet is waited
 * for, but not for long: else the same process could hold up what the wait is for.
 */
final class ReadingBudget {

    /** Takes some 30 ms to read. */
    static final long BYTES = 8 << 20;

    static final long PERIOD = 100 * Durations.MILLISECOND;

    /** For how long it is worth waiting for what is still to be read. */
    static final long PATIENCE = 2 * Durations.SECOND;

    private static final long NEVER = Long.MIN_VALUE;

    private final LongSupplier clock;
    private long left = BYTES;
    private long begun = NEVER;
    private long behindSince = NEVER;

    /** @param clock in microseconds; asked only where something is to be read */
    ReadingBudget(LongSupplier clock) {
        this.clock = clock;
    }

    /** Returns whether something may be read now. */
    boolean allows() {
        long now = clock.getAsLong();
        if (begun == NEVER || now - begun >= PERIOD) {
            begun = now;
            left = BYTES;
        }
        if (left > 0) {
            return true;
        }
        if (behindSince == NEVER) {
            behindSince = now;
        }
        return false;
    }

    void spend(long bytes) {
        left -= bytes;
    }

    /** All that was to be read is read. */
    void caughtUp() {
        behindSince = NEVER;
    }

    /** Returns whether to wait for what could not be read. */
    boolean isWorthWaiting() {
        return behindSince != NEVER && clock.getAsLong() - behindSince < PATIENCE;
    }
}

package dev.tend.consul;

import java.util.function.LongSupplier;

/**
 * Limits the requests per second: as many as that at once, and then one after another. Those who wait are served in the order in which
 * they came. For any thread.
 */
final class Pace {

    private static final long SECOND = 1_000_000_000;

    private final LongSupplier clock;
    private final long nanosEach;
    private long next;

    /** @param clock nanoseconds */
    Pace(int perSecond, LongSupplier clock) {
        this.clock = clock;
        this.nanosEach = SECOND / Math.max(1, perSecond);
        this.next = clock.getAsLong() - SECOND;
    }

    /** Takes a place; returns for how many nanoseconds its request has to wait. */
    synchronized long take() {
        long now = clock.getAsLong();
        next = Math.max(next, now - SECOND) + nanosEach;
        return Math.max(0, next - now);
    }

    void await() throws InterruptedException {
        long nanos = take();
        if (nanos > 0) {
            Thread.sleep(java.time.Duration.ofNanos(nanos));
        }
    }
}

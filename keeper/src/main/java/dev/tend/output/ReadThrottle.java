package dev.tend.output;

/**
 * Decides whether to be woken for each line of a service or to come back when its pipe is nearly full. A service that floods
 * would otherwise cost a wake-up for every hundred bytes. Measures only; the waiting is the loop's.
 */
final class ReadThrottle {

    /** Wait for each line. */
    static final long WATCH = 0;

    /** Shorter waits would cost as many wake-ups as watching does; even so 64 KiB a turn make 650 MB/s. */
    private static final long SHORTEST = 100;

    /** So late a line may appear in the log. */
    private static final long LONGEST = 10_000;

    /** Below a 32nd of a pipe in the longest wait, watching costs little and shows lines at once. */
    private static final long SLOW = LONGEST * 24;

    private long last;

    /**
     * After everything in the pipe was taken: how many microseconds until it is three quarters full at the rate just seen, within
     * bounds; or {@link #WATCH}.
     */
    long next(long now, long moved, long capacity) {
        long elapsed = Math.max(now - last, 1);
        last = now;
        if (moved <= 0 || elapsed > SLOW) {
            return WATCH;
        }
        long wait = capacity * 3 / 4 * elapsed / moved;
        return wait > SLOW ? WATCH : Math.max(SHORTEST, Math.min(wait, LONGEST));
    }
}

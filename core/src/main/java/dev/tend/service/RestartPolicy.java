package dev.tend.service;

import java.util.Optional;

/**
 * The restart policy for a process that has ended without a stop.
 *
 * @param firstBackoff the pause before the second attempt in a row, in microseconds; it doubles from there
 * @param maxBackoff the longest pause, in microseconds
 * @param stable the time that a process must have been up, in microseconds, for the doubling to start again
 * @param success the ends that are no failure
 */
public record RestartPolicy(
        Mode mode, long firstBackoff, long maxBackoff, long stable, Optional<GiveUp> giveUp, SuccessExit success) {

    public static final RestartPolicy DEFAULT =
            new RestartPolicy(Mode.ALWAYS, 100_000, 30_000_000, 5_000_000, Optional.empty(), SuccessExit.ZERO);

    /** The cases in which it is started again. */
    public enum Mode {
        ALWAYS,
        ON_FAILURE,
        NEVER
    }

    /**
     * The start limit: the number of failures after which it stays down.
     *
     * @param ends the number of ends without success
     * @param window the time in which they happen, in microseconds
     */
    public record GiveUp(int ends, long window) {}

    /**
     * Returns the pause before the given attempt, in microseconds and without jitter.
     *
     * @param attempt the number of unstable ends in a row; 0 right after a stable run, which restarts at once
     */
    public long backoff(int attempt) {
        if (attempt == 0) {
            return 0;
        }
        long pause = firstBackoff;
        for (int doubled = 1; doubled < attempt && pause < maxBackoff; doubled++) {
            pause *= 2;
        }
        return Math.min(pause, maxBackoff);
    }
}

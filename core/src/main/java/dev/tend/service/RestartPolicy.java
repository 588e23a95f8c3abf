package dev.tend.service;

import java.util.Optional;

/**
 * What follows when a service's process has ended without having been told to.
 *
 * @param firstBackoff the pause before the second attempt in a row, in microseconds; it doubles from there
 * @param maxBackoff where the doubling ends
 * @param stable how long a process must have been up for the doubling to start anew
 * @param success which ends are no failure
 */
public record RestartPolicy(
        Mode mode, long firstBackoff, long maxBackoff, long stable, Optional<GiveUp> giveUp, SuccessExit success) {

    public static final RestartPolicy DEFAULT =
            new RestartPolicy(Mode.ALWAYS, 100_000, 30_000_000, 5_000_000, Optional.empty(), SuccessExit.ZERO);

    /** When it is started again. */
    public enum Mode {
        ALWAYS,
        ON_FAILURE,
        NEVER
    }

    /**
     * After how many failures it stays down.
     *
     * @param ends how many ends that are no success
     * @param window within how many microseconds
     */
    public record GiveUp(int ends, long window) {}

    /**
     * The pause before the given attempt, without jitter.
     *
     * @param attempt how many unstable ends have come in a row; 0 right after a stable run, which restarts at once
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

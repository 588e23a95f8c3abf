package dev.tend.consul;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The state of Consul, answering or not, as all watches see it together. Those that wait before they try again go on as soon as one of them had an answer; and
 * for some time after that, an empty answer is not trusted. For any thread.
 */
final class Outage {

    private final LongSupplier clock;
    private final long settleNanos;
    private final Consumer<String> log;
    private boolean isOut;
    private boolean wasOut;
    private boolean isLeaderless;
    private long backAt;

    /**
     * @param clock nanoseconds
     * @param settle how long an empty answer is not trusted once Consul is back
     * @param log is told once when Consul fails, and once when it is back
     */
    Outage(Duration settle, LongSupplier clock, Consumer<String> log) {
        this.settleNanos = settle.toNanos();
        this.clock = clock;
        this.log = log;
    }

    /** Notes that Consul does not answer. */
    synchronized void begins(String reason) {
        if (!isOut) {
            log.accept("Consul does not answer: " + reason + "; all data stay as they were, and it is tried again");
        }
        isOut = true;
        wasOut = true;
    }

    /** Notes that a server has lost what it knew: it counts as one that is back. */
    synchronized void isReset() {
        wasOut = true;
        backAt = clock.getAsLong();
    }

    /** Notes an answer. */
    synchronized void answered(boolean leaderless) {
        if (isOut || isLeaderless && !leaderless) {
            if (isOut) {
                log.accept("Consul answers again");
            }
            backAt = clock.getAsLong();
            wasOut = true;
        }
        isOut = false;
        isLeaderless = leaderless;
        notifyAll();
    }

    /** Returns how long an empty answer is still not to be trusted; empty where it is. */
    synchronized Optional<Duration> unsettled() {
        if (isOut || isLeaderless) {
            return Optional.of(Duration.ofNanos(settleNanos));
        }
        long left = backAt + settleNanos - clock.getAsLong();
        return wasOut && left > 0 ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
    }

    /** Waits for a time, or until another watch had an answer while Consul was out. */
    synchronized void pause(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean out = isOut;
        for (long left = patience.toNanos(); left > 0 && !(out && !isOut); left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }
}

package dev.tend.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs an action when a peer takes too long. A time limit for each single read would not be enough: a peer that sends a
 * byte now and then stays within it.
 */
public final class Deadlines implements AutoCloseable {

    /** The number of checks within the usual patience: a deadline may be noticed late by that part of it. */
    private static final int LOOKS = 4;

    private static final long NEVER = Long.MAX_VALUE;

    private final Duration period;
    private final long beginning = System.nanoTime();
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    /** @param patience that is usual */
    public Deadlines(Duration patience) {
        period = patience.dividedBy(LOOKS);
        watch = Thread.ofVirtual().name("deadlines").start(this::watch);
    }

    /**
     * Begins a deadline, which runs from now until it is closed.
     *
     * @param late the action when it has passed, run once
     */
    public Deadline begin(Duration patience, Runnable late) {
        var deadline = new Deadline(late);
        deadline.postpone(patience);
        running.add(deadline);
        return deadline;
    }

    /** Until when something must be done. For any thread. */
    public final class Deadline implements AutoCloseable {

        private final Runnable late;
        private volatile long end;

        private Deadline(Runnable late) {
            this.late = late;
        }

        /** Starts the deadline again. */
        public void postpone(Duration patience) {
            end = now() + patience.toNanos();
        }

        /** Suspends the deadline until it is started again. */
        public void suspend() {
            end = NEVER;
        }

        /** Tells whether the deadline has passed. */
        public boolean isOver() {
            return now() > end;
        }

        private void look() {
            if (isOver() && running.remove(this)) {
                late.run();
            }
        }

        @Override
        public void close() {
            running.remove(this);
        }
    }

    private long now() {
        return System.nanoTime() - beginning;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(period);
                running.forEach(Deadline::look);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}

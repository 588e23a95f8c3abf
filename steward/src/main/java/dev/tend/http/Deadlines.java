package dev.tend.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interrupts threads that wait too long for somebody else: a virtual thread that is interrupted while it reads or writes closes
 * what it reads from or writes to. A limit for each single read would not do, for who sends a byte now and then keeps to it.
 */
final class Deadlines implements AutoCloseable {

    /** How often it is looked within what is the usual patience: a deadline may be that much late. */
    private static final int LOOKS = 4;

    private static final long NEVER = Long.MAX_VALUE;

    private final Duration period;
    private final long beginning = System.nanoTime();
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    /** @param patience that is usual */
    Deadlines(Duration patience) {
        period = patience.dividedBy(LOOKS);
        watch = Thread.ofVirtual().name("deadlines").start(this::watch);
    }

    /** One for the thread that calls this, which may be so long about what it does from now until it is closed. */
    Deadline begin(Duration patience) {
        var deadline = new Deadline();
        deadline.postpone(patience);
        running.add(deadline);
        return deadline;
    }

    /** Until when something must be done. For any thread. */
    final class Deadline implements AutoCloseable {

        private final Thread whose = Thread.currentThread();
        private volatile long end;

        /** Begins anew. */
        void postpone(Duration patience) {
            end = now() + patience.toNanos();
        }

        /** Leaves all the time there is, until it begins anew. */
        void suspend() {
            end = NEVER;
        }

        private void look() {
            if (now() > end && running.remove(this)) {
                whose.interrupt();
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

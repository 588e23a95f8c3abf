package dev.tend.probe;

import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.text.Durations;

/** The moment when an answer must be there. */
final class Deadline {

    private final long allowed;
    private final long end;

    private Deadline(long allowed, long grace) {
        this.allowed = allowed;
        this.end = now() + allowed + grace;
    }

    /** @param micros from now on */
    static Deadline in(long micros) {
        return new Deadline(micros, 0);
    }

    /** Returns a deadline that ends a grace period later than it shows. */
    static Deadline in(long micros, long grace) {
        return new Deadline(micros, grace);
    }

    private static long now() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    /** In microseconds; 0 when it is over. */
    long left() {
        return Math.max(0, end - now());
    }

    /** An earlier one, which leaves as much time to each of so many attempts. */
    Deadline share(int attempts) {
        return attempts == 1 ? this : new Deadline(left() / attempts, 0);
    }

    /** Waits until a descriptor can be read or written. @throws Unanswered when the time is over before */
    void await(int descriptor, int events) {
        int ready = 0;
        while (ready <= 0) {
            int millis = (int) Math.min((left() + 999) / 1000, Integer.MAX_VALUE);
            if (millis == 0) {
                throw over();
            }
            ready = Terminals.poll(descriptor, events, millis);
        }
    }

    Unanswered over() {
        return new Unanswered("no answer within " + Durations.words(allowed));
    }
}

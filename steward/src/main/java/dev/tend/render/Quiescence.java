package dev.tend.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides how long a change of a service waits for others: until nothing has changed for a time, but not for ever. */
final class Quiescence {

    private Optional<Instant> first = Optional.empty();
    private Instant latest = Instant.MIN;

    /** Notes a change. */
    void changed(Instant now) {
        first = first.or(() -> Optional.of(now));
        latest = now;
    }

    /** Notes that what has changed is installed. */
    void over() {
        first = Optional.empty();
    }

    /** Returns when the change is due; empty where there is none. */
    Optional<Instant> due(Duration min, Duration max) {
        return first.map(begin -> {
            var quiet = latest.plus(min);
            var last = begin.plus(max);
            return quiet.isBefore(last) ? quiet : last;
        });
    }
}

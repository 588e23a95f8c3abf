package dev.tend.http;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of a listener. From a certain number on, each new connection makes the server close the one that
 * has waited longest for its client: so clients that open connections and send nothing, or read no answer, do not keep
 * others out.
 */
final class Connections {

    private final int most;
    private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();

    /** @param most less than the server accepts, for it closes only connections that it has */
    Connections(int most) {
        this.most = most;
    }

    void add(TimedConnection timedConnection) {
        open.add(timedConnection);
        if (open.size() > most) {
            idlest().ifPresent(TimedConnection::evict);
        }
    }

    void remove(TimedConnection timedConnection) {
        open.remove(timedConnection);
    }

    private Optional<TimedConnection> idlest() {
        return open.stream()
                .filter(timedConnection -> timedConnection.idleSince().isPresent())
                .min(Comparator.comparingLong(
                        timedConnection -> timedConnection.idleSince().orElse(Long.MAX_VALUE)));
    }
}

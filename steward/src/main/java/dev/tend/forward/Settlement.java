package dev.tend.forward;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * The places up to which logs were sent, and those up to which they count as taken. No collector confirms a message, and what stands in
 * the buffers of the systems between is lost with a connection. So a message counts as taken only when its connection has lasted for
 * a while after it; when the connection is lost earlier, it is sent again.
 */
final class Settlement {

    /** A collector that is gone is noticed sooner than that, and one that is alive has read by then. */
    static final Duration PROBATION = Duration.ofSeconds(10);

    private record Moment(long nanos, Map<String, String> sent) {}

    private final Map<String, String> sent;
    private final Deque<Moment> moments = new ArrayDeque<>();
    private Map<String, String> settled;

    Settlement(Map<String, String> settled) {
        this.settled = Map.copyOf(settled);
        sent = new TreeMap<>(settled);
    }

    synchronized void sent(String name, String place) {
        sent.put(name, place);
    }

    /** Returns the places to go on at. */
    synchronized Map<String, String> sent() {
        return Map.copyOf(sent);
    }

    /** The connection was lost: what has not settled is to be sent again. */
    synchronized void lost() {
        moments.clear();
        sent.clear();
        sent.putAll(settled);
    }

    /** Returns the places that count as taken by now. To be called about each second. */
    synchronized Map<String, String> settled(long nanos) {
        var last = moments.peekLast();
        if (!sent.equals(last == null ? settled : last.sent())) {
            moments.add(new Moment(nanos, Map.copyOf(sent)));
        }
        while (!moments.isEmpty() && nanos - moments.peek().nanos() >= PROBATION.toNanos()) {
            settled = moments.remove().sent();
        }
        return settled;
    }
}

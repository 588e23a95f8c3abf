package dev.tend.client;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of open connections to the keeper, by their purpose. The keeper accepts 256, and other clients need
 * some.
 */
public final class ConnectionLimits {

    public static final int MOST_WAITS = 48;
    public static final int MOST_STREAMS = 64;

    private static final int MOST_REQUESTS = 48;

    /** The longest wait of a request for one of the connections, each of which serves a request in milliseconds. */
    private static final Duration FOR_A_CONNECTION = Duration.ofSeconds(2);

    private final Semaphore requests = new Semaphore(MOST_REQUESTS, true);
    private final Semaphore waits = new Semaphore(MOST_WAITS);
    private final Semaphore streams = new Semaphore(MOST_STREAMS);

    /** A permit for a connection, until it is closed. */
    interface Place extends AutoCloseable {

        /** The permit of a connection that is not counted. */
        Place UNCOUNTED = () -> {};

        @Override
        void close();
    }

    /** Returns a place for a request that is answered at once. */
    Place forRequest() {
        return place(requests, "keeper-requests", MOST_REQUESTS, FOR_A_CONNECTION);
    }

    /** Returns a place for a request that is answered when something has happened. */
    Place forWait() {
        return place(waits, "keeper-waits", MOST_WAITS, Duration.ZERO);
    }

    /** Returns a place for a log that is being read, as fast as the client does. */
    Place forStream() {
        return place(streams, "keeper-streams", MOST_STREAMS, Duration.ZERO);
    }

    private static Place place(Semaphore free, String limit, int most, Duration patience) {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("too many requests are waiting for the keeper: more than " + most, limit, most);
            }
        } catch (InterruptedException hungUp) {
            Thread.currentThread().interrupt();
            throw new BusyException("the client has closed the connection", limit, most);
        }
        return free::release;
    }
}

package dev.tend.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hangs up on whoever takes too long to send the headers of a request, or its body: the server's own limit is for each pause, and
 * who sends a byte now and then makes none. Nothing here wants a body, so that is read over before anybody looks at the request.
 * The first line is no business of this: an idle connection is closed by the server, and one that waits for that line is idle.
 */
public final class Deadlines implements Http1ConnectionListener, Filter, AutoCloseable {

    private static final int LOOKS = 4;

    private final Duration patience;

    /** The threads that are reading, and until when they may, as {@link System#nanoTime} counts. */
    private final Map<Thread, Long> ends = new ConcurrentHashMap<>();

    private final Thread watch;

    /** @param patience for the headers, and once more for the body */
    public Deadlines(Duration patience) {
        this.patience = patience;
        watch = Thread.ofVirtual().name("deadlines").start(this::watch);
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        begin();
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        end();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.content().hasEntity()) {
            readOver(request);
        }
        chain.proceed();
    }

    private void readOver(RoutingRequest request) {
        begin();
        try {
            request.content().consume();
        } catch (UncheckedIOException hungUp) {
            throw new CloseConnectionException("the rest of the body did not come", hungUp);
        } finally {
            end();
        }
    }

    private void begin() {
        ends.put(Thread.currentThread(), System.nanoTime() + patience.toNanos());
    }

    private void end() {
        ends.remove(Thread.currentThread());
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(patience.dividedBy(LOOKS));
                ends.forEach(this::look);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A virtual thread that is interrupted while it reads closes what it reads from. */
    private void look(Thread reader, Long end) {
        if (System.nanoTime() - end > 0 && ends.remove(reader, end)) {
            reader.interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}

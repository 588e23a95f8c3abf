package dev.tend.http;

import dev.tend.client.BusyException;
import dev.tend.client.Deadlines;
import dev.tend.client.Deadlines.Deadline;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Handles connections, whatever their protocol, and limits their size and time. It is one selector for all protocols,
 * so that every connection is a {@link TimedConnection} from its first byte on, the handshake of TLS included. No route
 * needs a body, so bodies are skipped before the request is handled.
 */
public final class TimedConnections implements ServerConnectionSelector, Filter, AutoCloseable {

    /** The largest body that is accepted; requests need only their path. */
    private static final long LARGEST_BODY = 64 << 10;

    private static final int LARGEST_HEADERS = 16 << 10;
    private static final int LONGEST_PATH = 4 << 10;

    /**
     * The time for the headers of a request, and once more for its body; and for the client to read a part of the
     * answer.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The time between an answer and the next request. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** One connection in so many is kept for new clients: others are closed for them before the limit is reached. */
    private static final int RESERVE = 16;

    /** Of HTTP/2, over one connection. */
    private static final int MOST_STREAMS = 64;

    /** Requests over HTTP/2 at once, over all connections; over HTTP/1.1 the number of connections bounds them. */
    private static final int MOST_HTTP2_REQUESTS = 512;

    /** Paths that are answered however many other requests there are. */
    private static final Set<String> PROBES = Set.of("/health", "/ready", "/metrics");

    private static final String HTTP_2 = "2.0";

    private final Duration patience;
    private final Duration idle;
    private final Deadlines deadlines;
    private final Connections connections;
    private final Semaphore http2Requests = new Semaphore(MOST_HTTP2_REQUESTS);
    private final Semaphore http2Probes = new Semaphore(MOST_HTTP2_REQUESTS);
    private final int mostConnections;

    private final ServerConnectionSelector http1 = Http1ConnectionSelector.builder()
            .config(Http1Config.builder()
                    .maxHeadersSize(LARGEST_HEADERS)
                    .maxPrologueLength(LONGEST_PATH)
                    .build())
            .build();

    private final ServerConnectionSelector http2 = Http2ConnectionSelector.builder()
            .http2Config(Http2Config.builder()
                    .maxHeaderListSize(LARGEST_HEADERS)
                    .maxConcurrentStreams(MOST_STREAMS)
                    .build())
            .build();

    /** @param mostConnections that are open at once, at each address */
    public TimedConnections(int mostConnections) {
        this(mostConnections, PATIENCE, IDLE);
    }

    TimedConnections(int mostConnections, Duration patience, Duration idle) {
        this.mostConnections = mostConnections;
        this.patience = patience;
        this.idle = idle;
        deadlines = new Deadlines(patience);
        connections = new Connections(mostConnections - mostConnections / RESERVE);
    }

    /** Handles all connections of the listener. */
    public void attend(ListenerConfig.BuilderBase<?, ?> listener) {
        listener.maxTcpConnections(mostConnections);
        listener.directHandlers(Refusals.all());
        listener.maxPayloadSize(LARGEST_BODY);
        listener.protocolsDiscoverServices(false);
        listener.addConnectionSelector(this);
    }

    /** Returns the routing of such a listener, still without routes. */
    public HttpRouting.Builder routing() {
        return HttpRouting.builder().addFilter(new LastRequests()).addFilter(this);
    }

    // ---- connections

    /** No bytes are needed: it accepts every connection. */
    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("h2", "http/1.1");
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new TimedConnection(context, this);
    }

    ServerConnectionSelector http1() {
        return http1;
    }

    ServerConnectionSelector http2() {
        return http2;
    }

    /**
     * Returns a deadline for the calling thread and its work until the deadline is closed: a virtual thread that is
     * interrupted while it reads or writes closes the connection.
     */
    Deadline deadline() {
        return deadlines.begin(patience, Thread.currentThread()::interrupt);
    }

    Duration patience() {
        return patience;
    }

    Duration idle() {
        return idle;
    }

    Connections connections() {
        return connections;
    }

    // ---- requests

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.prologue().protocolVersion().equals(HTTP_2)) {
            filterHttp2(chain, request);
        } else {
            chain.proceed();
        }
    }

    /** Over HTTP/1.1 there are no more requests than connections, and their bodies have been read. */
    private void filterHttp2(FilterChain chain, RoutingRequest request) {
        // The server also accepts an absolute URI, whose host has not been checked (RFC 9113, 8.3.1).
        if (!request.prologue().uriPath().rawPath().startsWith("/")) {
            throw new Problem(Status.BAD_REQUEST_400, "the :path of this request is no path").thrown();
        }
        var free = PROBES.contains(request.path().path()) ? http2Probes : http2Requests;
        if (!free.tryAcquire()) {
            throw new BusyException(
                    "too many requests over HTTP/2 are under way", "http2-requests", MOST_HTTP2_REQUESTS);
        }
        try {
            if (request.content().hasEntity()) {
                readOver(request);
            }
            chain.proceed();
        } finally {
            free.release();
        }
    }

    private void readOver(RoutingRequest request) {
        try (var _ = deadline()) {
            request.content().consume();
        } catch (UncheckedIOException hungUp) {
            throw new CloseConnectionException("the rest of the body did not come", hungUp);
        }
    }

    /**
     * Runs what an error handler sends. The client may have hung up, which is no fault to report: the server would
     * report the failed request with
     * a stack trace if it saw that here.
     */
    public static void answerFailure(Runnable answer) {
        try {
            answer.run();
        } catch (CloseConnectionException hungUp) {
            Thread.currentThread().interrupt(); // closes the connection: see LastRequests
        }
    }

    @Override
    public void close() {
        deadlines.close();
    }
}

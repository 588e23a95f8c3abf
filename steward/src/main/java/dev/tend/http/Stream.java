package dev.tend.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;
import java.util.Optional;

/** An answer that does not end: server-sent events for one client, as long as that is there. */
public final class Stream implements AutoCloseable {

    /** The longest time without an event or a comment, so that proxies keep the connection open. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Optional<TimedConnection> timedConnection;
    private final SseSink sink;

    /** Begins it, for the thread that calls this; which is interrupted once the client has gone. */
    public Stream(ServerRequest request, ServerResponse response) {
        timedConnection = Peer.connection(request);
        response.header(Bodies.NOT_STORED).header(Bodies.NOT_SNIFFED);
        if (timedConnection.isPresent() && !timedConnection.get().isHttp2()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        sink = response.sink(SseSink.TYPE);
        heartbeat(); // so that the client knows that it has begun
        timedConnection.ifPresent(TimedConnection::interruptWhenGone);
    }

    public void emit(SseEvent event) {
        sink.emit(event);
    }

    public void heartbeat() {
        emit(SseEvent.builder().comment("nothing new").data(SseEvent.NO_DATA).build());
    }

    @Override
    public void close() {
        timedConnection.ifPresent(TimedConnection::followsNoMore);
        sink.close();
    }
}

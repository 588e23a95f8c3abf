package dev.tend.http;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.time.Duration;

/** What answers that never end have in common. */
final class Streams {

    /** How long nothing may be said, so that it is noticed that nobody listens any more. */
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private Streams() {}

    static SseSink open(ServerResponse response) {
        response.header(Bodies.NOT_STORED).header(Bodies.NOT_SNIFFED);
        var sink = response.sink(SseSink.TYPE);
        heartbeat(sink); // so that whoever asked knows that it has begun
        return sink;
    }

    static void heartbeat(SseSink sink) {
        sink.emit(
                SseEvent.builder().comment("nothing new").data(SseEvent.NO_DATA).build());
    }
}

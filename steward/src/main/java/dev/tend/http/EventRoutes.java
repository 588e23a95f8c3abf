package dev.tend.http;

import dev.tend.steward.Chronicle;
import dev.tend.steward.Chronicle.Entry;
import dev.tend.wire.Codec;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;

/**
 * What happens, as server-sent events. Who comes back with a {@code Last-Event-ID} gets what came meanwhile; where that is not all
 * known any more, an event {@code missed} says so.
 */
public final class EventRoutes implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final Chronicle chronicle;

    public EventRoutes(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.stream(rules, "/events", this::follow);
    }

    private void follow(ServerRequest request, ServerResponse response) {
        long last =
                request.headers().first(LAST_EVENT_ID).map(EventRoutes::number).orElseGet(chronicle::last);
        try (var sink = Streams.open(response)) {
            while (true) {
                last = emit(sink, last);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the last one that was told. */
    private long emit(SseSink sink, long after) throws InterruptedException {
        long last = after;
        if (!chronicle.isCompleteAfter(last)) {
            last = chronicle.completeSince();
            sink.emit(SseEvent.builder()
                    .id(String.valueOf(last))
                    .name("missed")
                    .data("{}")
                    .build());
        }
        var entries = chronicle.after(last, Streams.HEARTBEAT);
        for (Entry entry : entries) {
            var data = Codec.fields(entry.told()).text();
            sink.emit(
                    SseEvent.builder().id(String.valueOf(entry.id())).data(data).build());
            last = entry.id();
        }
        if (entries.isEmpty()) {
            Streams.heartbeat(sink);
        }
        return last;
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw new Problem(Status.BAD_REQUEST_400, "Last-Event-ID is none of ours: leave it away").thrown();
        }
    }
}

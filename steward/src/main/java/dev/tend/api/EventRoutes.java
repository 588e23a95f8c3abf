package dev.tend.api;

import dev.tend.client.EventHistory;
import dev.tend.client.EventHistory.Entry;
import dev.tend.http.Caller;
import dev.tend.http.ClientQuota;
import dev.tend.http.Endpoints;
import dev.tend.http.Problem;
import dev.tend.http.Stream;
import dev.tend.wire.Codec;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * The route of events, as server-sent events. A client that comes back with a {@code Last-Event-ID} gets the events
 * since then; if not all of them are known any more, an event {@code missed} says so.
 */
public final class EventRoutes implements HttpService {

    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final EventHistory history;
    private final ClientQuota streams;

    public EventRoutes(EventHistory history, ClientQuota streams) {
        this.history = history;
        this.streams = streams;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.stream(rules, "/events", this::follow);
    }

    private void follow(ServerRequest request, ServerResponse response) {
        long last =
                request.headers().first(LAST_EVENT_ID).map(EventRoutes::number).orElseGet(history::last);
        try (var _ = streams.take(Caller.of(request));
                var stream = new Stream(request, response)) {
            while (true) {
                last = emit(stream, last);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the number of the last event that was sent. */
    private long emit(Stream stream, long after) throws InterruptedException {
        long last = after;
        if (!history.isCompleteAfter(last)) {
            last = history.completeSince();
            stream.emit(SseEvent.builder()
                    .id(String.valueOf(last))
                    .name("missed")
                    .data("{}")
                    .build());
        }
        var entries = history.after(last, Stream.HEARTBEAT);
        for (Entry entry : entries) {
            var data = Codec.fields(entry.event()).text();
            stream.emit(
                    SseEvent.builder().id(String.valueOf(entry.id())).data(data).build());
            last = entry.id();
        }
        if (entries.isEmpty()) {
            stream.heartbeat();
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

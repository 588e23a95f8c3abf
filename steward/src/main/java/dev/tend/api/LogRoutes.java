package dev.tend.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperClient.ReplyStream;
import dev.tend.client.SharedStatus;
import dev.tend.http.Bodies;
import dev.tend.http.Caller;
import dev.tend.http.ClientQuota;
import dev.tend.http.Endpoints;
import dev.tend.http.Stream;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The output of services: as plain text, or, if it is followed, as server-sent events of some lines each. */
public final class LogRoutes implements HttpService {

    private static final int USUAL_LINES = 100;

    /** Of up to 64 KiB each, for each of many streams: a slow client makes the keeper wait, which then reads no further. */
    private static final int MOST_WAITING = 1;

    private final KeeperClient keeper;
    private final SharedStatus sharedStatus;
    private final ClientQuota streams;

    public LogRoutes(KeeperClient keeper, SharedStatus sharedStatus, ClientQuota streams) {
        this.keeper = keeper;
        this.sharedStatus = sharedStatus;
        this.streams = streams;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.stream(rules, "/services/{name}/logs", this::logs);
    }

    private void logs(ServerRequest request, ServerResponse response) {
        var named = ServiceLookup.in(request, sharedStatus);
        int lines = Queries.number(request, "lines", USUAL_LINES, Request.Logs.MOST_LINES);
        boolean follow = Queries.truth(request, "follow");
        boolean many = named.rows().size() > 1;
        var wanted = new Request.Logs(List.of(named.pattern()), lines, follow);
        try (var _ = streams.take(Caller.of(request));
                var replies = keeper.begin(wanted)) {
            if (follow) {
                follow(replies, request, response);
            } else {
                write(replies, response, many);
            }
        }
    }

    // ---- what there is

    private static void write(ReplyStream replies, ServerResponse response, boolean many) {
        var text = text(replies);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.header(Bodies.NOT_STORED).header(Bodies.NOT_SNIFFED);
        try {
            var out = response.outputStream();
            for (; text.isPresent(); text = text(replies)) {
                String shown = many ? marked(text.get()) : text.get().text();
                out.write(shown.getBytes(UTF_8));
            }
            out.close(); // and nowhere else, lest it looks like the whole answer when the keeper falls silent
        } catch (IOException nobodyReads) {
            throw new UncheckedIOException(nobodyReads);
        }
    }

    /** Returns the text with the instance's name before each line, as the tend command shows it. */
    private static String marked(Reply.Text text) {
        var marked = new StringBuilder();
        text.text()
                .lines()
                .forEach(line ->
                        marked.append(text.name()).append(": ").append(line).append('\n'));
        return marked.toString();
    }

    private static Optional<Reply.Text> text(ReplyStream replies) {
        return replies.next().map(Reply.Text.class::cast);
    }

    // ---- what comes

    private static void follow(ReplyStream replies, ServerRequest request, ServerResponse response) {
        var queue = new ArrayBlockingQueue<Optional<Reply.Text>>(MOST_WAITING);
        var reader = Thread.ofVirtual().start(() -> read(replies, queue));
        try (var stream = new Stream(request, response)) {
            while (true) {
                var text = queue.poll(Stream.HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (text == null) {
                    stream.heartbeat();
                } else if (text.isEmpty()) {
                    return; // the keeper has gone: the client asks again
                } else {
                    stream.emit(event(text.get()));
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            reader.interrupt();
        }
    }

    private static void read(ReplyStream replies, BlockingQueue<Optional<Reply.Text>> queue) {
        try {
            Optional<Reply.Text> text;
            do {
                text = text(replies);
                queue.put(text);
            } while (text.isPresent());
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }

    private static SseEvent event(Reply.Text text) {
        var lines = text.text().lines().map(line -> line.replace("\r", "")).toArray(String[]::new);
        return SseEvent.builder().name(text.name()).data(lines).build();
    }
}

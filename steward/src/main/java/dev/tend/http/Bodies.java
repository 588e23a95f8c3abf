package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.text.Json;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** Writes answers. All are JSON, and none may be cached. */
public final class Bodies {

    public static final Header NOT_STORED = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");
    public static final Header NOT_SNIFFED = HeaderValues.create("X-Content-Type-Options", "nosniff");

    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header PROBLEM = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private Bodies() {}

    public static void send(ServerResponse response, Status status, Json body) {
        send(response, status, JSON, body);
    }

    static void problem(ServerResponse response, Problem problem) {
        problem.headers().forEach(response::header);
        send(response, problem.status(), PROBLEM, problem.json());
    }

    /** Returns the keeper's replies, without their kinds. */
    public static Json array(List<? extends Reply> replies) {
        return new Json.Array(replies.stream().<Json>map(Codec::fields).toList());
    }

    private static void send(ServerResponse response, Status status, Header type, Json body) {
        response.status(status).header(type).header(NOT_STORED).header(NOT_SNIFFED);
        response.send((body.text() + "\n").getBytes(UTF_8));
    }
}

package dev.tend.manager.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.text.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerResponse;

/** Writes answers: JSON, for no cache; the answer to a method that a path does not allow says so. */
final class Replies {

    static final Header NOT_STORED = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");

    private static final Header JSON = HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header TEXT = HeaderValues.create(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");

    private Replies() {}

    static void json(ServerResponse response, Status status, Json body) {
        send(response, status, JSON, body.text() + "\n");
    }

    static void text(ServerResponse response, String text) {
        send(response, Status.OK_200, TEXT, text);
    }

    /** Answers with an error, in one sentence. */
    static void error(ServerResponse response, Status status, String sentence) {
        json(response, status, Json.object().with("error", sentence).build());
    }

    private static void send(ServerResponse response, Status status, Header type, String body) {
        response.status(status).header(type).header(NOT_STORED);
        response.send(body.getBytes(UTF_8));
    }

    /** A path that can be looked at. */
    static void get(HttpRules rules, String path, Handler handler) {
        rules.get(path, handler).head(path, handler).any(path, refusal("GET, HEAD"));
    }

    /** A path where something is done. */
    static void post(HttpRules rules, String path, Handler handler) {
        rules.post(path, handler).any(path, refusal("POST"));
    }

    private static Handler refusal(String allowed) {
        return (_, response) -> {
            response.header(HeaderNames.ALLOW, allowed);
            error(response, Status.METHOD_NOT_ALLOWED_405, "this takes " + allowed);
        };
    }
}

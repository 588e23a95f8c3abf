package dev.tend.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Adds paths, each with the one method that it allows; the answer to any other method says so. */
public final class Endpoints {

    private Endpoints() {}

    /** A path that can be looked at. */
    public static void get(HttpRules rules, String path, Handler handler) {
        rules.get(path, handler).head(path, handler).any(path, (_, _) -> refuse("GET, HEAD"));
    }

    /** Adds a path whose answer has no known end; it allows no HEAD request either. */
    public static void stream(HttpRules rules, String path, Handler handler) {
        rules.get(path, handler).any(path, (_, _) -> refuse("GET"));
    }

    /** A path where something is done. */
    public static void post(HttpRules rules, String path, Handler handler) {
        rules.post(path, handler).any(path, (_, _) -> refuse("POST"));
    }

    private static void refuse(String allowed) {
        var header = HeaderValues.create(HeaderNames.ALLOW, allowed);
        throw new Problem(Status.METHOD_NOT_ALLOWED_405, "this takes " + allowed, header).thrown();
    }

    static void nothingHere(ServerRequest request, ServerResponse response) {
        String detail = "there is nothing here: GET /openapi.json says what there is";
        throw new Problem(Status.NOT_FOUND_404, detail).thrown();
    }
}

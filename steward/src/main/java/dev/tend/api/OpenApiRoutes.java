package dev.tend.api;

import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The description of the API, for programs: the file openapi.json, as it is. */
public final class OpenApiRoutes implements HttpService {

    private final byte[] document = document();

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(
                rules, "/openapi.json", (_, response) -> response.header(HeaderNames.CONTENT_TYPE, "application/json")
                        .header(Bodies.NOT_SNIFFED)
                        .send(document));
    }

    private static byte[] document() {
        try (var in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package dev.tend.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    @Test
    void isAValidDescriptionOfAllThereIs() throws IOException {
        try (var in = OpenApiRoutes.class.getResourceAsStream("openapi.json")) {
            var options = new ParseOptions();
            options.setResolve(true);
            var parsed = new OpenAPIV3Parser().readContents(new String(in.readAllBytes(), UTF_8), List.of(), options);
            assertThat(parsed.getMessages()).isEmpty();
            assertThat(parsed.getOpenAPI().getPaths().keySet())
                    .containsExactlyInAnyOrder(
                            "/",
                            "/services",
                            "/services/{name}",
                            "/services/{name}/start",
                            "/services/{name}/stop",
                            "/services/{name}/restart",
                            "/services/{name}/kill",
                            "/services/{name}/reload",
                            "/services/{name}/signal/{signal}",
                            "/services/{name}/logs",
                            "/events",
                            "/plan",
                            "/reload",
                            "/health",
                            "/ready",
                            "/metrics",
                            "/openapi.json");
        }
    }
}

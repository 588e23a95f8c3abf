package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers to requests that are not as they should be. */
class SiteRefusalTest {

    private final TestingSite site = new TestingSite("");

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"/services,GET", "/services/db,GET", "/events,GET", "/metrics,GET", "/openapi.json,GET"})
    void knowsOneWayToAsk(String path, String allowed) {
        var answer = site.post(path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/services/db/stop", "/services/db/kill", "/services/db/signal/TERM", "/reload"})
    void changesNothingThatIsOnlyLookedAt(String path) {
        assertThat(site.get(path).statusCode()).isEqualTo(405);
        assertThat(site.keeper().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/events", "/services/db/logs"})
    void sendsNoBodyToWhoWantsNone(String path) {
        var answer = site.send(site.request(path).HEAD());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"/services,200", "/nothing,404", "/services/db/logs,200"})
    void hangsUpAfterTheLastRequest(String path, String code) throws IOException {
        try (var socket = site.connect()) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + code);
        }
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/services/db/logs/x", "/services/../../etc/passwd", "/services/db/start/now"})
    void hasNothingElse(String path) {
        assertThat(site.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhenNoKeeperAnswers() {
        site.keeper().goAway();
        var answer = site.get("/services/db");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(site.get("/health").statusCode()).isEqualTo(503);
        assertThat(site.get("/metrics").body()).contains("tend_keeper_up 0.0");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        var request = site.request("/services/db/stop").POST(BodyPublishers.ofByteArray(new byte[1 << 20]));
        assertThat(site.send(request).statusCode()).isEqualTo(413);
    }
}

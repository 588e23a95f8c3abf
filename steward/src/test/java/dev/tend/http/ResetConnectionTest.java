package dev.tend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask much, and reset their connection before it is answered: anybody can do that, so nothing is logged. */
class ResetConnectionTest {

    @RegisterExtension
    final LoggedExceptions logged = new LoggedExceptions();

    private final TestingSite site = new TestingSite("");

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /services",
                "GET /services/nobody",
                "GET /services/web/logs?lines=-1",
                "POST /services/nobody/stop",
                "GET /nothing",
            })
    void logsNothing(String request) throws IOException {
        byte[] requests =
                (request + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(500).getBytes(ISO_8859_1);
        for (int i = 0; i < 20; i++) {
            try (var socket = site.connect()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(requests);
            }
        }
        assertThat(site.get("/health").statusCode()).isEqualTo(200);
        assertThat(logged.all()).isEmpty();
    }
}

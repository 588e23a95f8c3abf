package dev.tend.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow clients, before a real server. */
class DeadlinesTest {

    private static final int MOST_BYTES = 2000;
    private static final String ANSWERED = "HTTP/1.1 200 OK";

    private final Deadlines deadlines = new Deadlines(Duration.ofMillis(200));
    private final WebServer server = WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .addProtocol(Http1Config.builder().addReceiveListener(deadlines).build())
            .routing(HttpRouting.builder().addFilter(deadlines).any((_, response) -> response.send("answered")))
            .build()
            .start();

    @AfterEach
    void close() {
        server.stop();
        deadlines.close();
    }

    private Socket connected() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Sends a byte each time that nothing came; whether the server hung up before it had got all. */
    private static boolean isHungUpOn(Socket socket) throws IOException {
        try {
            for (int i = 0; i < MOST_BYTES; i++) {
                say(socket, "x");
                if (hasEnded(socket)) {
                    return true;
                }
            }
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }

    @Test
    void hangsUpOnWhoTricklesHeaders() throws IOException {
        try (var socket = connected()) {
            say(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
            assertThat(isHungUpOn(socket)).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoTricklesABody() throws IOException {
        try (var socket = connected()) {
            say(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
            assertThat(isHungUpOn(socket)).isTrue();
        }
    }

    @Test
    void answersWhoSendsABody() throws IOException {
        try (var socket = connected()) {
            socket.setSoTimeout(20_000);
            say(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(new String(socket.getInputStream().readNBytes(ANSWERED.length()), US_ASCII))
                    .isEqualTo(ANSWERED);
        }
    }
}

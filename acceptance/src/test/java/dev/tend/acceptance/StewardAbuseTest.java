package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients of the steward at once, slow ones and strange ones. */
class StewardAbuseTest {

    @RegisterExtension
    private final Tend tend = new Tend();

    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void losesNothingOfTenThousandRequests() throws InterruptedException, ExecutionException {
        tend.service("web", "cmd=sleep 1000");
        web.start(tend);
        int connections = 64;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var each = new ArrayList<Future<Integer>>();
            for (int i = 0; i < connections; i++) {
                int share = 10_000 / connections + (i < 10_000 % connections ? 1 : 0);
                each.add(executor.submit(good(share)));
            }
            int all = 0;
            for (var future : each) {
                all += future.get();
            }
            assertThat(all).isEqualTo(10_000);
        }
        assertThat(tend.status("steward").restarts()).isZero();
    }

    /** Asks so often over one connection, and counts the answers that are right. */
    private Callable<Integer> good(int share) {
        return () -> {
            int good = 0;
            try (var socket = web.connect()) {
                var in = socket.getInputStream();
                for (int i = 0; i < share; i++) {
                    socket.getOutputStream()
                            .write("GET /services/web HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
                    good += answer(in).contains("\"state\":\"") ? 1 : 0;
                }
            }
            return good;
        };
    }

    /** One answer, with a length, of one line. */
    private static String answer(java.io.InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            text.append((char) c);
            if (c == '\n'
                    && text.length() > 4
                    && text.indexOf("\r\n\r\n") >= 0
                    && text.charAt(text.length() - 2) == '}') {
                return text.toString();
            }
        }
        return text.toString();
    }

    @Test
    void isNotHeldUpByThoseWhoSayNothing() throws IOException {
        web.start(tend);
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 200; i++) {
                var socket = web.connect();
                socket.getOutputStream().write("GET /health HTTP/1.1\r\nHo".getBytes(UTF_8));
                silent.add(socket);
            }
            assertThat(web.get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void answersOverAUnixSocketToo() {
        web.start(tend);
        int before = tend.status("steward").pid();
        tend.service("steward", "steward=yes", "http.listen=unix:" + tend.path("http"));
        tend.awaitSuccessor("steward", before);
        tend.awaitState("steward", "ready");
        var answer = tend.command(List.of(
                "curl", "-s", "--unix-socket", tend.path("http").toString(), "http://anything/services/steward"));
        assertThat(answer.out()).as(answer::toString).contains("\"state\":\"ready\"");
    }

    @ParameterizedTest
    @CsvSource({"-0, 505", "--http1.1, 200", "--http2-prior-knowledge, 200"})
    void speaksHttpOfSeveralVersions(String version, String code) {
        web.start(tend);
        assertThat(curl(version)).isEqualTo(code);
    }

    /** Returns the status that curl gets. */
    private String curl(String... options) {
        var command = new ArrayList<>(List.of("curl", "-s", "-m", "20", "-o", "/dev/null", "-w", "%{http_code}"));
        command.addAll(List.of(options));
        command.add("http://" + web.address() + "/health");
        return tend.command(command).out();
    }

    @Test
    void tellsWhoSendsTooMany() {
        web.start(tend);
        tend.file("headers", ("X-Much: " + "a".repeat(1000) + "\n").repeat(1000));
        assertThat(curl("--http1.1", "-H", "@" + tend.path("headers"))).startsWith("4");
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
                "POST /reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n"
            })
    void refusesWhatIsNoRequest(String strange) throws IOException {
        web.start(tend);
        int steward = tend.status("steward").pid();
        try (var socket = web.connect()) {
            socket.getOutputStream().write(strange.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .matches("HTTP/1.1 [45]..");
        }
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
        assertThat(tend.status("steward").pid()).isEqualTo(steward);
    }

    @Test
    void doesNotLeaveItsPaths() {
        web.start(tend);
        assertThat(web.get("/services/..%2f..%2fetc%2fpasswd").statusCode()).isEqualTo(404);
        assertThat(web.get("/%2e%2e/%2e%2e/etc/passwd").statusCode()).isBetween(400, 404);
    }

    @Test
    void hangsUpOnWhoTricklesHisRequest() throws IOException {
        web.start(tend);
        try (var socket = web.connect()) {
            socket.setSoTimeout(100);
            Tend.awaiting().until(() -> hasHungUp(socket, 'x'));
        }
    }

    /** Sends a byte, and tells whether the server has closed the connection. */
    private static boolean hasHungUp(Socket socket, int something) throws IOException {
        try {
            socket.getOutputStream().write(something);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Asks with that many connections, and returns them with the codes they were answered with. */
    private List<Socket> followed(int many, List<String> codes) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < many; i++) {
            var socket = web.connect();
            sockets.add(socket);
            socket.getOutputStream()
                    .write("GET /services/web/logs?follow HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        }
        for (Socket socket : sockets) {
            codes.add(new String(socket.getInputStream().readNBytes(12), UTF_8).substring("HTTP/1.1 ".length()));
        }
        return sockets;
    }

    /** Neither where a client has all the streams it may have, nor where the keeper says nothing. */
    @Test
    void answersProbesInAnyCase() throws IOException {
        tend.service("web", "cmd=sh -c 'echo hello; exec sleep 1000'");
        web.start(tend);
        tend.awaitLog("web", "hello");
        var codes = new ArrayList<String>();
        var sockets = followed(127, codes);
        try {
            assertThat(codes).contains("200", "429").containsOnly("200", "429");
            var refused = web.get("/services/web/logs?follow");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(Tend.json(refused.body()).get("limit").asString()).isEqualTo("streams-per-client");
            assertProbesAnswer(200, "tend_keeper_up 1.0");
            Proc.signal(tend.keeper().pid(), "STOP");
            try {
                assertProbesAnswer(503, "tend_keeper_up 0.0");
            } finally {
                Proc.signal(tend.keeper().pid(), "CONT");
            }
            web.awaitAnswer();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Tend.awaiting()
                .ignoreExceptions()
                .until(() -> web.stream("/services/web/logs?follow").read() >= 0);
    }

    private void assertProbesAnswer(int code, String metric) {
        assertThat(web.get("/health").statusCode()).isEqualTo(code);
        assertThat(web.get("/ready").statusCode()).isEqualTo(code);
        assertThat(web.get("/metrics").body()).contains(metric);
    }

    @Test
    void closesTheOldestOfThoseWhoOnlyConnect() throws IOException {
        web.start(tend);
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 1_500; i++) {
                silent.add(web.connect());
            }
            assertThat(web.get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void saysThatTheKeeperIsFrozen() {
        web.start(tend);
        Proc.signal(tend.keeper().pid(), "STOP");
        try {
            var answer = web.get("/services");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("has not answered in time");
            assertThat(web.post("/services/steward/reload").statusCode()).isEqualTo(503);
        } finally {
            Proc.signal(tend.keeper().pid(), "CONT");
        }
        web.awaitAnswer();
    }
}

package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks a steward over HTTP, on a port that was free when the test began. */
public final class Web implements AutoCloseable {

    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** For {@code http.listen}. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /** Has a keeper start with a steward here, and waits until that is ready. @param settings more lines of its file */
    Status start(Tend tend, String... settings) {
        var lines = new ArrayList<>(List.of("steward=yes", "http.listen=" + address()));
        lines.addAll(List.of(settings));
        tend.service("steward", lines.toArray(String[]::new));
        tend.up();
        return tend.awaitState("steward", "ready");
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()), BodyHandlers.ofString());
    }

    /** Returns the JSON of an answer with status 200. */
    JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return Tend.json(answer.body());
    }

    /** An answer that need not end. */
    InputStream stream(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofInputStream())
                .body();
    }

    BufferedReader reader(String path, String... headers) {
        return new BufferedReader(new InputStreamReader(stream(path, headers), UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address() + path)).timeout(Duration.ofSeconds(30));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A bare connection. */
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Waits until the server answers. */
    Web awaitAnswer() {
        Tend.awaiting().ignoreExceptions().until(() -> get("/health").statusCode() == 200);
        return this;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

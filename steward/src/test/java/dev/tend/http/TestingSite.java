package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.api.ChangeRoutes;
import dev.tend.api.EventRoutes;
import dev.tend.api.HealthRoutes;
import dev.tend.api.IndexRoutes;
import dev.tend.api.LogRoutes;
import dev.tend.api.MetricsRoutes;
import dev.tend.api.OpenApiRoutes;
import dev.tend.api.PlanRoutes;
import dev.tend.api.ServiceRoutes;
import dev.tend.client.EventHistory;
import dev.tend.client.SharedStatus;
import dev.tend.settings.Settings;
import dev.tend.steward.FakeKeeper;
import io.helidon.webserver.http.HttpService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A real server before a keeper that is none, and a client for it. */
final class TestingSite implements AutoCloseable {

    static final int MOST_STREAMS = 6;
    static final int MOST_STREAMS_PER_CLIENT = 4;

    private final FakeKeeper keeper = new FakeKeeper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Site site;

    /** @param settings as in a service file, except for the addresses */
    TestingSite(String settings) {
        var sharedStatus = new SharedStatus(keeper);
        var streams = new ClientQuota("streams", MOST_STREAMS, MOST_STREAMS_PER_CLIENT);
        List<HttpService> services = List.of(
                new HealthRoutes(keeper, List::of),
                new IndexRoutes(sharedStatus),
                new ServiceRoutes(sharedStatus),
                new ChangeRoutes(keeper, sharedStatus, new ClientQuota("waits", 3, 2)),
                new LogRoutes(keeper, sharedStatus, streams),
                new PlanRoutes(keeper),
                new EventRoutes(new EventHistory(keeper), streams),
                new MetricsRoutes(keeper),
                new OpenApiRoutes());
        var parsed = Settings.parse("http.listen=127.0.0.1:0\n" + settings);
        site = Site.open(parsed, Certificates.of(parsed), services);
    }

    FakeKeeper keeper() {
        return keeper;
    }

    int port() {
        return site.port();
    }

    List<String> warnings() {
        return site.warnings();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(String path, String... headers) {
        var request = request(path).POST(BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    /** The first line of what is answered to such bytes. */
    String raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }

    @Override
    public void close() {
        site.close();
        client.close();
    }
}

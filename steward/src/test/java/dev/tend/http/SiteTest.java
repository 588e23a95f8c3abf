package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.steward.Chronicle;
import dev.tend.steward.FakeKeeper;
import dev.tend.steward.Rollcall;
import dev.tend.steward.Settings;
import dev.tend.steward.SettingsException;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is answered to whom, by a real server before a keeper that is none. */
class SiteTest {

    private final FakeKeeper keeper = new FakeKeeper();
    private final Chronicle chronicle = new Chronicle(keeper);
    private final HttpClient client = HttpClient.newHttpClient();
    private Site site = open("");

    @TempDir
    private Path folder;

    private Site open(String settings) {
        var rollcall = new Rollcall(keeper);
        List<HttpService> services = List.of(
                new HealthRoutes(keeper, rollcall),
                new ServiceRoutes(rollcall),
                new ChangeRoutes(keeper, rollcall),
                new LogRoutes(keeper, rollcall),
                new PlanRoutes(keeper),
                new EventRoutes(chronicle),
                new MetricsRoutes(keeper),
                new OpenApiRoutes());
        return Site.open(Settings.parse("http.listen=127.0.0.1:0\n" + settings), services);
    }

    @AfterEach
    void close() {
        site.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path));
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(String path, String... headers) {
        var request = request(path).POST(BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- looking

    @Test
    void showsServicesWithTheirInstances() {
        var answer = get("/services");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .startsWith("{\"services\":[{\"name\":\"web\",\"instances\":[{\"name\":\"web@1\"")
                .contains("{\"name\":\"db\",\"instances\":[{\"name\":\"db\"");
    }

    @Test
    void showsAServiceOrOneInstance() {
        assertThat(get("/services/web").body()).contains("\"web@1\"").contains("\"web@2\"");
        assertThat(get("/services/web@2").body()).doesNotContain("\"web@1\"").contains("\"web@2\"");
        assertThat(get("/services/we%62").statusCode()).isEqualTo(200);
    }

    @Test
    void saysWhichServiceMayHaveBeenMeant() {
        var answer = get("/services/wen");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"no service is called wen: did you mean \\\"web\\\"?\"}\n");
    }

    @Test
    void tellsWhoIsNotReady() {
        var answer = get("/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("db is starting").contains("\"waiting\":[\"db\"]");
    }

    @Test
    void showsThePlan() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Planned("web", "keep", "nothing changed")));
        assertThat(get("/plan").body())
                .isEqualTo("{\"changes\":[{\"service\":\"web\",\"action\":\"keep\",\"why\":\"nothing changed\"}],"
                        + "\"problems\":[]}\n");
    }

    @Test
    void showsLogs() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Text("db", "one\ntwo\n")));
        var answer = get("/services/db/logs?lines=2");
        assertThat(answer.body()).isEqualTo("one\ntwo\n");
        assertThat(keeper.asked()).contains(new Request.Logs(List.of("db"), 2, false));
        assertThat(get("/services/web/logs").body()).isEqualTo("db: one\ndb: two\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/services/db/logs?lines=x",
        "/services/db/logs?lines=-1",
        "/services/db/logs?lines=10001",
        "/services/db/logs?follow=perhaps"
    })
    void refusesWhatIsNoQuestion(String path) {
        assertThat(get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void showsFigures() {
        assertThat(get("/metrics").body())
                .contains("tend_keeper_up 1.0")
                .contains("tend_keeper_cpu_seconds_total 0.01")
                .contains("tend_service_state{instance=\"db\",service=\"db\",tend_service_state=\"starting\"} 1")
                .contains("tend_service_restarts_total{instance=\"web@1\",service=\"web\"} 3.0")
                .contains("tend_service_health_latency_seconds{instance=\"db\",service=\"db\"} 0.0015")
                .doesNotContain("-1");
    }

    // ---- changing

    @Test
    void acceptsWhatTakesTimeAndSaysWhereToLook() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "starting")));
        var answer = post("/services/db/start");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/services/db");
        assertThat(keeper.asked()).contains(new Request.Change(Request.Verb.START, List.of("db"), 0));
    }

    @Test
    void isDoneWithWhatIsSoAlready() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "down")));
        assertThat(post("/services/db/stop").statusCode()).isEqualTo(200);
    }

    @Test
    void waitsWhereAsked() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "ready, pid 7")));
        assertThat(post("/services/db/restart?wait=1m").statusCode()).isEqualTo(200);
        assertThat(keeper.asked()).contains(new Request.Change(Request.Verb.RESTART, List.of("db"), 60_000_000));
        assertThat(post("/services/db/restart?wait=11m").statusCode()).isEqualTo(400);
        assertThat(post("/services/db/restart?wait=long").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotDoneWhenTheTimeIsOver() {
        keeper.answers(FakeKeeper.answer(75, "timed out", new Reply.Outcome("db", false, "not there yet")));
        assertThat(post("/services/db/start?wait=1s").statusCode()).isEqualTo(202);
    }

    @Test
    void tellsWhyItDidNotComeAbout() {
        keeper.answers(FakeKeeper.answer(1, "", new Reply.Outcome("db", false, "failed: no such file")));
        var answer = post("/services/db/start?wait=1s");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"detail\":\"db: failed: no such file\"")
                .contains("\"outcomes\":[{");
    }

    @Test
    void sendsSignals() {
        assertThat(post("/services/db/signal/USR1").statusCode()).isEqualTo(200);
        assertThat(post("/services/db/reload").statusCode()).isEqualTo(200);
        assertThat(post("/services/db/signal/NIX").statusCode()).isEqualTo(400);
        assertThat(keeper.asked())
                .contains(new Request.Signal(List.of("db"), 10), new Request.Signal(List.of("db"), 1));
    }

    @Test
    void takesNoNameForAPattern() {
        assertThat(post("/services/*/stop").statusCode()).isEqualTo(404);
        assertThat(keeper.asked()).noneMatch(Request.Change.class::isInstance);
    }

    @Test
    void tellsOfWrongFiles() {
        var problem = new dev.tend.dialect.Problem("/d/web", 3, "no such key");
        keeper.answers(FakeKeeper.answer(78, "", new Reply.Wrong(problem)));
        var answer = post("/reload");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/d/web:3: no such key");
    }

    // ---- not as it should be

    @ParameterizedTest
    @CsvSource({"/services,GET", "/services/db,GET", "/events,GET", "/metrics,GET", "/openapi.json,GET"})
    void knowsOneWayToAsk(String path, String allowed) {
        var answer = post(path);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/services/db/stop", "/services/db/kill", "/services/db/signal/TERM", "/reload"})
    void changesNothingThatIsOnlyLookedAt(String path) {
        assertThat(get(path).statusCode()).isEqualTo(405);
        assertThat(keeper.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/events", "/services/db/logs"})
    void sendsNoBodyToWhoWantsNone(String path) {
        var answer = send(request(path).HEAD());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"/services,200", "/nothing,404", "/services/db/logs,200"})
    void hangsUpAfterTheLastRequest(String path, String code) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + code);
        }
    }

    @ParameterizedTest
    @CsvSource({"/", "/nothing", "/services/db/logs/x", "/services/../../etc/passwd", "/services/db/start/now"})
    void hasNothingElse(String path) {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhenNoKeeperAnswers() {
        keeper.goAway();
        var answer = get("/services/db");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/metrics").body()).contains("tend_keeper_up 0.0");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        var request = request("/services/db/stop").POST(BodyPublishers.ofByteArray(new byte[1 << 20]));
        assertThat(send(request).statusCode()).isEqualTo(413);
    }

    // ---- who asks

    @Test
    void answersNobodyWhoAsksForAnotherName() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: evil.example:80\r\n\r\n")).startsWith("HTTP/1.1 421 ");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(raw("GET /health HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }

    @Test
    void answersNoPageOfAnotherSite() {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "stopping")));
        assertThat(post("/services/db/stop", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        String own = "http://127.0.0.1:" + site.port();
        assertThat(post("/services/db/stop", "Origin", own).statusCode()).isEqualTo(202);
    }

    @Test
    void asksForTokens() throws IOException {
        keeper.answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "stopping")));
        var file = tokens("read 0123456789abcdef\nfull fedcba9876543210\n");
        site.close();
        site = open("http.token-file=" + file);
        assertThat(get("/health").statusCode()).isEqualTo(401);
        assertThat(get("/health").headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tend\"");
        assertThat(get("/health", "Authorization", "Bearer 0123456789abcdeX").statusCode())
                .isEqualTo(401);
        assertThat(get("/health", "Authorization", "Bearer 0123456789abcdef").statusCode())
                .isEqualTo(200);
        assertThat(post("/services/db/stop", "Authorization", "Bearer 0123456789abcdef")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/services/db/stop", "Authorization", "bearer fedcba9876543210")
                        .statusCode())
                .isEqualTo(202);
    }

    private Path tokens(String text) throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), text);
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "http.listen=0.0.0.0:0, give it http.tls-cert and http.tls-key",
        "http.tls-cert=/x, go together",
        "http.client-ca=/x, without TLS nobody shows a certificate",
        "http.token-file=/nix, cannot read /nix",
    })
    void opensToNobodyBySettingsThatDoNotGoTogether(String setting, String why) {
        assertThatThrownBy(() -> open(setting))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }
}

package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The steward over HTTP, kept by a keeper as one of its services. */
class StewardTest {

    @RegisterExtension
    private final Tend tend = new Tend();

    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    private Status steward(String... settings) {
        var lines = new ArrayList<>(List.of("steward=yes", "http.listen=" + web.address()));
        lines.addAll(List.of(settings));
        tend.service("steward", lines.toArray(String[]::new));
        tend.up();
        return tend.awaitState("steward", "ready");
    }

    private static String state(Web web, String name) {
        return web.json("/services/" + name)
                .get("instances")
                .get(0)
                .get("state")
                .asString();
    }

    @Test
    void answersAsSoonAsTheKeeperCallsItReady() {
        tend.service("web", "cmd=sleep 1000", "instances=2");
        steward();
        var service = web.json("/services/web");
        assertThat(service.get("instances")).hasSize(2);
        assertThat(service.get("instances").get(0).get("pid").asInt())
                .isEqualTo(tend.status("web@1").pid());
        assertThat(web.json("/health").get("pid").asLong())
                .isEqualTo(tend.keeper().pid());
        assertThat(web.json("/openapi.json").get("openapi").asString()).startsWith("3.");
    }

    @Test
    void startsAndStops() {
        tend.service("web", "cmd=sleep 1000", "ready=none");
        steward();
        int pid = tend.awaitState("web", "ready").pid();
        assertThat(web.post("/services/web/stop?wait=20s").statusCode()).isEqualTo(200);
        assertThat(state(web, "web")).isEqualTo("down");
        assertThat(web.post("/services/web/stop").statusCode()).isEqualTo(200);
        var started = web.post("/services/web/start");
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.headers().firstValue("Location")).contains("/services/web");
        assertThat(web.post("/services/web/restart?wait=20s").statusCode()).isEqualTo(200);
        assertThat(tend.status("web").pid()).isNotEqualTo(pid);
        assertThat(web.post("/services/nix/start").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhyAStartFails() {
        tend.service("web", "cmd=/nowhere/program");
        steward();
        var answer = web.post("/services/web/start?wait=20s");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("/nowhere/program");
    }

    @Test
    void sendsSignals() {
        tend.service(
                "web", "shell=trap 'echo hupped' HUP; trap 'echo used' USR1; echo on; while :; do sleep 0.1; done");
        steward();
        tend.awaitLog("web", "on");
        assertThat(web.post("/services/web/signal/USR1").statusCode()).isEqualTo(200);
        tend.awaitLog("web", "used");
        assertThat(web.post("/services/web/reload").statusCode()).isEqualTo(200);
        tend.awaitLog("web", "hupped");
    }

    /** The next line that says something: with a comment, a stream shows now and then that it is still there. */
    private static String said(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        for (int comments = 0; comments < 100 && (line.isEmpty() || line.startsWith(":")); comments++) {
            line = lines.readLine();
        }
        return line;
    }

    @Test
    void showsLogsAndFollowsThem() throws IOException {
        tend.service("web", "shell=seq 500; read line <" + tend.path("go") + "; echo more; exec sleep 1000");
        Ran.command(List.of("mkfifo", tend.path("go").toString()), java.util.Map.of());
        steward();
        tend.awaitLog("web", "500");
        assertThat(web.get("/services/web/logs?lines=3").body()).isEqualTo("498\n499\n500\n");
        assertThat(web.get("/services/web/logs?lines=10000").body()).hasLineCount(500);
        try (var lines = reader("/services/web/logs?lines=1&follow")) {
            assertThat(said(lines)).isEqualTo("event:web");
            assertThat(said(lines)).isEqualTo("data:500");
            Files.writeString(tend.path("go"), "go\n");
            assertThat(lines.lines().filter(line -> line.startsWith("data:")).findFirst())
                    .contains("data:more");
        }
    }

    private BufferedReader reader(String path, String... headers) {
        return new BufferedReader(new InputStreamReader(web.stream(path, headers), UTF_8));
    }

    @Test
    void tellsWhatHappensAlsoToWhoWasAway() throws IOException {
        tend.service("web", "cmd=sleep 1000");
        steward();
        tend.awaitState("web", "ready");
        String last;
        try (var events = reader("/events")) {
            web.post("/services/web/signal/KILL");
            last = events.lines()
                    .filter(line -> line.startsWith("id:"))
                    .findFirst()
                    .orElseThrow();
        }
        tend.awaitState("web", "ready");
        try (var events = reader("/events", "Last-Event-ID", last.substring(3))) {
            assertThat(events.lines()
                            .filter(line -> line.contains("\"event\":\"ready\""))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"service\":\"web\""));
        }
        try (var events = reader("/events", "Last-Event-ID", "12")) {
            assertThat(events.lines().filter(line -> line.startsWith("event:")).findFirst())
                    .contains("event:missed");
        }
    }

    @Test
    void showsFigures() {
        tend.service("web", "cmd=sleep 1000", "health=exec:true", "health-interval=50ms");
        steward();
        tend.awaitState("web", "ready");
        Tend.awaiting().untilAsserted(() -> assertThat(web.get("/metrics").body())
                .contains("tend_keeper_up 1.0")
                .contains("tend_service_state{instance=\"web\",service=\"web\",tend_service_state=\"ready\"} 1")
                .contains("tend_service_open_files{instance=\"web\",service=\"web\"} ")
                .contains("tend_service_healthy{instance=\"web\",service=\"web\"} 1.0")
                .contains("tend_service_health_latency_seconds{instance=\"web\",service=\"web\"} 0."));
    }

    @Test
    void plansAndReloads() {
        steward();
        tend.killKeeper();
        tend.up("--no-watch");
        tend.service("new", "cmd=sleep 1000").service("bad", "cmd=sleep 1", "nix=x");
        web.awaitAnswer();
        assertThat(web.json("/plan").get("changes").toString()).contains("\"service\":\"new\",\"action\":\"start\"");
        var answer = web.post("/reload");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("bad:2: key \\\"nix\\\" is unknown").contains("\"service\":\"new\"");
        tend.awaitUp("new");
    }

    // ---- when something dies

    @Test
    void goesOnWithTheNextKeeper() {
        tend.service("web", "cmd=sleep 1000");
        int steward = steward().pid();
        tend.killKeeper();
        assertThat(web.get("/services").statusCode()).isEqualTo(503);
        assertThat(web.get("/health").headers().firstValue("Retry-After")).contains("1");
        tend.up();
        web.awaitAnswer();
        assertThat(tend.status("steward").pid()).isEqualTo(steward);
        try (var events = reader("/events")) {
            web.post("/services/web/restart");
            assertThat(events.lines()
                            .filter(line -> line.contains("\"event\":\"ready\""))
                            .findFirst())
                    .isPresent();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void isBackWhenItWasKilledAndNobodyElseNotices() {
        tend.service("web", "cmd=sleep 1000");
        int steward = steward().pid();
        int pid = tend.awaitUp("web").pid();
        Proc.signal(steward, "KILL");
        tend.awaitSuccessor("steward", steward);
        web.awaitAnswer();
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    // ---- many, slow and strange

    @Test
    void losesNothingOfTenThousandRequests() throws InterruptedException, ExecutionException {
        tend.service("web", "cmd=sleep 1000");
        steward();
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
        steward();
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
        steward();
        tend.service("steward", "steward=yes", "http.listen=unix:" + tend.path("http"));
        int before = tend.status("steward").pid();
        tend.awaitSuccessor("steward", before);
        tend.awaitState("steward", "ready");
        var answer = tend.command(List.of(
                "curl", "-s", "--unix-socket", tend.path("http").toString(), "http://anything/services/steward"));
        assertThat(answer.out()).as(answer::toString).contains("\"state\":\"ready\"");
    }

    @Test
    void survivesWhatIsNoRequest() throws IOException {
        steward();
        for (String strange : List.of(
                "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
                "POST /reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n")) {
            try (var socket = web.connect()) {
                socket.getOutputStream().write(strange.getBytes(UTF_8));
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                        .doesNotContain(" 200");
            } catch (IOException cutOff) {
                assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
            }
        }
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
        assertThat(web.get("/services/..%2f..%2fetc%2fpasswd").statusCode()).isEqualTo(404);
        assertThat(web.get("/%2e%2e/%2e%2e/etc/passwd").statusCode()).isBetween(400, 404);
    }

    // ---- how it comes to be

    @Test
    void comesWithAFlagAlone() {
        tend.service("web", "cmd=sleep 1000");
        tend.up("--http", web.address());
        tend.awaitState("steward", "ready");
        assertThat(web.json("/services").get("services")).hasSize(2);
    }

    @Test
    void refusesToOpenItselfToOthersUnprotected() {
        tend.service("steward", "steward=yes", "http.listen=0.0.0.0:" + Web.freePort());
        tend.up();
        tend.awaitLog("steward", "is open to other machines: give it http.tls-cert and http.tls-key");
    }

    @Test
    void isCheckedLikeAnyService() {
        tend.file("services/steward", "steward=yes\nhttp.listen=nowhere:80\nhttp.tls-crt=/x\nhttp.client-ca=ca.pem\n");
        tend.file("services/web", "cmd=sleep 1\nhttp.listen=80\n");
        var ran = tend.verb("check", tend.services().toString());
        assertThat(ran.code()).isEqualTo(78);
        assertThat(ran.all())
                .contains("steward:2: http.listen: \"nowhere:80\" is no address: write IP:PORT")
                .contains("steward:3: key \"http.tls-crt\" is unknown: did you mean \"http.tls-cert\"?")
                .contains("steward:4: http.client-ca: \"ca.pem\" is no absolute path")
                .contains("web:2: http.listen: only the steward has settings: add steward=yes");
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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
        return web.start(tend, settings);
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
                "web",
                "shell=trap 'echo hupped' HUP; trap 'echo used' USR1; echo on; while :; do sleep 0.1; done",
                "reload=signal:HUP");
        steward();
        tend.awaitLog("web", "on");
        assertThat(web.post("/services/web/signal/USR1").statusCode()).isEqualTo(200);
        tend.awaitLog("web", "used");
        assertThat(web.post("/services/web/reload").statusCode()).isEqualTo(200);
        tend.awaitLog("web", "hupped");
    }

    @Test
    void reloadsNothingThatDoesNotSayHow() {
        tend.service("web", "cmd=sleep 1000");
        steward();

        assertThat(web.post("/services/web/reload").statusCode()).isEqualTo(409);
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
        try (var lines = web.reader("/services/web/logs?lines=1&follow")) {
            assertThat(said(lines)).isEqualTo("event:web");
            assertThat(said(lines)).isEqualTo("data:500");
            Files.writeString(tend.path("go"), "go\n");
            assertThat(lines.lines().filter(line -> line.startsWith("data:")).findFirst())
                    .contains("data:more");
        }
    }

    @Test
    void tellsWhatHappensAlsoToWhoWasAway() throws IOException {
        tend.service("web", "cmd=sleep 1000");
        steward();
        tend.awaitState("web", "ready");
        String last;
        try (var events = web.reader("/events")) {
            web.post("/services/web/signal/KILL");
            last = events.lines()
                    .filter(line -> line.startsWith("id:"))
                    .findFirst()
                    .orElseThrow();
        }
        tend.awaitState("web", "ready");
        try (var events = web.reader("/events", "Last-Event-ID", last.substring(3))) {
            assertThat(events.lines()
                            .filter(line -> line.contains("\"event\":\"ready\""))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("\"service\":\"web\""));
        }
        try (var events = web.reader("/events", "Last-Event-ID", "12")) {
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
                .contains("tend_service_state{instance_name=\"web\",service=\"web\",tend_service_state=\"ready\"} 1")
                .contains("tend_service_open_files{instance_name=\"web\",service=\"web\"} ")
                .contains("tend_service_healthy{instance_name=\"web\",service=\"web\"} 1.0")
                .contains("tend_service_health_latency_seconds{instance_name=\"web\",service=\"web\"} 0."));
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
        try (var events = web.reader("/events")) {
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
}

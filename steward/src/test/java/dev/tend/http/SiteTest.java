package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers to valid requests, both to read and to change. */
class SiteTest {

    private final TestingSite site = new TestingSite("");

    @AfterEach
    void close() {
        site.close();
    }

    // ---- looking

    @Test
    void showsServicesWithTheirInstances() {
        var answer = site.get("/services");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .startsWith("{\"services\":[{\"name\":\"web\",\"instances\":[{\"name\":\"web@1\"")
                .contains("{\"name\":\"db\",\"instances\":[{\"name\":\"db\"");
    }

    @Test
    void showsAListForBrowsers() {
        var answer = site.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(answer.body())
                .contains(
                        "<a href=\"/services/web%401\">web@1</a>: ready, the keeper started (<a href=\"/services/web%401/logs?lines=100\">log</a>)")
                .contains("<a href=\"/metrics\">/metrics</a>");
        assertThat(site.post("/").statusCode()).isEqualTo(405);
    }

    @Test
    void showsAServiceOrOneInstance() {
        assertThat(site.get("/services/web").body()).contains("\"web@1\"").contains("\"web@2\"");
        assertThat(site.get("/services/web@2").body())
                .doesNotContain("\"web@1\"")
                .contains("\"web@2\"");
        assertThat(site.get("/services/we%62").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhatAnInstanceTakesOfTheMachine() {
        String taken = "\"cpu\":2.500000,\"cpu-percent\":12.3,\"memory\":4096}";
        assertThat(site.get("/services/db").body()).contains(taken);
        assertThat(site.get("/services").body())
                .contains(taken)
                .contains("\"cpu\":null,\"cpu-percent\":null,\"memory\":null}");
    }

    @Test
    void saysWhichServiceMayHaveBeenMeant() {
        var answer = site.get("/services/wen");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"no service is called wen: did you mean \\\"web\\\"?\"}\n");
    }

    @Test
    void tellsWhoIsNotReady() {
        var answer = site.get("/ready");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("db is starting").contains("\"waiting\":[\"db\"]");
    }

    @Test
    void showsThePlan() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Planned("web", "keep", "nothing changed")));
        assertThat(site.get("/plan").body())
                .isEqualTo("{\"changes\":[{\"service\":\"web\",\"action\":\"keep\",\"why\":\"nothing changed\"}],"
                        + "\"problems\":[]}\n");
    }

    @Test
    void showsLogs() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Text("db", "one\ntwo\n")));
        var answer = site.get("/services/db/logs?lines=2");
        assertThat(answer.body()).isEqualTo("one\ntwo\n");
        assertThat(site.keeper().asked()).contains(new Request.Logs(List.of("db"), 2, false));
        assertThat(site.get("/services/web/logs").body()).isEqualTo("db: one\ndb: two\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/services/db/logs?lines=x",
        "/services/db/logs?lines=-1",
        "/services/db/logs?lines=10001",
        "/services/db/logs?follow=perhaps"
    })
    void refusesWhatIsNoQuestion(String path) {
        assertThat(site.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void showsFigures() {
        assertThat(site.get("/metrics").body())
                .contains("tend_keeper_up 1.0")
                .contains("tend_keeper_cpu_seconds_total 0.01")
                .contains("tend_service_state{instance_name=\"db\",service=\"db\",tend_service_state=\"starting\"} 1")
                .contains("tend_service_restarts_total{instance_name=\"web@1\",service=\"web\"} 3.0")
                .contains("tend_service_health_latency_seconds{instance_name=\"db\",service=\"db\"} 0.0015")
                .doesNotContain("-1");
    }

    // ---- changing

    @Test
    void acceptsWhatTakesTimeAndSaysWhereToLook() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "starting")));
        var answer = site.post("/services/db/start");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/services/db");
        assertThat(site.keeper().asked()).contains(new Request.Change(Request.Verb.START, List.of("db"), 0));
    }

    @Test
    void isDoneWithWhatIsSoAlready() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "down")));
        assertThat(site.post("/services/db/stop").statusCode()).isEqualTo(200);
    }

    @Test
    void waitsWhereAsked() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "ready, pid 7")));
        assertThat(site.post("/services/db/restart?wait=1m").statusCode()).isEqualTo(200);
        assertThat(site.keeper().asked()).contains(new Request.Change(Request.Verb.RESTART, List.of("db"), 60_000_000));
        assertThat(site.post("/services/db/restart?wait=11m").statusCode()).isEqualTo(400);
        assertThat(site.post("/services/db/restart?wait=long").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotDoneWhenTheTimeIsOver() {
        site.keeper().answers(FakeKeeper.answer(75, "timed out", new Reply.Outcome("db", false, "not there yet")));
        assertThat(site.post("/services/db/start?wait=1s").statusCode()).isEqualTo(202);
    }

    @Test
    void tellsWhyItDidNotComeAbout() {
        site.keeper().answers(FakeKeeper.answer(1, "", new Reply.Outcome("db", false, "failed: no such file")));
        var answer = site.post("/services/db/start?wait=1s");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"detail\":\"db: failed: no such file\"")
                .contains("\"outcomes\":[{");
    }

    @Test
    void sendsSignals() {
        assertThat(site.post("/services/db/signal/USR1").statusCode()).isEqualTo(200);
        assertThat(site.post("/services/db/signal/NIX").statusCode()).isEqualTo(400);
        assertThat(site.keeper().asked()).contains(new Request.Signal(List.of("db"), 10));
    }

    @Test
    void reloads() {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "sent HUP to 7")));
        assertThat(site.post("/services/db/reload").statusCode()).isEqualTo(200);
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "reloading")));
        assertThat(site.post("/services/db/reload").statusCode()).isEqualTo(202);
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Outcome("db", true, "reloaded")));
        assertThat(site.post("/services/db/reload?wait=1m").statusCode()).isEqualTo(200);
        assertThat(site.keeper().asked())
                .contains(
                        new Request.Change(Request.Verb.RELOAD, List.of("db"), 0),
                        new Request.Change(Request.Verb.RELOAD, List.of("db"), 60_000_000));
    }

    @Test
    void takesNoNameForAPattern() {
        assertThat(site.post("/services/*/stop").statusCode()).isEqualTo(404);
        assertThat(site.keeper().asked()).noneMatch(Request.Change.class::isInstance);
    }

    @Test
    void tellsOfWrongFiles() {
        var problem = new dev.tend.format.Problem("/d/web", 3, "no such key");
        site.keeper().answers(FakeKeeper.answer(78, "", new Reply.Wrong(problem)));
        var answer = site.post("/reload");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("/d/web:3: no such key");
    }
}

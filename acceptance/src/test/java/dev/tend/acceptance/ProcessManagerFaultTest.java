package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The face of process-manager where something is wrong, or other than usual. */
class ProcessManagerFaultTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Manager manager() {
        return new Manager(tend, "sleep 1000");
    }

    private String memory() {
        return Tend.text(tend.run().resolve("es.json"));
    }

    // ---- the file of its state

    @Test
    void takesAGarbledStateForNone() {
        tend.file("run/es.json", "\0\0\0\0\0\0\0\0");
        var manager = manager().start();

        assertThat(manager.state()).isEqualTo("started");
        assertThat(manager.errors()).contains("es.json holds no state that is known here");
        assertThat(memory()).contains("\"state\":\"started\"");
    }

    @Test
    void understandsTheStateOfANewerVersion() {
        tend.file(
                "run/es.json",
                "{\"version\":9,\"state\":\"stopped\",\"since\":1795267747.5,\"who\":{\"name\":\"ada\"}}");
        var manager = manager().start();

        assertThat(manager.state()).isEqualTo("stopped");
        assertThat(manager.processes()).isEmpty();
    }

    @Test
    void startsNothingWhereItsStateCannotBeKept() {
        tend.with("PM_STATE_FILE", "/nowhere/es.json");
        var manager = manager();
        manager.launch();

        assertThat(manager.awaitEnd()).isEqualTo(73);
        assertThat(manager.errors()).contains("/nowhere/es.json");
    }

    @Test
    void stopsEvenWhereThatCannotBeWrittenDownAnyMore() throws IOException {
        tend.file("state/es.json", "");
        var manager =
                manager().start("--pm-state-file", tend.path("state/es.json").toString());
        Files.delete(tend.path("state/es.json"));
        Files.delete(tend.path("state"));

        assertThat(manager.post("/es/stop").statusCode()).isEqualTo(202);
        assertThat(manager.awaitEnd()).isEqualTo(143);
        assertThat(manager.errors()).contains("trouble", "state/es.json");
    }

    // ---- its process

    @Test
    void endsWhereItsProcessCannotBeStarted() {
        var manager = new Manager(tend, "/nowhere/es");
        manager.launch();

        assertThat(manager.awaitEnd()).isEqualTo(127);
        assertThat(manager.errors()).contains("cannot execute /nowhere/es: no such file or directory");
        assertThat(memory()).contains("\"state\":\"startFailed\"");
    }

    @Test
    void staysWhereAStartOverHttpFails() throws IOException {
        tend.file("run/es.json", "{\"version\":1,\"state\":\"stopped\",\"since\":1795267747}");
        var manager = new Manager(tend, tend.path("es").toString()).start();

        var refused = manager.post("/es/start");
        assertThat(refused.statusCode()).isEqualTo(500);
        assertThat(Manager.json(refused).get("state").asString()).isEqualTo("startFailed");

        Files.writeString(tend.path("es"), "#!/bin/sh\nexec sleep 1000\n");
        assertThat(tend.path("es").toFile().setExecutable(true)).isTrue();
        assertThat(manager.post("/es/start").statusCode()).isEqualTo(200);
        assertThat(manager.state()).isEqualTo("started");
    }

    /** Its process has become root, and the manager, which is not root, must not signal it. */
    @Test
    void saysThatItMayNotEndItsProcess() {
        var nobody = new String[] {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};
        String climber = climber();
        var climbing = Stream.concat(Stream.of(nobody), Stream.of(climber, "--reuid=0", "id", "-u"));
        assumeTrue(tend.command(climbing.toList()).out().equals("0\n"), "takes root, and files that make one so");
        tend.file("run/none", "");
        tend.command(List.of("chown", "65534:65534", tend.run().toString()));
        var manager = new Manager(tend, climber + " --reuid=0 sleep 1000")
                .under(nobody)
                .start();
        Tend.awaiting()
                .until(() -> Proc.command(manager.awaitProcess()).getFirst().equals("sleep"));

        var stop = manager.post("/es/stop");
        assertThat(stop.statusCode()).isEqualTo(500);
        assertThat(Manager.json(stop).get("state").asString()).isEqualTo("stopFailed");
        var kill = manager.post("/es/kill");
        assertThat(kill.statusCode()).isEqualTo(500);
        assertThat(Manager.json(kill).get("state").asString()).isEqualTo("killFailed");
        assertThat(manager.post("/es/start").statusCode()).isEqualTo(200);
        assertThat(manager.state()).isEqualTo("started");

        Proc.signal(manager.awaitProcess(), "KILL");
        assertThat(manager.awaitEnd()).isEqualTo(137);
    }

    /** A setpriv that is root's for everybody. */
    private String climber() {
        String climber = tend.path("climber").toString();
        var made =
                tend.command(List.of("sh", "-c", "cp $(command -v setpriv) " + climber + " && chmod 4755 " + climber));
        assumeTrue(made.code() == 0, "takes setpriv");
        return climber;
    }

    @Test
    void answersWhatIsInFlightBeforeItEnds() {
        var manager = manager().start("--pm-profiler");
        var profile = CompletableFuture.supplyAsync(() -> manager.get("/debug/pprof/profile?seconds=60"));
        Tend.awaiting()
                .untilAsserted(() ->
                        assertThat(manager.get("/debug/pprof/goroutine").body()).contains("Profiler.record"));
        assertThat(manager.get("/debug/pprof/profile").statusCode()).isEqualTo(503);

        assertThat(manager.post("/es/kill").statusCode()).isEqualTo(202);
        assertThat(profile.join().statusCode()).isEqualTo(503);
        assertThat(profile.join().body()).contains("the steward ends");
        assertThat(manager.awaitEnd()).isEqualTo(137);
    }

    @Test
    void recordsWhereTheUsualFolderForFilesIsOfNoUse() {
        tend.with("TEND_STEWARD_JAVA_OPTIONS", "-Djava.io.tmpdir=" + tend.path("nowhere"));
        var manager = manager().start("--pm-profiler");
        var profile = manager.get("/debug/pprof/profile?seconds=1");
        assertThat(profile.statusCode()).as(profile::body).isEqualTo(200);
        assertThat(manager.get("/debug/pprof/goroutine").body()).contains("Profiler.threads");
    }

    // ---- HTTP

    @Test
    void changesNothingByAGet() {
        var manager = manager().start();

        for (String change : List.of("start", "stop", "kill")) {
            var refused = manager.get("/es/" + change);
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("POST");
        }
        assertThat(manager.post("/es/status").statusCode()).isEqualTo(405);
        assertThat(manager.state()).isEqualTo("started");
    }

    @Test
    void turnsThePagesOfBrowsersAway() {
        var manager = manager().start();
        var request = manager.request("POST", "/es/stop").header("Origin", "https://example.com");

        assertThat(Manager.send(request.build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(manager.state()).isEqualTo("started");
    }

    @Test
    void wantsASteward() {
        tend.with("TEND_STEWARD", "").file("bin/here", "");
        var copied = Ran.command(
                List.of(
                        "cp",
                        Tend.BINARY.toString(),
                        tend.path("bin/process-manager").toString()),
                Map.of());
        assertThat(copied.code()).isZero();
        manager();

        var ran = tend.command(List.of(tend.path("bin/process-manager").toString()));
        assertThat(ran.code()).isEqualTo(74);
        assertThat(ran.err()).contains("cannot find tend-steward in");
        assertThat(memory()).isEmpty();
    }

    @Test
    void takesAnyVerbWhereItIsTold() {
        var manager = manager().start("--pm-any-verb");

        assertThat(manager.get("/es/stop").statusCode()).isEqualTo(202);
        assertThat(manager.awaitEnd()).isEqualTo(143);
    }

    @Test
    void callsItsPathsAfterTheProcess() {
        var manager = manager().start("--pm-proc-name", "db", "-pm-config-path=/nowhere");

        assertThat(Manager.json(manager.get("/db/status"))
                        .get("config_checksum")
                        .asString())
                .isEqualTo("unknown");
        assertThat(manager.get("/es/status").statusCode()).isEqualTo(404);
        assertThat(Tend.text(tend.run().resolve("db.json"))).contains("started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/debug/vars", "/debug/pprof/", "/debug/pprof/profile", "/", "/es", "/es/restart"})
    void hasNoMorePathsThanItIsTold(String path) {
        assertThat(manager().start().get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsOfItself() {
        var manager = manager().start("--pm-exp-vars", "--pm-profiler=true");

        var variables = Manager.json(manager.get("/debug/vars"));
        assertThat(variables.get("memstats").get("HeapAlloc").asLong()).isPositive();
        assertThat(manager.get("/debug/pprof/goroutine").body()).contains("Profiler.threads");
        assertThat(manager.get("/debug/pprof/").body()).contains("profile");
        assertThat(manager.send("GET", "/debug/pprof/profile?seconds=1", BodyHandlers.ofByteArray())
                        .body())
                .startsWith('F', 'L', 'R', 0);
        assertThat(manager.get("/debug/pprof/profile?seconds=no").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        var manager = manager();
        try (var taken = new ServerSocket(manager.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            manager.launch();

            assertThat(manager.awaitEnd()).isEqualTo(73);
        }
        assertThat(manager.errors()).contains("cannot listen on tcp:127.0.0.1:" + manager.port());
        assertThat(memory()).isEmpty();
    }

    @Test
    void warnsWhoeverLetsEverybodyIn() {
        tend.with("PM_HTTP_ADDR", "");
        var manager = new Manager(tend, "sleep 1000");
        tend.with("PM_HTTP_ADDR", "");
        manager.start();

        assertThat(manager.errors())
                .contains("every host that can reach port " + manager.port()
                        + " may stop es: restrict it with PM_HTTP_ADDR");
    }
}

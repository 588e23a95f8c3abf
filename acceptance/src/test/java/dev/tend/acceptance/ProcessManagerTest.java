package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The face of process-manager: what becomes of its process, and of it, and what a manager after it finds. */
class ProcessManagerTest {

    @RegisterExtension
    final Tend tend = new Tend();

    /** A process that ends on TERM in its own way, with 3. */
    private Manager manager() {
        return script("trap 'exit 3' TERM\nwhile :; do sleep 0.1; done\n");
    }

    private Manager script(String text) {
        tend.file("es.sh", text);
        return new Manager(tend, "sh " + tend.path("es.sh"));
    }

    private static void assertAnswer(HttpResponse<String> answer, int code, String state) {
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(Manager.json(answer).get("state").asString()).isEqualTo(state);
    }

    @Test
    void startsItsProcessAndTellsHowItIs() {
        tend.file("elasticsearch.yml", "abc");
        tend.with("PM_CONFIG_PATH", tend.path("elasticsearch.yml").toString());
        var manager = manager().start();

        assertThat(manager.get("/health").body()).isEqualTo("pong");
        var status = manager.get("/es/status");
        assertAnswer(status, 200, "started");
        assertThat(Manager.json(status).get("since").asString()).matches("([0-9.]+(h|m|s|ms|µs))+");
        assertThat(Manager.json(status).get("config_checksum").asString()).isEqualTo("891568578");
        assertAnswer(manager.post("/es/start"), 200, "started");
        assertThat(manager.processes()).hasSize(1);
        assertThat(Manager.json(manager.get("/keystore/status")).get("State").asString())
                .isEqualTo("notInitialized");
    }

    @Test
    void staysStoppedOnceItWasStoppedOverHttp() {
        var manager = manager().start();
        assertAnswer(manager.post("/es/stop"), 202, "stopping");
        assertThat(manager.awaitEnd()).isEqualTo(3);

        manager.start();
        assertAnswer(manager.get("/es/status"), 200, "stopped");
        assertAnswer(manager.post("/es/stop"), 200, "stopped");
        assertAnswer(manager.post("/es/kill"), 200, "stopped");
        assertThat(manager.processes()).isEmpty();

        assertAnswer(manager.post("/es/start"), 200, "started");
        assertThat(manager.processes()).hasSize(1);
    }

    @Test
    void staysKilledOnceItWasKilledOverHttp() {
        var manager = manager().start();
        assertAnswer(manager.post("/es/kill"), 202, "killing");
        assertThat(manager.awaitEnd()).isEqualTo(137);

        manager.start();
        assertAnswer(manager.get("/es/status"), 200, "killed");
        assertThat(manager.processes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 3", "KILL, 137"})
    void endsWithItsProcessAndStartsItAgain(String signal, int code) {
        var manager = manager().start();
        Proc.signal(manager.awaitProcess(), signal);
        assertThat(manager.awaitEnd()).isEqualTo(code);

        manager.start();
        assertThat(manager.state()).isEqualTo("started");
        assertThat(manager.processes()).hasSize(1);
    }

    /** As a container is stopped. */
    @Test
    void handsTermOnAndIsStartedAgain() {
        var manager = manager().start();
        Proc.signal(manager.pid(), "TERM");
        assertThat(manager.awaitEnd()).isEqualTo(3);

        manager.start();
        assertThat(manager.state()).isEqualTo("started");
    }

    /** As a container is killed. */
    @Test
    void takesEverythingAlongWhenItIsKilled() {
        var manager = manager().start();
        long process = manager.awaitProcess();
        long steward = manager.steward();
        Proc.signal(manager.pid(), "KILL");
        assertThat(manager.awaitEnd()).isEqualTo(137);
        tend.awaitGone(process);
        tend.awaitGone(steward);

        manager.start();
        assertThat(manager.state()).isEqualTo("started");
        assertThat(manager.awaitProcess()).isNotEqualTo(process);
    }

    @Test
    void waitsForOneThatIgnoresTermUntilItIsKilled() {
        var manager = script("trap '' TERM\ntouch " + tend.path("ready") + "\nwhile :; do sleep 0.1; done\n")
                .start();
        Tend.awaiting().until(() -> tend.path("ready").toFile().exists());
        assertAnswer(manager.post("/es/stop"), 202, "stopping");
        assertAnswer(manager.post("/es/stop"), 202, "stopping");
        assertAnswer(manager.post("/es/start"), 500, "stopping");
        assertThat(manager.processes()).hasSize(1);

        assertAnswer(manager.post("/es/kill"), 202, "killing");
        assertThat(manager.awaitEnd()).isEqualTo(137);
        manager.start();
        assertThat(manager.state()).isEqualTo("killed");
    }

    /** It was to be stopped, and no manager runs that could observe its end. */
    @Test
    void staysStoppedAfterAManagerThatWasKilledMeanwhile() {
        var manager = script("trap '' TERM\ntouch " + tend.path("ready") + "\nwhile :; do sleep 0.1; done\n")
                .start();
        Tend.awaiting().until(() -> tend.path("ready").toFile().exists());
        long process = manager.awaitProcess();
        manager.post("/es/stop");
        Proc.signal(manager.pid(), "KILL");
        manager.awaitEnd();
        tend.awaitGone(process);

        manager.start();
        assertThat(manager.state()).isEqualTo("stopped");
        assertThat(manager.processes()).isEmpty();
    }

    @Test
    void isStoppedHoweverItEndsWhileStopping() {
        var manager = script("trap 'kill -SEGV $$' TERM\nwhile :; do sleep 0.1; done\n")
                .start();
        assertAnswer(manager.post("/es/stop"), 202, "stopping");
        assertThat(manager.awaitEnd()).isEqualTo(139);

        manager.start();
        assertThat(manager.state()).isEqualTo("stopped");
    }

    @Test
    void signalsTheWholeGroup() {
        var manager = script("sleep 1000 &\necho $! >" + tend.path("child") + "\nwait\n")
                .start();
        Tend.awaiting().until(() -> !Tend.text(tend.path("child")).isBlank());
        long child = Long.parseLong(Tend.text(tend.path("child")).strip());
        long process = manager.awaitProcess();
        assertThat(Proc.group(child)).isEqualTo(process).isEqualTo(Proc.group(process));

        manager.post("/es/stop");
        assertThat(manager.awaitEnd()).isEqualTo(143);
        tend.awaitGone(child);
    }

    @Test
    void handsOnWhateverSignalItGets() {
        var script = new StringBuilder();
        for (String signal : new String[] {"HUP", "INT", "QUIT", "USR1", "USR2", "WINCH", "URG", "40"}) {
            script.append("trap 'echo ")
                    .append(signal)
                    .append(" >>")
                    .append(tend.path("got"))
                    .append("' ")
                    .append(signal)
                    .append('\n');
        }
        var manager = script(script + "touch " + tend.path("ready") + "\nwhile :; do sleep 0.1 & wait $!; done\n")
                .start();
        Tend.awaiting().until(() -> tend.path("ready").toFile().exists());

        for (String signal : new String[] {"HUP", "INT", "QUIT", "USR1", "USR2", "WINCH", "URG", "40"}) {
            Proc.signal(manager.pid(), signal);
            Tend.awaiting()
                    .untilAsserted(() -> assertThat(Tend.text(tend.path("got"))).contains(signal));
        }
        assertThat(manager.state()).isEqualTo("started");
    }

    @Test
    void endsByASignalWhereThereIsNobodyToGetIt() {
        var manager = manager().start();
        manager.post("/es/stop");
        manager.awaitEnd();
        manager.start();

        Proc.signal(manager.pid(), "TERM");
        assertThat(manager.awaitEnd()).isZero();
        manager.start();
        assertThat(manager.state()).isEqualTo("stopped");
    }

    @Test
    void reapsOrphans() {
        var manager = script("(sh -c 'exit 0' &)\n(sh -c 'sleep 0.1; echo >" + tend.path("done")
                        + "' &)\nwhile :; do sleep 0.1; done\n")
                .start();
        Tend.awaiting().until(() -> tend.path("done").toFile().exists());

        Tend.awaiting()
                .untilAsserted(() ->
                        assertThat(Proc.children(manager.pid())).hasSize(2).noneMatch(Proc::isZombie));
    }

    @Test
    void goesOnWithoutItsSteward() {
        var manager = manager().start();
        long process = manager.awaitProcess();
        Proc.signal(manager.steward(), "KILL");

        Tend.awaiting().ignoreExceptions().untilAsserted(() -> assertThat(manager.state())
                .isEqualTo("started"));
        assertThat(manager.processes()).containsExactly(process);
    }

    @Test
    void givesItsProcessEnvironmentFolderAndOutput() {
        tend.with("GREETING", "hello");
        var manager = script("echo $GREETING from $PWD\nexec sleep 1000\n").start();
        manager.awaitProcess();

        Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path("manager.out")))
                .isEqualTo("hello from " + System.getProperty("user.dir") + "\n"));
    }
}

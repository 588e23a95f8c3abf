package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs, their answers and their exit codes. */
class ControlTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @BeforeEach
    void hasThreeServices() {
        tend.service("web-a", "cmd=sleep 1000")
                .service("web-b", "cmd=sleep 1000")
                .service("bad", "cmd=/no/such/program", "backoff=1h..1h");
        tend.up();
        tend.awaitState("web-a", "ready");
        tend.awaitState("web-b", "ready");
        tend.awaitState("bad", "waiting");
    }

    @Test
    void showsATableAndJson() {
        var table = tend.done("status");
        assertThat(table.out().lines().toList()).hasSize(4);
        assertThat(table.out())
                .containsPattern("(?m)^web-a +ready +" + tend.status("web-a").pid() + " ");
        assertThat(table.out()).doesNotContain("\u001b");

        assertThat(tend.status()).extracting(Status::name).containsExactlyInAnyOrder("web-a", "web-b", "bad");
        assertThat(tend.status("web-a").uptime()).isGreaterThanOrEqualTo(1).isLessThan(600);
        assertThat(tend.status("bad").why()).contains("/no/such/program").contains("no such file");
    }

    @Test
    void exitsWithThreeWhereANamedServiceIsNotUp() {
        assertThat(tend.verb("status", "web-a").code()).isZero();
        assertThat(tend.verb("status", "bad").code()).isEqualTo(3);
        assertThat(tend.verb("status", "web-*").code()).isZero();
        assertThat(tend.verb("status", "*").code()).isEqualTo(3);
    }

    @Test
    void takesPatternsAndAll() {
        tend.done("stop", "web-*");
        assertThat(tend.status("web-a").state()).isEqualTo("down");
        assertThat(tend.status("web-b").state()).isEqualTo("down");
        assertThat(tend.status("bad").state()).isEqualTo("waiting");

        tend.done("stop", "--all");
        assertThat(tend.status()).allSatisfy(each -> assertThat(each.state()).isEqualTo("down"));
    }

    @Test
    void saysWhyAServiceDoesNotStart() {
        var start = tend.verb("start", "bad");

        assertThat(start.code()).isEqualTo(1);
        assertThat(start.all()).contains("bad").contains("/no/such/program").contains("no such file");
    }

    @Test
    void doesNotWaitWhereItIsToldNotTo() {
        tend.done("stop", "web-a");
        tend.done("start", "--no-wait", "web-a");
        tend.awaitState("web-a", "ready");
    }

    @Test
    void saysThatItTookTooLong() {
        tend.service("deaf", "shell=trap '' TERM; echo ready; while :; do sleep 0.05; done", "stop-timeout=1h");
        tend.awaitLog("deaf", "ready");

        var stop = tend.verb("stop", "--timeout", "100ms", "deaf");

        assertThat(stop.code()).as(stop::toString).isEqualTo(75);
        assertThat(stop.all()).contains("deaf");
        tend.done("kill", "deaf");
    }

    @Test
    void startsWhatRunsAlreadyWithoutTouchingIt() {
        int pid = tend.status("web-a").pid();
        tend.done("start", "web-a");
        assertThat(tend.status("web-a").pid()).isEqualTo(pid);
    }

    @ParameterizedTest
    @CsvSource({"statsu,status", "strat,start", "sotp,stop", "relaod,reload", "explian,explain"})
    void knowsWhichVerbWasMeant(String typed, String meant) {
        var ran = tend.verb(typed);
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("\"" + typed + "\"").contains("did you mean \"" + meant + "\"?");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void showsAPageOfOneService() {
        tend.service("db", "cmd=sleep 1000");
        tend.service("page", "shell=echo at your service; sleep 1000 & wait", "requires=db");
        tend.done("reload");
        int pid = tend.awaitState("page", "ready").pid();

        var page = tend.done("status", "page").out();

        assertThat(page)
                .startsWith("page: ready: ")
                .contains("  after      db (ready)\n", "  file       " + tend.services() + "/page\n")
                .containsPattern("processes\n  " + pid + " .*\n    \\d+ sleep 1000\nevents\n")
                .containsPattern("log\n(.*\n)*  .*at your service\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "restart", "status", "why", "explain", "kill", "logs"})
    void knowsWhichServiceWasMeant(String verb) {
        var ran = tend.verb(verb, "wbe-a");
        assertThat(ran.code()).as(ran::toString).isIn(1, 4);
        assertThat(ran.err()).contains("wbe-a").contains("did you mean \"web-a\"?");
    }

    @Test
    void knowsWhichOptionWasMeant() {
        var ran = tend.verb("status", "--jsno");
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("did you mean \"--json\"?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "signal", "why", "run"})
    void refusesAVerbThatLacksItsOperands(String verb) {
        var ran = tend.verb(verb);
        assertThat(ran.code()).as(ran::toString).isEqualTo(64);
        assertThat(ran.err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "stop --all", "reload", "shutdown", "events -f"})
    void saysThatThereIsNoKeeper(String line) {
        tend.done("shutdown");
        tend.awaitEnd();

        var ran = tend.verb(line.split(" ", -1));

        assertThat(ran.code()).isEqualTo(69);
        assertThat(ran.err()).contains(tend.run().toString());
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void explainsWhereEachSettingComesFrom() {
        int former = tend.status("web-a").pid();
        tend.service("web-a", "# comment", "cmd=sleep 1000", "nice=5");
        tend.awaitSuccessor("web-a", former);

        var explained = tend.done("explain", "web-a").out();

        assertThat(explained.lines())
                .anyMatch(line -> line.contains("cmd") && line.contains("sleep 1000") && line.contains("web-a:2"))
                .anyMatch(line -> line.contains("nice") && line.contains("5") && line.contains("web-a:3"))
                .anyMatch(line -> line.contains("stop-timeout") && line.contains("20") && line.contains("default"));
        Tend.json(tend.done("explain", "--json", "web-a").out());
    }

    @Test
    void tellsWhyWithTheLastWords() {
        tend.service("crash", "shell=echo all is well; echo but the flux is gone >&2; exit 3", "backoff=1h..1h");
        Tend.awaiting()
                .untilAsserted(
                        () -> assertThat(tend.verb("status", "crash").out()).contains("waiting"));

        var why = tend.done("why", "crash").out();

        assertThat(why).contains("exited with code 3").contains("next in").contains("but the flux is gone");
        Tend.json(tend.done("why", "--json", "crash").out());
    }

    @Test
    void followsEvents() {
        Tend.awaiting()
                .untilAsserted(() ->
                        assertThat(tend.done("events").out()).contains("web-a").contains("bad"));
        var follow = tend.start("events", List.of(Tend.BINARY.toString(), "events", "-f", "--json"));
        Tend.awaiting().until(() -> {
            tend.done("restart", "--no-wait", "web-a");
            return Tend.text(tend.path("events.out")).contains("web-a");
        });

        assertThat(follow.isAlive()).isTrue();
        assertThat(Tend.text(tend.path("events.out")).lines().map(line -> Tend.json(line)
                        .toString()))
                .anyMatch(event -> event.contains("web-a"));
    }

    @Test
    void sendsOnlySignalsThatExist() {
        var ran = tend.verb("signal", "TREM", "web-a");
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("did you mean \"TERM\"?");
    }

    @Test
    void examinesItsSurroundings() {
        var doctor = tend.verb("doctor");
        assertThat(doctor.code()).as(doctor::toString).isIn(0, 1);
        assertThat(doctor.out().toLowerCase(Locale.ROOT))
                .contains("open files")
                .contains("cgroup")
                .contains("subreaper")
                .contains("inotify");
        Tend.json(tend.verb("doctor", "--json").out());
    }

    @Test
    void helpsAndTellsItsVersion() {
        assertThat(tend.done("version").out()).startsWith("tend ");
        assertThat(tend.done("help").out()).contains("status").contains("shutdown");
        assertThat(tend.done("help", "status").out()).contains("--json");
        assertThat(tend.done("status", "--help").out()).contains("--json");
        assertThat(tend.verb().code()).isIn(0, 64);
    }

    @Test
    void findsItsKeeperByOption() {
        var ran = tend.command(List.of(
                "env",
                "-u",
                "TEND_RUN_DIR",
                Tend.BINARY.toString(),
                "status",
                "--run-dir",
                tend.run().toString()));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("web-a");
    }

    @Test
    void isNoBusinessOfOtherUsers() {
        var ran = tend.command(
                List.of("setpriv", "--reuid=4711", "--regid=4711", "--clear-groups", Tend.BINARY.toString(), "status"));
        assertThat(ran.code()).as(ran::toString).isEqualTo(77);
        assertThat(ran.err()).contains(tend.run().toString());
    }
}

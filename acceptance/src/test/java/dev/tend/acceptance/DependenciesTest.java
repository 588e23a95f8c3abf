package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that wait for each other, need each other, or cannot bear each other. */
class DependenciesTest {

    @RegisterExtension
    final Tend tend = new Tend();

    /** Returns a command with which a service records the time of an event, in nanoseconds. */
    private String stamp(String what) {
        return "date +%s%N >" + tend.path(what) + "; ";
    }

    private long time(String what) {
        Path file = tend.path(what);
        Tend.awaiting().until(() -> Tend.text(file).endsWith("\n"));
        return Long.parseLong(Tend.text(file).strip());
    }

    /** Returns a service that takes a while to start and to end, and records both. */
    private String slow(String name) {
        return "shell=" + stamp(name + ".begin") + "trap '" + stamp(name + ".told") + "sleep 0.2; "
                + stamp(name + ".end") + "exit 0' TERM; sleep 0.2; " + stamp(name + ".ready")
                + "echo >&3; while :; do sleep 0.02; done";
    }

    @Test
    void anEditRestartsWhoRequiresItAroundItAsThePlanSays() {
        tend.service("db", slow("db"), "ready=fd:3")
                .service("web", slow("web"), "ready=fd:3", "requires=db")
                .up("--no-watch");
        int web = tend.awaitState("web", "ready").pid();

        tend.service("db", slow("db"), "ready=fd:3", "env.NEW=1");
        assertThat(tend.done("plan").out())
                .containsPattern("restart +db +env.NEW changed")
                .containsPattern("restart +web +requires db, which is restarted");
        tend.done("reload");

        tend.awaitSuccessor("web", web);
        tend.awaitState("web", "ready");
        assertThat(tend.done("why", "web").out()).contains("requires db, which is restarted");
    }

    @Test
    void startsEachWhenWhatItComesAfterIsReady() {
        tend.service("web", slow("web"), "ready=fd:3", "after=db")
                .service("db", slow("db"), "ready=fd:3", "requires=disk")
                .service("disk", slow("disk"), "ready=fd:3")
                .up();

        tend.awaitState("web", "ready");

        assertThat(time("db.begin")).isGreaterThan(time("disk.ready"));
        assertThat(time("web.begin")).isGreaterThan(time("db.ready"));
        var graph = tend.done("graph").out();
        assertThat(graph)
                .containsSubsequence(
                        "disk  @", "└─ db  @", "   └─ web  @", "chain", "web  @", "└─ db  @", "   └─ disk  @");
        var json = Tend.json(tend.done("graph", "--json").out());
        assertThat(json).hasSize(3).allMatch(service -> service.get("longest-chain")
                .asBoolean());
    }

    @Test
    void theNextKeeperKnowsHowTheLastStartWent() {
        tend.service("web", slow("web"), "ready=fd:3", "after=db")
                .service("db", slow("db"), "ready=fd:3")
                .up();
        tend.awaitState("web", "ready");
        String before = tend.done("graph").out();

        tend.killKeeper();
        tend.up();

        assertThat(tend.done("graph").out()).isEqualTo(before);
    }

    @Test
    void stopsInTheReverseOrder() {
        tend.service("web", slow("web"), "ready=fd:3", "after=db")
                .service("db", slow("db"), "ready=fd:3", "requires=disk")
                .service("disk", slow("disk"), "ready=fd:3")
                .up();
        tend.awaitState("web", "ready");

        tend.done("stop", "--all");

        assertThat(time("db.told")).isGreaterThan(time("web.end"));
        assertThat(time("disk.told")).isGreaterThan(time("db.end"));
    }

    @Test
    void shutsDownInTheReverseOrder() {
        tend.service("web", slow("web"), "ready=fd:3", "after=db")
                .service("db", slow("db"), "ready=fd:3")
                .up();
        tend.awaitState("web", "ready");

        tend.done("shutdown");

        assertThat(time("db.told")).isGreaterThan(time("web.end"));
    }

    @Test
    void aRequiredServicesFailureStopsAndItsRecoveryStarts() {
        tend.service("db", "cmd=sleep 1000", "restart=never")
                .service("web", "cmd=sleep 1000", "requires=db")
                .service("lax", "cmd=sleep 1000", "after=db")
                .up();
        int web = tend.awaitState("web", "ready").pid();
        int lax = tend.awaitState("lax", "ready").pid();

        Proc.signal(tend.status("db").pid(), "KILL");

        assertThat(tend.awaitState("web", "waiting").why()).isEqualTo("requires db, which is failed");
        assertThat(Proc.alive(web)).isFalse();
        assertThat(tend.status("web").wanted()).isEqualTo("up");
        assertThat(tend.status("lax").pid()).isEqualTo(lax);

        tend.done("start", "db");

        assertThat(tend.awaitState("web", "ready").pid()).isNotEqualTo(web);
        assertThat(tend.status("lax").pid()).isEqualTo(lax);
    }

    @Test
    void aRequiredServiceThatIsStoppedTakesItsDependentsAlong() {
        tend.service("db", slow("db"), "ready=fd:3")
                .service("web", slow("web"), "ready=fd:3", "requires=db")
                .up();
        tend.awaitState("web", "ready");

        tend.done("stop", "db");

        assertThat(time("db.told")).isGreaterThan(time("web.end"));
        assertThat(tend.status("web").state()).isEqualTo("waiting");
        assertThat(tend.status("web").why()).isEqualTo("requires db, which is down");

        tend.done("start", "web");
        assertThat(tend.status("db").state()).isEqualTo("ready");
        assertThat(tend.status("web").state()).isEqualTo("ready");
    }

    @Test
    void aStartByHandBringsWhatIsRequiredAndWanted() {
        tend.service("disk", "cmd=sleep 1000")
                .service("db", "cmd=sleep 1000", "requires=disk")
                .service("cache", "cmd=sleep 1000")
                .service("web", "cmd=sleep 1000", "requires=db", "wants=cache")
                .up();
        tend.awaitState("web", "ready");
        tend.done("stop", "--all");

        tend.done("start", "web");

        assertThat(tend.status()).allSatisfy(status -> assertThat(status.isUp()).isTrue());
    }

    @Test
    void conflictingServicesTakeTurns() {
        tend.service("old", slow("old"), "ready=fd:3").up();
        tend.awaitState("old", "ready");

        tend.service("new", slow("new"), "ready=fd:3", "conflicts=old").done("reload");

        tend.awaitState("new", "ready");
        assertThat(time("new.begin")).isGreaterThan(time("old.end"));
        assertThat(tend.status("old").why()).contains("conflicts with new");

        tend.done("start", "old");
        assertThat(tend.awaitState("new", "down").why()).contains("conflicts with old");
    }

    @Test
    void aTaskIsWaitedForUntilItIsDone() {
        tend.service("migrate", "type=task", "shell=echo run; sleep 0.2; " + stamp("migrate.end"))
                .service("web", slow("web"), "ready=fd:3", "requires=migrate")
                .up();

        tend.awaitState("web", "ready");

        assertThat(time("web.begin")).isGreaterThan(time("migrate.end"));
        assertThat(tend.status("migrate").state()).isEqualTo("done");
        tend.done("start", "migrate");
        assertThat(tend.logLines("migrate")).containsExactly("run", "run");
        assertThat(tend.status("web").state()).as("its task runs again").isEqualTo("ready");
    }

    @Test
    void aTaskThatFailsHoldsThoseWhoRequireIt() {
        Path good = tend.path("good");
        tend.service("migrate", "type=task", "shell=[ -e " + good + " ]")
                .service("web", "cmd=sleep 1000", "requires=migrate")
                .up();
        tend.awaitState("migrate", "failed");
        assertThat(tend.awaitState("web", "waiting").pid()).isZero();

        tend.file("good", "").done("start", "migrate");

        tend.awaitState("web", "ready");
    }

    @Test
    void whatIsNotThereHoldsThoseWhoRequireItAndNobodyElse() {
        tend.service("web", "cmd=sleep 1000", "requires=gone")
                .service("lax", "cmd=sleep 1000", "after=gone")
                .up();

        tend.awaitState("lax", "ready");
        assertThat(tend.status("web").state()).isEqualTo("waiting");
        assertThat(tend.status("web").why()).isEqualTo("requires gone, which is not there");
        var start = tend.verb("start", "web");
        assertThat(start.code()).isEqualTo(1);
        assertThat(start.all()).contains("requires gone, which is not there");
        assertThat(tend.verb("check", tend.services().toString()).code()).isEqualTo(78);

        tend.service("gone", "cmd=sleep 1000");
        tend.awaitState("web", "ready");
    }

    @Test
    void aCircleIsPrintedAndItsServicesStayWhatTheyWere() {
        tend.service("web", "cmd=sleep 1000", "after=db")
                .service("db", "cmd=sleep 1000")
                .up();
        int web = tend.awaitState("web", "ready").pid();
        int db = tend.status("db").pid();

        tend.service("db", "cmd=sleep 1001", "after=web")
                .service("a", "cmd=sleep 1000", "after=b")
                .service("b", "cmd=sleep 1000", "after=a")
                .service("other", "cmd=sleep 1000");
        tend.awaitState("other", "ready");

        assertThat(tend.status("web").pid()).isEqualTo(web);
        assertThat(tend.status("db").pid()).isEqualTo(db);
        assertThat(tend.status("a").state()).isEqualTo("failed");
        assertThat(tend.status("a").why()).contains("after: a circle: a -> b -> a: remove one of them");
        assertThat(tend.done("status", "db").out()).contains("after: a circle: db -> web -> db");
        var check = tend.verb("check", tend.services().toString());
        assertThat(check.code()).isEqualTo(78);
        assertThat(check.out())
                .contains("/a:2: after: a circle: a -> b -> a", "/db:2: after: a circle: db -> web -> db");

        tend.service("b", "cmd=sleep 1000");
        tend.awaitState("a", "ready");
    }
}

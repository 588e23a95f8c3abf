package dev.tend.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.service.Relations;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Reply.Keeper;
import dev.tend.wire.Reply.Node;
import dev.tend.wire.Reply.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusVerbTest {

    private static final Status WEB = new Status(
            "web",
            "web",
            "up",
            "ready",
            4711,
            99,
            65_000_000,
            2,
            0,
            -1,
            "started by hand",
            "7 guests",
            "",
            "",
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            List.of());
    private static final Status DB = new Status(
            "db@1",
            "db",
            "up",
            "waiting",
            0,
            0,
            0,
            12,
            3,
            800_000,
            "exited with code 1",
            "",
            "/etc/tend.d/db:3: bad",
            "",
            false,
            Optional.empty(),
            0,
            Optional.empty(),
            List.of());

    private static final Reply.Usage UNKNOWN_SHARE = new Reply.Usage("web", 500_000, -1, 2 << 20, 5, -1, -1);
    private static final Reply.Usage USAGE = new Reply.Usage("web", 500_000, 7, 2 << 20, 5, -1, -1);

    private final FakeHost host = new FakeHost();

    @Test
    void showsATable() {
        host.keeper(WEB, DB, USAGE, new End(0, ""));

        assertThat(host.tend("status")).isZero();
        assertThat(host.output().lines())
                .containsExactly(
                        "NAME  STATE     PID   UPTIME  RESTARTS   CPU  MEMORY  WHY",
                        "db@1  waiting     -        -        12     -       -  [/etc/tend.d/db:3: bad] exited with code 1",
                        "web   ready    4711  1 m 5 s         2  0.7%    2 MB  started by hand (7 guests)");
    }

    @Test
    void doesNotWaitForTheSharesOfAll() {
        host.keeper(WEB, UNKNOWN_SHARE, new End(0, ""));

        assertThat(host.tend("status")).isZero();
        assertThat(host.terminal.time).isZero();
        assertThat(host.output()).contains("web   ready  4711  1 m 5 s         2    -    2 MB");
    }

    @Test
    void asksAgainForTheShareOfOne() {
        host.keeper(WEB, UNKNOWN_SHARE, new End(0, ""));

        assertThat(host.tend("status", "web")).isZero();
        assertThat(host.asked).filteredOn(line -> line.contains("usage")).hasSize(2);
        assertThat(host.terminal.time).isPositive();
    }

    /** The keeper measures while the statuses are read. */
    @Test
    void asksForTheUsageAheadOfReading() {
        host.keeper(WEB, USAGE, new End(0, ""));

        assertThat(host.tend("status")).isZero();
        assertThat(host.askedAhead).isEqualTo(2);
    }

    @Test
    void showsWhatItTakesInJson() {
        host.keeper(WEB, USAGE, new End(0, ""));

        assertThat(host.tend("status", "--json")).isZero();
        assertThat(host.asked).hasSize(2);
        assertThat(host.output()).contains("\"cpu\":0.500000,\"cpu-percent\":0.7,\"memory\":2097152}");
    }

    @Test
    void showsJson() {
        host.keeper(DB, new End(0, ""));

        assertThat(host.tend("status", "--json")).isZero();
        assertThat(host.output())
                .isEqualTo(
                        "[{\"name\":\"db@1\",\"service\":\"db\",\"wanted\":\"up\",\"state\":\"waiting\",\"pid\":0,\"birth\":0,"
                                + "\"uptime\":0.000000,\"restarts\":12,\"attempt\":3,\"next\":0.800000,\"why\":\"exited with code 1\",\"note\":\"\","
                                + "\"problem\":\"/etc/tend.d/db:3: bad\",\"complaint\":\"\",\"scheduled\":false,\"output\":\"\",\"dropped\":0,\"tags\":[],\"cpu\":null,\"cpu-percent\":null,\"memory\":null}]\n");
    }

    @Test
    void showsAPageOfOne() {
        var entry = new HistoryEvent(1_795_244_947_123_456L, "web", "ready", 4711, "it said so", "");
        var other = new HistoryEvent(1_795_244_947_123_456L, "db", "ended", 7, "exited", "");
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files
                .with("/s/web", "cmd=web -x\nrequires=db\n")
                .with("/proc/4711/cmdline", "web\0-x\0")
                .with("/proc/4711/task/4711/children", "4712 4713 ")
                .with("/proc/4711/task/4720/children", "")
                .with("/proc/4712/cmdline", "worker\0\u001b[31m\0")
                .with("/proc/4713/cmdline", "")
                .with("/proc/4713/comm", "defunct\n")
                .with(
                        "/run/tend/journal",
                        Codec.fields(other).text() + "\n" + Codec.fields(entry).text() + "\n");
        var relations = new Relations(List.of(), List.of("db"), List.of(), List.of());
        host.keeper(
                WEB,
                USAGE,
                new Node("web", "web", "ready", relations, 0, 0),
                new Node("db@1", "db", "ready", Relations.NONE, 0, 0),
                new Node("db@2", "db", "waiting", Relations.NONE, 0, 0),
                new Keeper("1", 7, 0, Map.of("folders", List.of("/s")), "tend", "/run/tend", "/log", 2),
                new End(0, ""));

        assertThat(host.tend("status", "web")).isZero();
        assertThat(host.errors()).isEmpty();
        assertThat(host.output()).isEqualTo("""
                web: ready: started by hand (7 guests)
                  up for     1 m 5 s
                  restarts   2
                  usage      0.7% of a processor, 2 MB of memory
                  after      db (ready, waiting)
                  file       /s/web
                  log        /log/web/current
                processes
                  4711 web -x
                    4712 worker \\x1b[31m
                    4713 [defunct]
                events
                  2026-11-21T07:09:07.123Z  ready         it said so (pid 4711)
                """);
    }

    @Test
    void showsATableOfSeveralAndOfPatterns() {
        host.keeper(WEB, new End(0, ""));
        assertThat(host.tend("status", "we*")).isZero();
        assertThat(host.output()).startsWith("NAME  STATE");
    }

    @Test
    void showsNoTableOfNothing() {
        host.keeper(new End(1, "no service is called nosuch"));

        assertThat(host.tend("status", "nosuch")).isEqualTo(4);
        assertThat(host.output()).isEmpty();
        assertThat(host.errors()).isEqualTo("tend: no service is called nosuch\n");
    }

    @Test
    void showsAnEmptyArrayWhereThereIsNothing() {
        host.keeper(new End(0, ""));

        assertThat(host.tend("status", "--json")).isZero();
        assertThat(host.output()).isEqualTo("[]\n");
    }

    @Test
    void showsNames() {
        host.keeper(WEB, DB, new End(0, ""));

        assertThat(host.tend("status", "--names")).isZero();
        assertThat(host.output()).isEqualTo("web\ndb@1\n");
    }

    @Test
    void exits3WhereANamedOneIsNotUp() {
        host.keeper(WEB, DB, new End(0, ""));
        assertThat(host.tend("status", "web", "db")).isEqualTo(3);

        host.keeper(WEB, new End(0, ""));
        assertThat(host.tend("status", "web")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ready, '', false, 0",
        "up, '', false, 0",
        "done, '', false, 0",
        "waiting, '', true, 0",
        "waiting, '', false, 3",
        "down, '', false, 3",
        "failed, '', false, 3",
        "stopping, '', false, 3",
        "starting, '', false, 3",
        "ready, no answer, false, 3",
        "up, no answer, false, 3",
    })
    void saysByItsExitCodeWhetherANamedOneIsAsItShouldBe(String state, String complaint, boolean scheduled, int code) {
        host.keeper(
                new Status(
                        "x",
                        "x",
                        "up",
                        state,
                        0,
                        0,
                        0,
                        0,
                        0,
                        -1,
                        "why",
                        "",
                        "",
                        complaint,
                        scheduled,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()),
                new End(0, ""));
        assertThat(host.tend("status", "x")).isEqualTo(code);
        assertThat(host.tend("status")).isZero();
    }

    private static Status status(String name, String wanted, String state, int attempt, String complaint) {
        return new Status(
                name,
                name,
                wanted,
                state,
                0,
                0,
                0,
                0,
                attempt,
                -1,
                "why",
                "",
                "",
                complaint,
                false,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of());
    }

    @Test
    void showsTheWorstFirst() {
        host.keeper(
                status("good", "up", "ready", 0, ""),
                status("held", "up", "waiting", 0, ""),
                status("off", "down", "down", 0, ""),
                status("crash", "up", "waiting", 3, ""),
                status("ill", "up", "ready", 0, "no answer"),
                status("dead", "up", "failed", 9, ""),
                new End(0, ""));
        assertThat(host.tend("status", "--failed", "--names")).isZero();
        assertThat(host.output()).isEqualTo("dead\nill\ncrash\nheld\n");
    }

    @Test
    void countsMany() {
        var replies = new ArrayList<Reply>();
        for (int i = 0; i < 19; i++) {
            replies.add(status("s" + i, "up", "ready", 0, ""));
        }
        replies.add(status("dead", "up", "failed", 9, ""));
        replies.add(new End(0, ""));
        host.keeper(replies.toArray(Reply[]::new));
        assertThat(host.tend("status")).isZero();
        assertThat(host.output()).endsWith("\n20 instances: 19 ready, 1 failed\n");
    }

    @Test
    void keepsTheReasonReadable() {
        var rows = List.of(
                new StatusTable.Row(WEB, Optional.empty()),
                new StatusTable.Row(
                        status("a-service-whose-name-is-long-enough-for-two", "up", "failed", 9, ""),
                        Optional.empty()));
        assertThat(StatusTable.of(rows, 80, false)).contains("started by hand (7 guests)");
    }

    @Test
    void showsWhatIsUnhealthy() {
        host.keeper(
                new Status(
                        "x",
                        "x",
                        "up",
                        "ready",
                        0,
                        0,
                        0,
                        0,
                        0,
                        -1,
                        "no answer",
                        "",
                        "",
                        "no answer",
                        false,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()),
                new End(0, ""));
        assertThat(host.tend("status")).isZero();
        assertThat(host.output()).contains("x     unhealthy    -");
    }

    @Test
    void passesOnWhatTheKeeperComplainsOf() {
        host.keeper(new End(1, "no service is called wbe: did you mean \"web\"?"));

        assertThat(host.tend("status", "wbe")).isEqualTo(4);
        assertThat(host.errors()).isEqualTo("tend: no service is called wbe: did you mean \"web\"?\n");
    }

    @Test
    void fitsTheTerminal() {
        var rows = List.of(new StatusTable.Row(DB, Optional.empty()));

        for (int width = 1; width < 100; width++) {
            int columns = width;
            assertThat(StatusTable.of(rows, width, false).lines()).allMatch(line -> line.length() <= columns);
        }
        assertThat(StatusTable.of(rows, 40, false).lines().findFirst()).hasValue("NAME  STATE    WHY");
    }
}

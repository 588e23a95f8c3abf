package dev.tend.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.history.Recent;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.text.Timestamps;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Reply.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The parts of {@code why} and {@code events} that come from the journal. */
class InstanceHistoryTest {

    private static final long NINE =
            Timestamps.parse("2026-11-21T09:00:00.000000Z").orElseThrow();

    private static final HistoryEvent UP = new HistoryEvent(NINE, "web", "up", 7, "started by hand", "");
    private static final HistoryEvent ENDED = new HistoryEvent(
            NINE + 3_000_000, "web", "ended", 7, "killed by signal 9 (KILL), 3 s after start", "oops\nbye");
    private static final HistoryEvent WAITING =
            new HistoryEvent(NINE + 3_001_000, "web", "waiting", 0, "killed; attempt 4, next in 800 ms", "");
    private static final HistoryEvent KEEPER = new HistoryEvent(NINE, "", "stopped", 0, "every service has ended", "");

    private final FakeHost host = new FakeHost();

    private void journal(String file, HistoryEvent... events) {
        var text = new StringBuilder();
        for (HistoryEvent entry : events) {
            text.append(Codec.fields(entry).text()).append('\n');
        }
        host.files.with("/run/t/" + file, text.toString());
    }

    @Test
    void tellsThePresentThePastAndTheLastWords() {
        journal("journal.1", UP);
        journal("journal", ENDED, KEEPER, WAITING);
        host.keeper(
                new Status(
                        "web",
                        "web",
                        "up",
                        "waiting",
                        0,
                        0,
                        0,
                        3,
                        3,
                        700_000,
                        "killed; attempt 4",
                        "",
                        "",
                        "",
                        false,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()),
                new End(0, ""));

        assertThat(host.tend("why", "web", "--run-dir=/run/t")).isZero();
        assertThat(host.output().lines())
                .containsExactly(
                        "web: waiting: killed; attempt 4",
                        "  2026-11-21T09:00:00.000Z  up            started by hand (pid 7)",
                        "  2026-11-21T09:00:03.000Z  ended         killed by signal 9 (KILL), 3 s after start (pid 7)",
                        "  2026-11-21T09:00:03.001Z  waiting       killed; attempt 4, next in 800 ms",
                        "last words (killed by signal 9 (KILL), 3 s after start):",
                        "  | oops",
                        "  | bye");
    }

    @Test
    void namesTheCauseOfTheLastOfRepeatedEvents() {
        String why = "the same 2 events 7 times more; last: exited with code 1, 3 s after start";
        journal("journal", ENDED, new HistoryEvent(NINE + 9_000_000, "web", "repeated", 0, why, "again"));
        host.keeper(new End(0, ""));

        assertThat(host.tend("why", "web", "--run-dir=/run/t")).isZero();
        assertThat(host.output()).endsWith("last words (exited with code 1, 3 s after start):\n  | again\n");
    }

    @Test
    void tellsWhatTheLastRunUsed() {
        var use = new ResourceUse(1_250_000, 30_000, 7 << 20, 410, 2, 8192, 512);
        journal(
                "journal",
                new HistoryEvent(NINE, "web", "ended", 7, "exited with code 1", "", Optional.of(use)),
                WAITING);

        assertThat(host.tend("why", "web", "--run-dir=/run/t")).isZero();
        assertThat(host.output())
                .endsWith(
                        "last run: processor 1.2 s user and 30 ms system, memory 7 MB at most, page faults 412 (2 with"
                                + " input), read 8 kB, written 512 B\n");
        assertThat(host.tend("why", "web", "--json", "--run-dir=/run/t")).isZero();
        assertThat(host.output()).contains("\"used\":{\"user\":1.250000,\"system\":0.030000,\"peak-memory\":7340032");
    }

    @Test
    void tellsThePastWithoutAKeeper() {
        journal("journal", ENDED, WAITING);

        assertThat(host.tend("why", "w*", "-n1", "--run-dir=/run/t")).isZero();
        assertThat(host.output())
                .startsWith("web\n  2026-11-21T09:00:03.001Z  waiting")
                .contains("  | bye\n");
        assertThat(host.errors()).contains("no keeper runs on /run/t");
    }

    @Test
    void refusesANameNobodyKnows() {
        journal("journal", UP);
        host.keeper(new End(1, "no service is called wbe: did you mean \"web\"?"));

        assertThat(host.tend("why", "wbe", "--run-dir=/run/t")).isEqualTo(1);
        assertThat(host.errors()).isEqualTo("tend: no service is called wbe: did you mean \"web\"?\n");
    }

    @Test
    void passesOverDamagedLinesOfTheJournal() {
        host.files.with("/run/t/journal", "garbage\n" + Codec.fields(UP).text() + "\n{\"half\":");

        assertThat(host.tend("events", "--run-dir=/run/t")).isZero();
        assertThat(host.output()).isEqualTo("2026-11-21T09:00:00.000Z  web  up            started by hand (pid 7)\n");
    }

    @Test
    void showsTheLastEventsOfAll() {
        journal("journal", UP, ENDED, KEEPER);

        assertThat(host.tend("events", "-n", "2", "--run-dir=/run/t")).isZero();
        assertThat(host.output().lines()).hasSize(2).anyMatch(line -> line.contains("  keeper  stopped "));
    }

    @Test
    void showsEventsAsTheyStandInTheJournal() {
        journal("journal", UP);

        assertThat(host.tend("events", "--json", "--run-dir=/run/t")).isZero();
        assertThat(host.output()).isEqualTo(Codec.fields(UP).text() + "\n");
    }

    @Test
    void tellsAFollowedEventOnlyOnce() {
        journal("journal", UP);
        host.keeper(UP, ENDED, new End(0, ""));

        assertThat(host.tend("events", "-f", "--run-dir=/run/t")).isZero();
        assertThat(host.output().lines()).hasSize(2);
    }

    @Test
    void keepsOnlyTheLast() {
        var recent = new Recent<Integer>(2);
        List.of(1, 2, 3).forEach(recent::add);

        assertThat(recent.all()).containsExactly(2, 3);
    }

    @Test
    void readsAHistoryForEachServiceBelowTheLogDirectory() {
        host.files.with("/run/t/log-dir", "/l\n");
        host.files.with("/l/.journal/web~", Codec.fields(UP).text() + "\n");
        host.files.with(
                "/l/.journal/web",
                Codec.fields(ENDED).text() + "\n" + Codec.fields(WAITING).text() + "\n");
        host.files.with("/l/.journal/.keeper", Codec.fields(KEEPER).text() + "\n");

        assertThat(host.tend("events", "--run-dir=/run/t")).isZero();
        assertThat(host.output().lines().map(line -> line.substring(26).replaceAll(" +.*", "")))
                .containsExactlyInAnyOrder("web", "keeper", "web", "web");
        assertThat(host.output()).endsWith("next in 800 ms\n");
    }

    @Test
    void showsARangeOfTimeInTheZoneOfTz() {
        host.variables.put("TZ", "CET-1");
        host.files.with(
                "/l/.journal/web",
                Codec.fields(UP).text() + "\n" + Codec.fields(ENDED).text() + "\n");

        assertThat(host.tend("events", "web", "--log-dir=/l", "--since=2026-11-21 10:00:02"))
                .isZero();
        assertThat(host.output()).startsWith("2026-11-21T10:00:03.000+01:00  web  ended");
        assertThat(host.tend("why", "web", "--log-dir=/l", "--until=2026-11-21 09:00:02", "--utc"))
                .isZero();
        assertThat(host.output())
                .contains("web\n  2026-11-21T09:00:00.000Z  up ")
                .doesNotContain("09:00:03");
    }
}

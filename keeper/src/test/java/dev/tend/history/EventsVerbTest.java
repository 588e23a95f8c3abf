package dev.tend.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.Test;

class EventsVerbTest {

    private final FakeHost host = new FakeHost();

    private static String line(String service, String event) {
        return Codec.fields(new HistoryEvent(1_795_244_947_123_456L, service, event, 0, "why", ""))
                        .text() + "\n";
    }

    @Test
    void alignsItsColumns() {
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files.with(
                "/run/tend/journal", line("", "started") + line("web@10", "stop-failed") + line("d".repeat(40), "x"));

        assertThat(host.tend("events")).isZero();
        assertThat(host.output().lines()).allSatisfy(line -> assertThat(line).endsWith("  why"));
        assertThat(host.output()).contains("Z  keeper" + " ".repeat(26) + "  started       why");
        host.terminal.output.setLength(0);

        assertThat(host.tend("events", "web@*")).isZero();
        assertThat(host.output()).contains("Z  web@10  stop-failed   why");
    }

    @Test
    void passesOverWhatIsNoHistory() {
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files
                .with("/run/tend/log-dir", "/log")
                .with("/log/.journal/web/file", "a directory in place of a history")
                .with("/log/.journal/huge", "x".repeat(17 << 20))
                .with("/log/.journal/db", line("db", "started"));

        assertThat(host.tend("events")).isZero();

        assertThat(host.output().lines()).hasSize(1).first().asString().contains("db", "started");
        assertThat(host.errors())
                .contains("/log/.journal/web is no regular file: it is passed over")
                .contains("/log/.journal/huge is larger than any history: it is passed over");
    }

    private void history(String service, String file, String event) {
        host.files.with("/logs/.journal/" + file, line(service, event));
    }

    @Test
    void refusesANameThatNothingIsKnownOf() {
        history("web", "web", "started");
        assertThat(host.tend("events", "--log-dir", "/logs", "web", "wbe")).isEqualTo(1);
        assertThat(host.errors()).isEqualTo("tend: no event of wbe in /logs\n");
        assertThat(host.output()).isEmpty();
        assertThat(host.tend("events", "--log-dir", "/logs", "w*")).isZero();
    }

    @Test
    void showsNothingOfAServiceThatNothingHasHappenedTo() {
        history("web", "web", "started");
        host.keeper(new End(0, ""));
        assertThat(host.tend("events", "--log-dir", "/logs", "new")).isZero();
        assertThat(host.output()).isEmpty();
    }

    @Test
    void showsTheEventsOfTheKeeperWhereItIsNamed() {
        history("web", "web", "started");
        history("", ".keeper", "adopted");
        assertThat(host.tend("events", "--log-dir", "/logs", "keeper")).isZero();
        assertThat(host.output()).contains("keeper  adopted").doesNotContain("started");
    }

    @Test
    void saysThatThereIsNoLogDirectory() {
        String problem = "tend: cannot list /none: no such file or directory: say where the logs are with --log-dir\n";
        assertThat(host.tend("events", "--log-dir", "/none")).isEqualTo(1);
        assertThat(host.errors()).isEqualTo(problem);
        assertThat(host.tend("why", "--log-dir", "/none", "web")).isEqualTo(1);
        assertThat(host.errors()).endsWith(problem);
    }

    @Test
    void aServiceNeedNotHaveALog() {
        host.files.with("/logs/web/current", "");
        host.keeper(new End(0, ""));
        assertThat(host.tend("logs", "--log-dir", "/logs", "con")).isEqualTo(1);
        assertThat(host.errors())
                .isEqualTo(
                        "tend: there is no log of con in /logs: it has not been started, or its output goes elsewhere:"
                                + " see log in \"tend explain con\"\n");
    }

    @Test
    void adviceThatCannotHelpIsNotGivenForLogsThatMayNotBeRead() {
        host.files.with("/logs/web/current", "").modes.put("/logs", 0);
        assertThat(host.tend("logs", "--log-dir", "/logs", "web")).isEqualTo(77);
        assertThat(host.errors()).isEqualTo("tend: cannot list /logs: permission denied\n");
    }
}

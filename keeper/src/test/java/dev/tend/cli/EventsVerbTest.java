package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Codec;
import dev.tend.wire.Reply.Told;
import org.junit.jupiter.api.Test;

class EventsVerbTest {

    private final FakeHost host = new FakeHost();

    private static String line(String service, String event) {
        return Codec.fields(new Told(1_795_244_947_123_456L, service, event, 0, "why", ""))
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
}

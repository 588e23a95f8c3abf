package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading services' logs with {@code tend logs}. */
@Tag("quick")
class LogsTest {

    private static final int LINES = 1_000;

    @RegisterExtension
    final Tend tend = new Tend();

    private void writes(String name, String word) {
        tend.service(
                name,
                "shell=i=0; while [ $i -lt " + LINES + " ]; do echo \"" + word
                        + " $i\"; i=$((i+1)); done; exec sleep 1000",
                "log-size=4k",
                "log-keep=100");
    }

    @Test
    void showsTheLastLinesAcrossRotations() {
        writes("web", "line");
        tend.up();
        tend.awaitLog("web", "line " + (LINES - 1) + "\n");

        assertThat(tend.done("logs", "-n", "3", "web").out()).isEqualTo("line 997\nline 998\nline 999\n");
        assertThat(tend.done("logs", "-n", "900", "web").out().lines())
                .containsExactlyElementsOf(
                        IntStream.range(100, LINES).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void needsNoKeeper() {
        writes("web", "line");
        tend.up();
        tend.awaitLog("web", "line " + (LINES - 1) + "\n");
        tend.done("shutdown");
        tend.awaitEnd();

        assertThat(tend.done("logs", "--log-dir", tend.logs().toString(), "-n", "2", "web")
                        .out())
                .isEqualTo("line 998\nline 999\n");
    }

    @Test
    void showsSeveralServices() {
        writes("web", "line");
        writes("api", "row");
        tend.up();
        tend.awaitLog("web", "line " + (LINES - 1) + "\n");
        tend.awaitLog("api", "row " + (LINES - 1) + "\n");

        assertThat(tend.done("logs", "-n", "1", "web", "api").out())
                .contains("line 999")
                .contains("row 999");
    }

    @Test
    void showsObjectsToPrograms() {
        tend.service("web", "shell=echo hello; exec sleep 1000", "log-timestamps=iso");
        tend.up();
        tend.awaitLog("web", "hello\n");

        var line = Tend.json(tend.done("logs", "--json", "web").out());

        assertThat(line.get("service").asString()).isEqualTo("web");
        assertThat(line.get("text").asString()).isEqualTo("hello");
        assertThat(tend.log("web")).isEqualTo(line.get("time").asString() + " hello\n");
    }

    @Test
    void followsAcrossRotations() {
        tend.service(
                "web",
                "shell=i=0; while [ $i -lt " + LINES
                        + " ]; do i=$((i+1)); echo \"line $i\"; test $((i % 50)) = 0 && sleep 0.05; "
                        + "done; exec sleep 1000",
                "log-size=2k",
                "log-keep=100");
        tend.up();
        tend.awaitLog("web", "line 50\n");

        tend.start("follow", List.of(Tend.BINARY.toString(), "logs", "-f", "-n", "10000", "web"));

        Tend.awaiting().until(() -> Tend.text(tend.path("follow.out")).endsWith("line " + LINES + "\n"));
        assertThat(Tend.text(tend.path("follow.out")).lines())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void showsARangeOfTime() {
        tend.service("web", "shell=echo one; echo two; exec sleep 1000", "log-timestamps=iso")
                .service("api", "shell=echo one; exec sleep 1000")
                .up();
        tend.awaitLog("web", "two\n");
        tend.awaitLog("api", "one\n");
        tend.awaitState("web", "ready");

        assertThat(tend.done("logs", "--since", "1h ago", "web").out()).isEqualTo(tend.log("web"));
        assertThat(tend.done("logs", "--since", "1h ago", "-n", "1", "web").out())
                .isEqualTo(tend.logLines("web").getLast() + "\n");
        assertThat(tend.done("logs", "--until", "1h ago", "web").out()).isEmpty();
        assertThat(tend.verb("logs", "--since", "1h ago", "api").err()).contains("api: no line has a time");
        assertThat(tend.done("events", "--since", "yesterday", "web").out()).contains("starting", "ready");
        assertThat(tend.done("why", "--until", "1h ago", "web").out()).doesNotContain("starting");
    }

    @Test
    void tellsOfThePastWithoutAKeeper() {
        writes("web", "line");
        tend.up();
        tend.awaitState("web", "ready");
        tend.done("shutdown");
        tend.awaitEnd();

        assertThat(tend.done("events", "web").out()).contains("starting", "ready", "stopped");
        assertThat(tend.done("why", "web").out()).contains("stopped");
        assertThat(tend.done("logs", "-n", "1", "web").out()).isEqualTo("line 999\n");
    }
}

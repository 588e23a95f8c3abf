package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hooks that hang, flood, leave others behind, or outlive their keeper. */
class BadHookTest {

    @RegisterExtension
    final Tend tend = new Tend();

    @Test
    void oneThatHangsIsEndedWhenItsTimeIsUp() {
        tend.service(
                        "web",
                        "shell=echo main; exec sleep 1000",
                        "pre-start=echo $$; exec sleep 1000",
                        "pre-start.timeout=200ms",
                        "backoff=1h..1h")
                .up();

        assertThat(tend.awaitState("web", "waiting").why()).startsWith("pre-start did not end within 200 ms");
        assertThat(tend.logLines("web")).hasSize(1);
        assertThat(Proc.alive(Long.parseLong(tend.logLines("web").getFirst()))).isFalse();
    }

    @Test
    void aStopEndsAPreStart() {
        tend.service("web", "shell=echo main; exec sleep 1000", "pre-start=echo $$; exec sleep 1000")
                .up();
        tend.awaitLog("web", "\n");

        tend.done("stop", "web");

        assertThat(tend.status("web").state()).isEqualTo("down");
        assertThat(tend.logLines("web")).hasSize(1);
        assertThat(Proc.alive(Long.parseLong(tend.logLines("web").getFirst()))).isFalse();
    }

    /** Its kept output is bounded like that of the service itself, and the keeper goes on answering. */
    @Test
    void oneThatPrintsAHundredMegabytesHarmsNobody() throws IOException {
        tend.service(
                        "web",
                        "cmd=sleep 1000",
                        "log-size=1M",
                        "log-keep=2",
                        "pre-start=yes flood | head -c 100000000",
                        "drain=yes 1 | head -c 100000000")
                .up();
        tend.awaitUp("web");

        assertThat(tend.done("stop", "web").out()).contains("down");
        assertThat(tend.done("why", "web").out()).contains("drain: Script did not return a signed integer");
        long kept = 0;
        try (var files = Files.list(tend.logs().resolve("web"))) {
            for (Path file : files.toList()) {
                kept += Files.size(file);
            }
        }
        assertThat(kept).isBetween(1_000_000L, 4_000_000L);
    }

    @Test
    void whatOneLeavesBehindIsGone() {
        tend.service(
                        "web",
                        "shell=echo main; exec sleep 1000",
                        "pre-start=(trap '' TERM HUP; exec sleep 1000) & echo $!",
                        "post-stop=sleep 1000 & echo $!")
                .up();
        tend.awaitUp("web");
        tend.awaitLog("web", "main");
        assertThat(Proc.alive(Long.parseLong(tend.logLines("web").getFirst()))).isFalse();

        tend.done("stop", "web");

        assertThat(Proc.alive(Long.parseLong(tend.logLines("web").getLast()))).isFalse();
    }

    /**
     * The next keeper cannot learn how it ended, so it runs it again, but not before that end, and starts the service
     * once.
     */
    @Test
    void theNextKeeperTakesAPreStartOver() {
        Path go = tend.path("go");
        tend.service(
                        "web",
                        "shell=echo main; exec sleep 1000",
                        "pre-start=echo begin; until [ -e " + go + " ]; do sleep 0.02; done; echo end")
                .up();
        tend.awaitLog("web", "begin");

        tend.killKeeper();
        tend.up();
        assertThat(tend.status("web").why()).startsWith("pre-start runs");
        tend.file("go", "");

        tend.awaitUp("web");
        tend.awaitLog("web", "main");
        assertThat(tend.logLines("web")).containsExactly("begin", "end", "begin", "end", "main");
    }

    /** Its last words are gone with its pipe, which no process held open by then. */
    @Test
    void theNextKeeperTakesAPreStartOverThatEndedMeanwhile() {
        tend.service("web", "shell=echo main; exec sleep 1000", "pre-start=echo begin; sleep 2; echo end")
                .up();
        tend.awaitLog("web", "begin");

        tend.killKeeper();
        Tend.awaiting().until(() -> Proc.all().noneMatch(this::isHook));
        tend.up();

        tend.awaitUp("web");
        tend.awaitLog("web", "main");
        assertThat(tend.logLines("web")).containsExactly("begin", "begin", "end", "main");
    }

    private boolean isHook(long pid) {
        return String.join(" ", Proc.command(pid)).contains("echo begin; sleep")
                && tend.root().toString().equals(Proc.environment(pid).get(Leftovers.MARK));
    }

    @Test
    void theNextKeeperTakesADrainOver() {
        Path go = tend.path("go");
        tend.service(
                        "web",
                        "shell=exec 2>/dev/null; trap 'echo TERM; exit 0' TERM; echo main; while :; do sleep 0.02; done",
                        "drain=echo begin $1 >&2; until [ -e " + go + " ]; do sleep 0.02; done; echo end >&2; echo 0")
                .up();
        tend.awaitUp("web");
        tend.awaitLog("web", "main");
        tend.done("stop", "--no-wait", "web");
        tend.awaitLog("web", "begin");

        tend.killKeeper();
        tend.up();
        assertThat(tend.status("web").state()).isEqualTo("stopping");
        tend.file("go", "");

        tend.awaitState("web", "down");
        assertThat(tend.logLines("web"))
                .containsExactly("main", "begin job_shutdown", "end", "begin job_check_status", "end", "TERM");
    }
}

package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.cli.Verbs;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A keeper that accepts connections and says nothing more, as one that is stopped by a signal: every wait for it has an end. */
class SessionTest {

    private static final long SECOND = 1_000_000;

    /** Verbs that ask no keeper. */
    private static final List<String> ALONE =
            List.of("up", "run", "check", "explain", "try", "probe", "pidfile", "import", "export", "version", "help");

    private final FakeHost host = new FakeHost();

    SessionTest() {
        host.keeper();
        host.frozen = true;
        host.variables.put("TEND_RUN_DIR", "/run/tend");
        host.files.with("/proc/4711/stat", "4711 (tend) T 1 4711");
    }

    /** @param seconds at most, on our clock */
    @ParameterizedTest
    @CsvSource({
        "status, 10",
        "status web, 10",
        "start web, 20",
        "start --no-wait web, 10",
        "stop web, 20",
        "stop --timeout 2s web, 5",
        "stop --timeout 1m web, 20",
        "drain web, 20",
        "restart --rolling web, 20",
        "kill web, 20",
        "signal HUP web, 10",
        "plan, 10",
        "reload, 10",
        "deploy, 20",
        "graph, 10",
        "shutdown, 20",
        "shutdown --timeout 2s, 5",
        "events -f, 70"
    })
    void givesAKeeperUpThatDoesNotAnswer(String words, long seconds) {
        assertThat(host.tend(words.split(" "))).isEqualTo(75);
        assertThat(host.terminal.time).isBetween(2 * SECOND, seconds * SECOND);
        assertThat(host.errors())
                .contains("tend: the keeper on /run/tend (pid 4711) does not answer: it is stopped: kill -CONT 4711; ");
    }

    @Test
    void knowsOfEveryVerbWhetherItWaits() throws Exception {
        var waits = SessionTest.class
                .getDeclaredMethod("givesAKeeperUpThatDoesNotAnswer", String.class, long.class)
                .getAnnotation(CsvSource.class)
                .value();
        var known = new ArrayList<>(ALONE);
        known.addAll(List.of("why", "logs", "doctor")); // below
        for (String line : waits) {
            known.add(line.split("[ ,]")[0]);
        }
        for (var verb : Verbs.ALL) {
            assertThat(known).contains(verb.usage().verb());
        }
    }

    @Test
    void tellsThePastWhereTheKeeperDoesNotAnswer() {
        host.tend("why", "web");
        assertThat(host.terminal.time).isEqualTo(10 * SECOND);
        assertThat(host.errors()).contains("does not answer").contains("so this is the past only");
    }

    @Test
    void namesAKeeperThatDoesNotAnswerAsWhatIsToBeMended() {
        assertThat(host.tend("doctor")).isEqualTo(1);
        assertThat(host.output()).contains("mend  keeper: the keeper on /run/tend (pid 4711) does not answer");
    }

    @Test
    void saysThatItDoesNotKnowTheKeepersFolders() {
        host.tend("check");
        assertThat(host.errors()).contains("does not answer");
    }

    @Test
    void keepsWhatCameBeforeTheKeeperStopped() {
        host.keeper(new Outcome("web", true, "down"));
        assertThat(host.tend("stop", "web", "db")).isEqualTo(75);
        assertThat(host.output()).isEqualTo("web: down\n");
    }

    @Test
    void waitsOnForAKeeperThatAnswersOthers() {
        host.keeper(new End(0, ""));
        host.mute = 3; // looks at the first connection
        assertThat(host.tend("stop", "web")).isZero();
        assertThat(host.terminal.time).isEqualTo(30 * SECOND);
    }
}

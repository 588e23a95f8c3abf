package dev.tend.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.command.FakeHost;
import dev.tend.service.Relations;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.End;
import dev.tend.wire.Reply.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which service waits for which, and what took so long. */
class GraphVerbTest {

    private static final long SECOND = 1_000_000;

    private final FakeHost host = new FakeHost();
    private final List<Reply> replies = new ArrayList<>();

    /** @param at when it began and when it was ready, in seconds after the first start, 100 s ago */
    private void node(String name, double began, double ready, String... after) {
        int at = name.indexOf('@');
        long begun = Math.round((100 - began) * SECOND);
        long took = ready < 0 ? -1 : Math.round((ready - began) * SECOND);
        var relations = new Relations(List.of(after), List.of(), List.of(), List.of());
        replies.add(new Node(
                name,
                at < 0 ? name : name.substring(0, at),
                ready < 0 ? "starting" : "ready",
                relations,
                began < 0 ? -1 : begun,
                took));
    }

    private List<String> graph(String... names) {
        replies.add(new End(0, ""));
        host.keeper(replies.toArray(Reply[]::new));
        var words = new ArrayList<>(List.of("graph"));
        words.addAll(List.of(names));
        assertThat(host.tend(words.toArray(String[]::new))).as(host.errors()).isZero();
        return host.output().lines().toList();
    }

    @Test
    void putsEachBelowWhatItWaitedForLast() {
        node("disk", 0, 1);
        node("db", 1, 4, "disk");
        node("cache", 1, 2, "disk");
        node("web", 4, 5, "cache", "db", "gone");
        node("lone", 0, 1.5);

        assertThat(graph())
                .containsExactly(
                        "disk  @1 s +1 s",
                        "├─ cache  @2 s +1 s",
                        "└─ db  @4 s +3 s",
                        "   └─ web  @5 s +1 s; also after cache, gone",
                        "lone  @1.5 s +1.5 s",
                        "",
                        "The chain that took longest; each waited for the one below it:",
                        "web  @5 s +1 s",
                        "└─ db  @4 s +3 s",
                        "   └─ disk  @1 s +1 s");
    }

    @Test
    void showsWhatWasNamedAndWhatThatWaitsFor() {
        node("disk", 0, 1);
        node("db", 1, 4, "disk");
        node("cache", 1, 2, "disk");

        assertThat(graph("cache"))
                .containsExactly(
                        "disk  @1 s +1 s",
                        "└─ cache  @2 s +1 s",
                        "",
                        "The chain that took longest; each waited for the one below it:",
                        "cache  @2 s +1 s",
                        "└─ disk  @1 s +1 s");
    }

    @Test
    void saysTheStateOfWhatIsNotReady() {
        node("db", 0, -1);
        node("web", -1, -1, "db");

        assertThat(graph()).containsExactly("db  starting", "└─ web  starting");
    }

    @Test
    void aServiceIsReadyWithTheLastOfItsInstances() {
        node("db@1", 0, 1);
        node("db@2", 0, 3);
        node("web", 3, 4, "db");

        assertThat(graph()).startsWith("db  @3 s +3 s", "└─ web  @4 s +1 s");
    }

    @Test
    void showsNoTimesOfWhatCameAfterTheStart() {
        node("db", 0, 1);
        node("web@1", 1, 2, "db");
        node("web@2", 40, 41, "db");
        node("added", 50, 60, "db");

        assertThat(graph())
                .containsExactly(
                        "db  @1 s +1 s",
                        "├─ added  ready",
                        "└─ web  @2 s +1 s",
                        "",
                        "The chain that took longest; each waited for the one below it:",
                        "web  @2 s +1 s",
                        "└─ db  @1 s +1 s");
    }

    @Test
    void theChainLeavesOutWhatWasReadyLater() {
        node("db", 50, 51);
        node("web", 0, 60, "db");

        assertThat(graph()).endsWith("web  @1 m +1 m");
    }

    @Test
    void answersInJson() {
        node("db", 0, 1);
        node("web", 1, 2, "db");

        assertThat(graph("--json", "web"))
                .containsExactly(
                        "[{\"name\":\"web\",\"state\":\"ready\",\"after\":[\"db\"],\"requires\":[],\"binds-to\":[],\"wants\":[],"
                                + "\"conflicts\":[],\"at\":2.000000,\"took\":1.000000,\"longest-chain\":true},",
                        " {\"name\":\"db\",\"state\":\"ready\",\"after\":[],\"requires\":[],\"binds-to\":[],\"wants\":[],"
                                + "\"conflicts\":[],\"at\":1.000000,\"took\":1.000000,\"longest-chain\":true}]");
    }

    @Test
    void doesNotKnowEveryName() {
        node("web", 0, 1);
        replies.add(new End(0, ""));
        host.keeper(replies.toArray(Reply[]::new));

        assertThat(host.tend("graph", "wbe")).isEqualTo(1);
        assertThat(host.errors()).isEqualTo("tend: no service is called wbe: did you mean \"web\"?\n");
    }

    @Test
    void drawsAChainOfThousandsWithoutRunningOutOfAnything() {
        for (int i = 0; i < 5_000; i++) {
            node("s" + i, i * 0.01, (i + 1) * 0.01, "s" + (i - 1));
        }

        assertThat(graph()).hasSize(2 * 5_000 + 2);
    }
}

package dev.tend.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.Problem;
import dev.tend.lifecycle.ResourceUse;
import dev.tend.manager.ManagerAction;
import dev.tend.service.Relations;
import dev.tend.wire.Request.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol: everything arrives as it was sent, and anything else gets one sentence. */
class CodecTest {

    private static final String ROLLING = "\"rolling\" is for a restart or reload that has patience";

    static List<Request> requests() {
        var requests = new ArrayList<Request>(List.of(
                new Request.Status(List.of()),
                new Request.Status(List.of("web*", "a b", "\"ü\"")),
                new Request.Signal(List.of("web"), 1),
                new Request.Signal(List.of("web"), 40),
                new Request.Change(Verb.STOP_UNDRAINED, List.of("web"), 1),
                new Request.Change(Verb.DRAIN, List.of("web"), 0),
                new Request.Deploy(List.of("web"), List.of("nginx"), true, 2_000_000),
                new Request.RunHook("web", "post-deploy"),
                new Request.Reload(),
                new Request.Plan(),
                new Request.Follow(),
                new Request.Logs(List.of("web"), 100, true),
                new Request.ReadLogs(Map.of("web@1", "", "db", "7:12:0a0b")),
                new Request.Usage(List.of(), true),
                new Request.Usage(List.of("web"), false),
                new Request.Graph(),
                new Request.Manage(ManagerAction.STATUS),
                new Request.Manage(ManagerAction.KILL),
                new Request.Info(),
                new Request.Shutdown(30_000_000)));
        for (Verb verb : Verb.values()) {
            requests.add(new Request.Change(verb, List.of("web"), 1_500_001));
        }
        requests.add(new Request.Change(Verb.RESTART, List.of("web"), 1_500_000, true));
        requests.add(new Request.Change(Verb.RELOAD_OR_RESTART, List.of("web"), 1_500_000, true));
        return requests;
    }

    static List<Reply> replies() {
        return List.of(
                new Reply.Status(
                        "web@1",
                        "web",
                        "up",
                        "ready",
                        4711,
                        123_456_789_012L,
                        61_000_001,
                        3,
                        0,
                        -1,
                        "started",
                        "busy",
                        "",
                        "no answer",
                        false,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()),
                new Reply.Status(
                        "db",
                        "db",
                        "up",
                        "waiting",
                        0,
                        0,
                        0,
                        4,
                        4,
                        800_000,
                        "exited with code 1",
                        "",
                        "d/db:3: x",
                        "",
                        true,
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        List.of()),
                new Reply.Outcome("web", true, "up"),
                new Reply.LogPiece("web", "7:12:0a0b", true, "one\ntwo\n"),
                new Reply.Planned("web", "restart", "cmd changed"),
                new Reply.Wrong(new Problem("/etc/tend.d/web", 3, "key \"x\" is unknown")),
                new Reply.HistoryEvent(
                        1_795_244_947_123_456L, "web", "ended", 4711, "killed by signal 9", "panic:\n\"x\"\u001b[0m"),
                new Reply.Node(
                        "web@1",
                        "web",
                        "ready",
                        new Relations(List.of("db", "cache"), List.of("db"), List.of(), List.of("old")),
                        3_000_000,
                        1_000_001),
                new Reply.Node("db", "db", "down", Relations.NONE, -1, -1),
                new Reply.Keeper(
                        "0.1.0",
                        1,
                        86_400_000_000L,
                        Map.of(
                                "folders", List.of("/etc/tend.d"),
                                "bosh-jobs", List.of("/var/vcap/jobs/web"),
                                "runit", List.of()),
                        "runsvdir",
                        "/run/tend",
                        "/var/log/tend",
                        2),
                new Reply.Usage("web", 2_500_000, 1234, 4096, 9, 1, 1500),
                new Reply.Usage("", -1, -1, -1, -1, -1, -1),
                new Reply.Managed(202, "stopping", 62_500_000),
                new Reply.End(0, ""),
                new Reply.End(1, "web did not stop"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsArriveAsTheyWereSent(Request request) {
        String line = Codec.encode(request);

        assertThat(line).doesNotContain("\n");
        assertThat(Codec.request(line)).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void repliesArriveAsTheyWereSent(Reply reply) {
        String line = Codec.encode(reply);

        assertThat(line).doesNotContain("\n");
        assertThat(Codec.reply(line)).isEqualTo(reply);
    }

    @Test
    void writesPlainLines() {
        assertThat(Codec.encode(new Request.Status(List.of("web*"))))
                .isEqualTo("{\"ask\":\"status\",\"names\":[\"web*\"]}");
        assertThat(Codec.encode(new Request.Change(Verb.STOP, List.of("web"), 1_500_000)))
                .isEqualTo("{\"ask\":\"stop\",\"names\":[\"web\"],\"patience\":1.500000}");
        assertThat(Codec.encode(new Request.Signal(List.of(), 1)))
                .isEqualTo("{\"ask\":\"signal\",\"names\":[],\"signal\":\"HUP\"}");
        assertThat(Codec.encode(replies().getFirst()))
                .isEqualTo(
                        "{\"status\":{\"name\":\"web@1\",\"service\":\"web\",\"wanted\":\"up\",\"state\":\"ready\",\"pid\":4711,"
                                + "\"birth\":123456789012,\"uptime\":61.000001,\"restarts\":3,\"attempt\":0,\"next\":null,"
                                + "\"why\":\"started\",\"note\":\"busy\",\"problem\":\"\",\"complaint\":\"no answer\",\"scheduled\":false,\"output\":\"\",\"dropped\":0,\"tags\":[]}}");
        assertThat(Codec.encode(new Reply.End(0, ""))).isEqualTo("{\"end\":{\"code\":0,\"error\":\"\"}}");
    }

    @Test
    void readsItsOwnJournal() {
        var use = new ResourceUse(1, 2_000_000, 3, 4, 5, 6, 7);
        var entry =
                new Reply.HistoryEvent(1_795_244_947_123_456L, "web", "ended", 4711, "killed", "", Optional.of(use));

        String line = Codec.fields(entry).text();

        assertThat(line)
                .startsWith("{\"time\":\"2026-11-21T07:09:07.123456Z\",\"service\":\"web\",\"event\":\"ended\"");
        assertThat(Codec.historyEvent(line)).isEqualTo(entry);
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        assertThat(Codec.request("{\"colour\":\"red\",\"ask\":\"info\"}")).isEqualTo(new Request.Info());
        assertThat(Codec.reply("{\"end\":{\"code\":0,\"error\":\"\",\"colour\":1}}"))
                .isEqualTo(new Reply.End(0, ""));
    }

    @Test
    void asksForNothingWhereNothingIsSaid() {
        assertThat(Codec.request("{\"ask\":\"status\"}")).isEqualTo(new Request.Status(List.of()));
        assertThat(Codec.request("{\"ask\":\"stop\",\"names\":null}"))
                .isEqualTo(new Request.Change(Verb.STOP, List.of(), 0));
        assertThat(Codec.request("{\"ask\":\"shutdown\"}")).isEqualTo(new Request.Shutdown(0));
    }

    @Test
    void refusesRequestsInOneSentence() {
        assertRefused("", "this is no JSON: expected a value, found nothing in column 1");
        assertRefused("GET / HTTP/1.1", "this is no JSON: expected a value, found \"G\" in column 1");
        assertRefused("[]", "the request is no JSON object: write {\"ask\":\"status\"}");
        assertRefused("{}", "the request has no \"ask\"");
        assertRefused("{\"ask\":1}", "\"ask\" in the request is not a string");
        assertRefused("{\"ask\":\"stat\"}", "unknown request \"stat\": did you mean \"status\"?");
        assertRefused("{\"ask\":\"dance\"}", "unknown request \"dance\"");
        assertRefused("{\"ask\":\"stop\",\"names\":\"web\"}", "\"names\" in the request is not a list of strings");
        assertRefused("{\"ask\":\"stop\",\"names\":[1]}", "\"names\" in the request is not a list of strings");
        assertRefused("{\"ask\":\"stop\",\"patience\":\"1s\"}", "\"patience\" in the request is not a number");
        assertRefused("{\"ask\":\"stop\",\"patience\":1e9}", "\"patience\" in the request is not a number of seconds");
        assertRefused("{\"ask\":\"stop\",\"patience\":-1}", "\"patience\" in the request is not a time to come");
        assertRefused(
                "{\"ask\":\"signal\",\"signal\":\"HOP\"}", "\"signal\" in the request is not the name of a signal");
        assertRefused("{\"ask\":\"stop\",\"patience\":1,\"rolling\":true}", ROLLING);
        assertRefused("{\"ask\":\"restart\",\"rolling\":true}", ROLLING);
        assertRefused("{\"ask\":\"signal\"}", "the request has no \"signal\"");
    }

    @Test
    void refusesRepliesInOneSentence() {
        assertThatThrownBy(() -> Codec.reply("{\"dance\":{}}"))
                .isInstanceOf(WireException.class)
                .hasMessage("unknown reply \"dance\": is the keeper newer?");
        assertThatThrownBy(() -> Codec.reply("{\"end\":{\"code\":99999999999,\"error\":\"\"}}"))
                .isInstanceOf(WireException.class)
                .hasMessage("\"code\" in \"end\" is not a number of at most 2147483647");
        assertThatThrownBy(() -> Codec.reply("{\"end\":7}")).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> Codec.historyEvent("{\"time\":\"now\"}"))
                .isInstanceOf(WireException.class)
                .hasMessage("\"time\" in the event is not a UTC time in ISO 8601");
    }

    private static void assertRefused(String line, String message) {
        assertThatThrownBy(() -> Codec.request(line))
                .isInstanceOf(WireException.class)
                .hasMessage(message);
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * System calls that an old kernel does not have (ENOSYS), or a container's filter refuses (EPERM): a keeper does without, or says
 * which one it needs, and ends. It never waits for what cannot come. The address sanitizer itself needs some of the calls.
 */
@Tag("unsanitized")
class RefusedCallsTest {

    /** {@code EX_OSERR}. */
    private static final int SYSTEM = 71;

    private static final Map<String, Integer> ERRORS = Map.of("EPERM", 1, "ENOSYS", 38);

    /** A keeper ends without one of these, and says so. The numbers are those of x86_64. */
    private static final Map<String, Integer> NEEDED = new TreeMap<>(Map.ofEntries(
            Map.entry("socketpair", 53),
            Map.entry("prctl", 157),
            Map.entry("epoll_ctl", 233),
            Map.entry("waitid", 247),
            Map.entry("splice", 275),
            Map.entry("tee", 276),
            Map.entry("epoll_pwait", 281),
            Map.entry("timerfd_create", 283),
            Map.entry("timerfd_settime", 286),
            Map.entry("accept4", 288),
            Map.entry("epoll_create1", 291),
            Map.entry("dup3", 292),
            Map.entry("pipe2", 293)));

    /** It does without each of these. */
    private static final Map<String, Integer> NEWER = new TreeMap<>(Map.ofEntries(
            Map.entry("signalfd4", 289),
            Map.entry("inotify_init1", 294),
            Map.entry("prlimit64", 302),
            Map.entry("getrandom", 318),
            Map.entry("execveat", 322),
            Map.entry("statx", 332),
            Map.entry("pidfd_send_signal", 424),
            Map.entry("pidfd_open", 434),
            Map.entry("clone3", 435),
            Map.entry("close_range", 436),
            Map.entry("openat2", 437),
            Map.entry("pidfd_getfd", 438),
            Map.entry("faccessat2", 439),
            Map.entry("epoll_pwait2", 441)));

    /** The first number that Linux 2.6.19 gave to a call. */
    private static final int NOT_OLD = 281;

    @RegisterExtension
    final Tend tend = new Tend();

    /** The words before a command that some calls are refused to. */
    static List<String> refusing(String error, String... calls) {
        var numbers = new ArrayList<String>();
        for (String call : calls) {
            numbers.add(String.valueOf(NEWER.getOrDefault(call, NEEDED.get(call))));
        }
        return refusingNumbers(error, String.join(",", numbers));
    }

    private static List<String> refusingNumbers(String error, String rules) {
        String script = Tend.resource("system/refusing.pl").toString();
        return List.of("perl", script, String.valueOf(ERRORS.get(error)), rules);
    }

    static Stream<Arguments> needed() {
        return pairs(NEEDED);
    }

    static Stream<Arguments> newer() {
        return pairs(NEWER);
    }

    private static Stream<Arguments> pairs(Map<String, Integer> calls) {
        return calls.keySet().stream()
                .flatMap(call -> ERRORS.keySet().stream().sorted().map(error -> Arguments.of(call, error)));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void aKeeperNamesTheCallThatItNeeds(String call, String error) {
        tend.service("web", "cmd=sleep 1000");
        tend.under(refusing(error, call).toArray(String[]::new)).launch();

        assertThat(tend.awaitEnd()).as(tend::errors).isEqualTo(SYSTEM);
        assertThat(tend.errors().lines()).singleElement().satisfies(line -> assertThat(line)
                .contains(" " + call + "(2) (" + error + ")", "seccomp"));
    }

    @ParameterizedTest
    @MethodSource("newer")
    void aKeeperDoesWithoutANewerCall(String call, String error) {
        assertKeepsServicesUnder(refusing(error, call));
    }

    /** Whatever else is new, now or in a later version of Tend: nothing but the needed calls is. */
    @ParameterizedTest
    @ValueSource(strings = {"ENOSYS"}) // a C library's own programs, which services are, take EPERM for a failure
    void aKeeperDoesWithoutAllNewerCalls(String error) {
        var rules = new StringBuilder();
        NEEDED.values().forEach(number -> rules.append('=').append(number).append(','));
        assertKeepsServicesUnder(refusingNumbers(error, rules + "" + NOT_OLD + "+"));
    }

    private void assertKeepsServicesUnder(List<String> prefix) {
        tend.service("web", "shell=echo hello; exec sleep 1000", "pre-start=true", "health=exec:true");
        tend.under(prefix.toArray(String[]::new)).up();
        var before = tend.awaitState("web", "ready");
        tend.awaitLog("web", "hello");
        assertThat(Proc.descriptors(before.pid())).containsExactly(0, 1, 2);

        Proc.signal(before.pid(), "KILL");
        tend.awaitSuccessor("web", before.pid());
        tend.awaitState("web", "ready");
        tend.done("stop", "web");
        tend.done("start", "web");
        int last = tend.status("web").pid();

        Proc.signal(tend.keeper().pid(), "TERM");
        assertThat(tend.awaitEnd()).isZero();
        assertThat(Proc.alive(last)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signalfd4",
                "waitid",
                "epoll_pwait",
                "timerfd_create",
                "splice",
                "socketpair",
                "prctl",
                "close_range"
            })
    void runNeedsLessThanAKeeper(String call) throws Exception {
        assertRunForwards(refusing("EPERM", call));
    }

    private void assertRunForwards(List<String> prefix) throws Exception {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(Tend.BINARY.toString(), "run", "--", "sh", "-c"));
        command.add("trap 'exit 5' TERM; echo ready; while :; do sleep 0.02; done");
        var run = tend.start("run", command);
        Tend.awaiting()
                .until(() -> !run.isAlive() || Tend.text(tend.path("run.out")).contains("ready"));

        Proc.signal(run.pid(), "TERM");

        assertThat(run.waitFor()).as(Tend.text(tend.path("run.err"))).isEqualTo(5);
    }

    /** Its process is not the next keeper's child, and only looked at now and then. */
    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void aKeeperTakesOverWithoutPidfds(String error) {
        tend.service("web", "cmd=sleep 1000", "backoff=1ms..1ms").up();
        int former = tend.awaitState("web", "ready").pid();
        tend.killKeeper();
        tend.under(refusing(error, "pidfd_open", "pidfd_send_signal", "pidfd_getfd")
                        .toArray(String[]::new))
                .up();
        assertThat(tend.status("web").pid()).isEqualTo(former);

        Proc.signal(former, "KILL");
        tend.awaitSuccessor("web", former);
        tend.killKeeper();
        tend.up();
        tend.done("stop", "web");

        assertThat(tend.status("web").state()).isEqualTo("down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void pidfilesDoWithoutPidfds(String error) {
        var prefix = refusing(error, "pidfd_open", "pidfd_send_signal");
        var start = new ArrayList<>(prefix);
        String pidfile = tend.path("web.pid").toString();
        start.addAll(List.of(Tend.BINARY.toString(), "pidfile", "start", "-b", "-p", pidfile, "--", "sleep", "1000"));
        assertThat(tend.command(start).code()).isZero();
        long pid = Long.parseLong(Tend.text(tend.path("web.pid")).strip());
        assertThat(Proc.alive(pid)).isTrue();
        assertThat(tend.done("pidfile", "show", "-p", pidfile).out()).contains(String.valueOf(pid));

        var kill = new ArrayList<>(prefix);
        kill.addAll(List.of(Tend.BINARY.toString(), "pidfile", "kill", "-p", pidfile));
        var killed = tend.command(kill);

        assertThat(killed.code()).as(killed::toString).isZero();
        assertThat(Proc.alive(pid)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPERM", "ENOSYS"})
    void probesDoWithoutPidfds(String error) {
        var prefix = refusing(error, "pidfd_open", "epoll_pwait2", "close_range");
        assertThat(probe(prefix, "exec:true").code()).isZero();
        var failing = probe(prefix, "exec:sh -c 'echo broken; exit 3'");
        assertThat(failing.code()).isEqualTo(1);
        assertThat(failing.all()).contains("broken");
    }

    private Ran probe(List<String> prefix, String probe) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(Tend.BINARY.toString(), "probe", probe));
        return tend.command(command);
    }

    @Test
    void svlogdEndsByTermWithoutSignalfd() throws Exception {
        assertThat(tend.path("log-of-svlogd").toFile().mkdir()).isTrue();
        var command = new ArrayList<>(refusing("EPERM", "signalfd4"));
        command.addAll(List.of(
                Tend.BINARY.toString(),
                "as",
                "svlogd",
                "-v",
                tend.path("log-of-svlogd").toString()));
        var pipe = new ArrayList<>(List.of("sh", "-c", "mkfifo \"$1\"; shift; exec \"$@\" <>\"$0\""));
        pipe.add(tend.path("input").toString());
        pipe.add(tend.path("input").toString());
        pipe.addAll(command);
        var svlogd = tend.start("svlogd", pipe);
        Tend.awaiting()
                .until(() -> tend.path("log-of-svlogd").resolve("lock").toFile().exists());

        Proc.signal(svlogd.pid(), "TERM");

        assertThat(svlogd.waitFor()).isZero();
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every signal there is, to {@code tend run}, to the process manager, and to a keeper. */
class SignalsTest {

    private static final int KILL = 9;
    private static final int CHLD = 17;
    private static final int STOP = 19;
    private static final int TSTP = 20;
    private static final int HUP = 1;

    /** INT, QUIT, TERM, PWR, RTMIN+3. */
    private static final Set<Integer> SHUTDOWN = Set.of(2, 3, 15, 30, 37);

    private static final List<String> AS_FIRST = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

    @RegisterExtension
    final Tend tend = new Tend();

    private static List<Integer> all() {
        return IntStream.rangeClosed(1, 64).boxed().toList();
    }

    private static boolean isForwarded(int signal) {
        return signal != KILL && signal != STOP && signal != CHLD;
    }

    private static String receiver() {
        return "perl " + Tend.resource("system/signals.pl");
    }

    /** The shell's kill knows no number above 64, but all up to it. */
    private static void send(long pid, int signal) {
        Proc.signal(pid, String.valueOf(signal));
    }

    private void assertForwarded(long to, String output) {
        Tend.awaiting().until(() -> Tend.text(tend.path(output)).contains("ready"));
        var expected = new StringBuilder("ready\n");
        for (int signal : all()) {
            if (isForwarded(signal)) {
                send(to, signal);
                expected.append(signal).append('\n');
                Tend.awaiting().untilAsserted(() -> assertThat(Tend.text(tend.path(output)))
                        .as("signal " + signal)
                        .isEqualTo(expected.toString()));
            }
        }
    }

    private Process run(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(Tend.BINARY.toString(), "run", "--"));
        command.addAll(List.of(receiver().split(" ", -1)));
        return tend.start("run", command);
    }

    @Test
    void runForwardsEverySignal() throws Exception {
        var run = run(List.of());
        assertForwarded(run.pid(), "run.out");

        Proc.signal(Proc.children(run.pid()).getFirst(), "KILL");
        assertThat(run.waitFor()).isEqualTo(128 + KILL);
    }

    @Test
    void runForwardsEverySignalAsTheFirstProcess() throws Exception {
        Namespace.assumePossible();
        var run = run(AS_FIRST);
        Tend.awaiting().until(() -> !Proc.children(run.pid()).isEmpty());
        long first = Proc.children(run.pid()).getFirst();
        assertForwarded(first, "run.out");

        Proc.signal(Proc.children(first).getFirst(), "KILL");
        assertThat(run.waitFor()).isEqualTo(128 + KILL);
    }

    /** If signalfd(2) is refused, handlers do the same; the C library keeps 32 to 34 for itself. */
    @Test
    void runForwardsSignalsWithoutSignalfd() throws Exception {
        var run = run(RefusedCallsTest.refusing("EPERM", "signalfd4"));
        Tend.awaiting().until(() -> Tend.text(tend.path("run.out")).contains("ready"));
        for (int signal : List.of(1, 2, 3, 4, 6, 10, 11, 15, 31, 64)) {
            send(run.pid(), signal);
            Tend.awaiting().until(() -> Tend.text(tend.path("run.out")).endsWith("\n" + signal + "\n"));
        }

        Proc.signal(Proc.children(run.pid()).getFirst(), "KILL");
        assertThat(run.waitFor()).isEqualTo(128 + KILL);
    }

    @Test
    void theProcessManagerForwardsEverySignal() {
        var manager = new Manager(tend, receiver()).start();
        assertForwarded(manager.pid(), "manager.out");

        Proc.signal(manager.awaitProcess(), "KILL");
        assertThat(manager.awaitEnd()).isEqualTo(128 + KILL);
    }

    @Test
    void theProcessManagerForwardsEverySignalAsTheFirstProcess() {
        Namespace.assumePossible();
        var manager = new Manager(tend, receiver())
                .under(AS_FIRST.toArray(String[]::new))
                .start();
        assertForwarded(manager.pid(), "manager.out");

        Proc.signal(manager.awaitProcess(), "KILL");
        assertThat(manager.awaitEnd()).isEqualTo(128 + KILL);
    }

    private long keeper(List<String> prefix) {
        tend.service("web", "cmd=sleep 1000");
        tend.under(prefix.toArray(String[]::new)).up();
        return prefix.isEmpty()
                ? tend.keeper().pid()
                : Proc.children(tend.keeper().pid()).getFirst();
    }

    private void assertUntouchedByOthers(long keeper) {
        int web = tend.awaitState("web", "ready").pid();
        var sent = new TreeSet<Integer>();
        for (int signal : all()) {
            if (isForwarded(signal) && !SHUTDOWN.contains(signal) && signal != TSTP && signal != HUP) {
                send(keeper, signal);
                sent.add(signal);
                assertThat(tend.status("web").pid()).as("after " + sent).isEqualTo(web);
            }
        }
    }

    @Test
    void aKeeperIgnoresWhatItHasNoUseFor() {
        assertUntouchedByOthers(keeper(List.of()));
    }

    @Test
    void aKeeperIgnoresWhatItHasNoUseForAsTheFirstProcess() {
        Namespace.assumePossible();
        assertUntouchedByOthers(keeper(AS_FIRST));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 15, 30, 37})
    void aKeeperEndsInOrderBy(int signal) {
        long keeper = keeper(List.of());
        int web = tend.awaitState("web", "ready").pid();

        send(keeper, signal);

        assertThat(tend.awaitEnd()).isZero();
        assertThat(Proc.alive(web)).isFalse();
        assertThat(tend.errors()).contains("stopped: every service has ended");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 15, 30, 37})
    void aKeeperEndsInOrderAsTheFirstProcessBy(int signal) {
        Namespace.assumePossible();
        long keeper = keeper(AS_FIRST);
        tend.awaitState("web", "ready");

        send(keeper, signal);

        assertThat(tend.awaitEnd()).isZero();
        assertThat(tend.errors()).contains("stopped: every service has ended");
    }
}

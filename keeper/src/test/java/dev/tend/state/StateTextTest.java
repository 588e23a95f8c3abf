package dev.tend.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.instance.TaskRuns;
import dev.tend.lifecycle.Event;
import dev.tend.lifecycle.Exit;
import dev.tend.lifecycle.HookPhase;
import dev.tend.lifecycle.HookRun;
import dev.tend.lifecycle.Life;
import dev.tend.lifecycle.Process;
import dev.tend.lifecycle.Reason;
import dev.tend.lifecycle.StartTiming;
import dev.tend.lifecycle.State;
import dev.tend.lifecycle.Wanted;
import dev.tend.service.Hook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State files of this version, which the next one has to read: {@code golden/NAME} holds one for each state. A golden file is never
 * changed; where the format changes, a new one is added, and the old ones are still read.
 */
class StateTextTest {

    private static final Process PROCESS = new Process(4711, 123456, 5_000_000);
    private static final Process MEMBER = new Process(4712, 123460, 5_000_001, 4711, 123456);
    private static final HookRun HOOK_RUN = new HookRun(
            Optional.of(PROCESS),
            State.HookStop.ASKED,
            5_000_000,
            65_000_000,
            Optional.of(Reason.of("stopped by hand")));
    private static final Map<String, StateText> GOLDEN = golden();

    private static Map<String, StateText> golden() {
        var all = new TreeMap<String, StateText>();
        add(all, "down", new State.Down(Reason.of("stopped by hand")));
        add(all, "waiting", new State.Waiting(9_000_000, Reason.of("exited with code 1, 2 s after start")));
        add(all, "forking", new State.Forking(true, Optional.empty(), Reason.of("the keeper started")));
        add(all, "forking-launched", new State.Forking(false, Optional.of(PROCESS), Reason.of("the keeper started")));
        add(all, "starting", new State.Starting(PROCESS, true, Reason.of("started by hand")));
        add(all, "up", new State.Up(PROCESS, 6_000_000, Reason.of("its file changed")));
        add(all, "ready", new State.Ready(MEMBER, Reason.of("its file changed")));
        add(
                all,
                "stopping",
                new State.Stopping(
                        PROCESS, State.Patience.ASKED, true, 15_000_000, Reason.of("not ready 3 s after its start")));
        add(
                all,
                "finishing",
                new State.Finishing(
                        PROCESS,
                        new Exit.Killed(9),
                        State.Outcome.FAILURE,
                        true,
                        7_000_000,
                        Reason.of("killed by signal 9 (KILL)")));
        add(
                all,
                "finishing-unknown",
                new State.Finishing(
                        PROCESS,
                        new Exit.Unknown(),
                        State.Outcome.TOLD,
                        false,
                        7_000_000,
                        Reason.of("the keeper stops")));
        add(all, "failed", new State.Failed(Reason.of("exited with code 2")));
        add(all, "done", new State.Done(Reason.of("exited with code 0")));
        add(
                all,
                "in-hook",
                new HookPhase.StartPost(HOOK_RUN, new State.Up(PROCESS, 6_000_000, Reason.of("started by hand"))));
        for (Hook hook : Hook.values()) {
            add(all, "in-" + hook.key(), HookPhase.of(hook, HOOK_RUN, around(hook)));
        }
        var queued = new TaskRuns(OptionalLong.of(1_700_000_000_000_000L), OptionalLong.of(1_700_000_060_000_000L));
        add(all, "queued", new State.Up(PROCESS, State.NEVER, Reason.of("its time: 22:13:20")), queued);
        var ready = new State.Ready(PROCESS, Reason.of("restarted by hand"));
        all.put(
                "everything",
                new StateText(
                        "52407793-6d2c-436d-9c88-835ae0f01c11",
                        "4026531836",
                        "web@2",
                        "web",
                        "/etc/tend.d/web",
                        Optional.of("post-start"),
                        Optional.of(new Event.Restart(Reason.of("restarted by hand"))),
                        true,
                        true,
                        TaskRuns.NONE.ran(1_700_000_000_000_000L),
                        new Life(Wanted.DOWN, ready, 3, 2, List.of(10L, 20L)),
                        new StartTiming(1_000, 2_000),
                        "cmd=web --port 80\nrestart=always\n"));
        return all;
    }

    private static State around(Hook hook) {
        return switch (hook) {
            case PRE_START, LAUNCH -> new State.Forking(true, Optional.of(PROCESS), Reason.of("the keeper started"));
            case POST_START -> new State.Starting(MEMBER, true, Reason.of("started by hand"));
            case PRE_STOP -> new State.Ready(PROCESS, Reason.of("started by hand"));
            case DRAIN, HALT ->
                new State.Stopping(PROCESS, State.Patience.UNASKED, false, 15_000_000, Reason.of("stopped by hand"));
            case FINISH, POST_STOP ->
                new State.Finishing(
                        PROCESS,
                        new Exit.Code(3),
                        State.Outcome.TOLD,
                        true,
                        State.NEVER,
                        Reason.of("stopped by hand: exited with code 3"));
        };
    }

    private static void add(Map<String, StateText> all, String name, State state) {
        add(all, name, state, TaskRuns.NONE);
    }

    private static void add(Map<String, StateText> all, String name, State state, TaskRuns runs) {
        all.put(
                name,
                new StateText(
                        "52407793-6d2c-436d-9c88-835ae0f01c11",
                        "",
                        "web",
                        "web",
                        "/etc/tend.d/web",
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        runs,
                        new Life(Wanted.UP, state, 0, 0, List.of()),
                        StartTiming.NONE,
                        "cmd=web\n"));
    }

    static List<String> names() {
        return List.copyOf(GOLDEN.keySet());
    }

    private static String file(String name) throws IOException {
        try (var in = StateTextTest.class.getResourceAsStream("golden/" + name)) {
            assertThat(in).as("golden/" + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatThisVersionWrote(String name) throws IOException {
        assertThat(StateText.read(file(name))).contains(GOLDEN.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesAsBefore(String name) throws IOException {
        assertThat(GOLDEN.get(name).write()).isEqualTo(file(name));
    }

    @Test
    void hasAGoldenFileForEachState() {
        List<Class<?>> states = new ArrayList<>();
        GOLDEN.values().forEach(text -> states.add(text.life().state().getClass()));

        assertThat(states).containsAll(leaves(State.class));
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        for (var each : type.getPermittedSubclasses()) {
            leaves.addAll(leaves(each));
        }
        return leaves;
    }

    @Test
    void takesAHookBesideNoSuitableStateForDamage() throws IOException {
        assertThat(StateText.read(file("in-finish").replace("around finishing", "around down")))
                .isEmpty();
    }

    @Test
    void readsAFileOfAVersionThatWroteLess() {
        var read = StateText.read("""
                boot 52407793-6d2c-436d-9c88-835ae0f01c11
                service web
                path /etc/tend.d/web
                wanted up
                restarts 0
                attempt 0
                state ready
                why the keeper started
                process 4711 123456 5000000

                cmd=web
                """);

        assertThat(read).isPresent();
        assertThat(read.get().isWithoutInstance()).isTrue();
        assertThat(read.get().pace()).isEqualTo(StartTiming.NONE);
        assertThat(read.get().life().state()).isEqualTo(new State.Ready(PROCESS, Reason.of("the keeper started")));
    }

    @Test
    void readsNothingOfAStateThatItDoesNotKnow() throws IOException {
        assertThat(StateText.read(file("ready").replace("state ready", "state resting")))
                .isEmpty();
        assertThat(StateText.read(file("ready").replace("wanted up\n", ""))).isEmpty();
    }
}

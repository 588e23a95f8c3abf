package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.State.HookStop;
import dev.tend.lifecycle.State.Outcome;
import dev.tend.lifecycle.State.Patience;
import dev.tend.service.Hook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every event in every state: where it leads, what is wanted then, and what has to be done, as one table. */
class TransitionTableTest {

    private static final long NOW = 100_000_000;
    private static final Process PROCESS = new Process(42, 7, NOW - 10_000_000);

    private static final Process ERRAND = new Process(43, 8, NOW - 5_000_000);

    private static final State.Finishing FINISHING =
            new State.Finishing(PROCESS, new Exit.Code(1), Outcome.FAILURE, false, NOW, Reason.of("f"));

    private static final List<State> STATES = List.of(
            new State.Down(Reason.of("d")),
            new State.Waiting(NOW, Reason.of("w")),
            new State.Forking(false, Reason.of("k")),
            new State.Starting(PROCESS, false, Reason.of("s")),
            new State.Up(PROCESS, NOW, Reason.of("u")),
            new State.Ready(PROCESS, Reason.of("r")),
            new State.Stopping(PROCESS, Patience.ASKED, false, NOW, Reason.of("asked")),
            FINISHING,
            new State.Failed(Reason.of("x")),
            new State.Done(Reason.of("y")),
            inHook(Hook.PRE_START, Optional.empty(), new State.Forking(true, Reason.of("k"))),
            inHook(Hook.POST_START, Optional.empty(), new State.Starting(PROCESS, true, Reason.of("s"))),
            inHook(Hook.LAUNCH, Optional.empty(), new State.Forking(false, Reason.of("k"))),
            new HookPhase.Launch(run(Optional.empty(), Optional.empty()), new State.Forking(false, Reason.of("k"))),
            inHook(
                    Hook.HALT,
                    Optional.empty(),
                    new State.Stopping(PROCESS, Patience.UNASKED, false, NOW + 1, Reason.of("unasked"))),
            inHook(Hook.DRAIN, Optional.of(Reason.of("t")), new State.Ready(PROCESS, Reason.of("r"))),
            inHook(Hook.PRE_STOP, Optional.of(Reason.of("t")), new State.Ready(PROCESS, Reason.of("r"))),
            inHook(Hook.FINISH, Optional.empty(), FINISHING.asSwept()),
            inHook(Hook.POST_STOP, Optional.empty(), FINISHING.asSwept()));

    private static State inHook(Hook hook, Optional<Reason> endReason, State around) {
        return HookPhase.of(hook, run(Optional.of(ERRAND), endReason), around);
    }

    private static HookRun run(Optional<Process> hookProcess, Optional<Reason> endReason) {
        return new HookRun(hookProcess, HookStop.NONE, NOW - 60_000_000, NOW, endReason);
    }

    /** Its word, or, in a hook, that hook's. */
    private static String name(State state) {
        return switch (state) {
            case State.Forking _ -> "forking";
            case HookPhase.Launch in when in.run().hookProcess().isEmpty() -> "look";
            case HookPhase in -> in.hook().key();
            default -> state.word();
        };
    }

    private static final Map<String, Event> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("start", new Event.Start(Reason.of("c")));
        EVENTS.put("stop", new Event.Stop(Reason.of("c")));
        EVENTS.put("once", new Event.Start(Reason.of("c"), Wanted.DOWN));
        EVENTS.put("restart", new Event.Restart(Reason.of("c")));
        EVENTS.put("kill", new Event.Kill(Reason.of("c")));
        EVENTS.put("arm", new Event.Arm(Reason.of("c")));
        EVENTS.put("hold", new Event.Hold(Reason.of("c")));
        EVENTS.put("clear", new Event.Clear(Reason.of("c")));
        EVENTS.put("spawned", new Event.Spawned(PROCESS));
        EVENTS.put("spawn failed", new Event.SpawnFailed("p"));
        EVENTS.put("executed", new Event.Executed());
        EVENTS.put("execute failed", new Event.ExecuteFailed("p"));
        EVENTS.put("signed", new Event.BecameReady());
        EVENTS.put("extended", new Event.Extended(1));
        EVENTS.put("unhealthy", new Event.Unhealthy("c"));
        EVENTS.put("followed", new Event.Followed(PROCESS.followedBy(44, 9)));
        EVENTS.put("lost", new Event.Lost("p"));
        EVENTS.put("ended", new Event.Ended(new Exit.Code(1)));
        EVENTS.put("gone", new Event.SessionEmpty());
        EVENTS.put("hook spawned", new Event.HookSpawned(ERRAND));
        EVENTS.put("hook ended", new Event.HookEnded(new Exit.Code(0), "0"));
        EVENTS.put("hook failed", new Event.HookEnded(new Exit.Code(1), ""));
        EVENTS.put("adopted", new Event.Adopted());
        EVENTS.put("due", new Event.Due());
    }

    /** From an instance that is wanted up: state and event, then the next state, what is wanted, and the effects. */
    private static final String TABLE = """
            down start -> forking up: Spawn
            down stop -> down down:
            down once -> forking down: Spawn
            down restart -> forking up: Spawn
            down kill -> down down:
            down arm -> waiting up: Announce
            down hold -> waiting up:
            waiting start -> forking up: Spawn
            waiting stop -> down down: Announce
            waiting once -> forking down: Spawn
            waiting restart -> forking up: Spawn
            waiting kill -> down down: Announce
            waiting due -> forking up: Spawn
            forking stop -> down down: Announce
            forking once -> forking down:
            forking kill -> down down: Announce
            forking spawned -> starting up: Release Announce
            forking spawn failed -> waiting up: Announce Announce
            forking followed -> up up: Announce
            forking lost -> look up: RunHook Announce
            forking adopted -> forking up: Spawn
            starting stop -> stopping down: Announce Signal Signal
            starting once -> starting down:
            starting restart -> stopping up: Announce Signal Signal
            starting kill -> stopping down: Signal Announce
            starting hold -> stopping up: Announce Signal Signal
            starting executed -> up up: WritePidfile Announce
            starting execute failed -> finishing up: Announce
            starting signed -> ready up: WritePidfile Announce Announce
            starting followed -> starting up: Follow WritePidfile
            starting ended -> finishing up: RemovePidfile Announce Sweep
            starting adopted -> up up: WritePidfile Announce
            up stop -> stopping down: Announce Signal Signal
            up once -> up down:
            up restart -> stopping up: Announce Signal Signal
            up kill -> stopping down: Signal Announce
            up hold -> stopping up: Announce Signal Signal
            up signed -> ready up: Announce
            up unhealthy -> stopping up: Announce Signal Signal
            up followed -> up up: Follow WritePidfile
            up ended -> finishing up: RemovePidfile Announce Sweep
            up due -> ready up: Announce
            ready stop -> stopping down: Announce Signal Signal
            ready once -> ready down:
            ready restart -> stopping up: Announce Signal Signal
            ready kill -> stopping down: Signal Announce
            ready hold -> stopping up: Announce Signal Signal
            ready unhealthy -> stopping up: Announce Signal Signal
            ready followed -> ready up: Follow WritePidfile
            ready ended -> finishing up: RemovePidfile Announce Sweep
            stopping stop -> stopping down:
            stopping once -> stopping down:
            stopping kill -> stopping down: Signal Announce
            stopping ended -> finishing up: RemovePidfile Announce Sweep
            stopping adopted -> stopping up: Signal
            stopping due -> stopping up: Signal Announce
            finishing stop -> finishing down:
            finishing once -> finishing down:
            finishing kill -> finishing down: Announce Sweep
            finishing ended -> forking up: Spawn
            finishing gone -> forking up: Spawn
            finishing adopted -> finishing up: Sweep
            finishing due -> finishing up: Announce Sweep
            failed start -> forking up: Spawn
            failed stop -> down down: Announce
            failed once -> forking down: Spawn
            failed restart -> forking up: Spawn
            failed kill -> down down: Announce
            failed arm -> waiting up: Announce
            done start -> forking up: Spawn
            done stop -> down down: Announce
            done once -> forking down: Spawn
            done restart -> forking up: Spawn
            done kill -> down down: Announce
            done arm -> waiting up: Announce
            pre-start stop -> pre-start down: SignalHook
            pre-start once -> pre-start down:
            pre-start hold -> pre-start up: SignalHook
            pre-start kill -> pre-start down: SignalHook Announce
            pre-start hook spawned -> pre-start up: Release
            pre-start hook ended -> forking up: Spawn
            pre-start hook failed -> waiting up: Announce Announce
            pre-start due -> pre-start up: Announce SignalHook
            launch stop -> launch down: SignalHook
            launch once -> launch down:
            launch restart -> launch up: SignalHook
            launch kill -> launch down: SignalHook Announce
            launch hold -> launch up: SignalHook
            launch hook spawned -> launch up: Release
            launch hook ended -> look up: Seek
            launch hook failed -> finishing up: Announce Sweep
            launch due -> launch up: Announce SignalHook
            look stop -> look down: Seek
            look once -> look down:
            look restart -> look up: Seek
            look kill -> look down: Seek
            look hold -> look up: Seek
            look followed -> up up: Announce
            look lost -> waiting up: Announce Announce
            look hook spawned -> launch up: Release
            look hook ended -> look up: Seek
            look hook failed -> waiting up: Announce Announce
            look adopted -> look up: Seek
            look due -> look up: Seek
            post-start stop -> post-start down: SignalHook
            post-start once -> post-start down:
            post-start restart -> post-start up: SignalHook
            post-start kill -> post-start down: Signal SignalHook Announce
            post-start hold -> post-start up: SignalHook
            post-start ended -> post-start up: RemovePidfile Announce Sweep SignalHook
            post-start hook spawned -> post-start up: Release
            post-start hook ended -> up up: Announce
            post-start hook failed -> stopping up: Announce Signal Signal
            post-start due -> post-start up: Announce SignalHook
            drain start -> drain up: SignalHook
            drain stop -> drain down:
            drain once -> drain down:
            drain kill -> drain down: Signal SignalHook Announce
            drain ended -> drain up: RemovePidfile Announce Sweep
            drain hook spawned -> drain up: Release
            drain hook ended -> stopping up: Announce Signal Signal
            drain hook failed -> stopping up: Announce Announce Signal Signal
            drain due -> drain up: Announce SignalHook
            pre-stop start -> pre-stop up: SignalHook
            pre-stop stop -> pre-stop down:
            pre-stop once -> pre-stop down:
            pre-stop kill -> pre-stop down: Signal SignalHook Announce
            pre-stop ended -> pre-stop up: RemovePidfile Announce Sweep
            pre-stop hook spawned -> pre-stop up: Release
            pre-stop hook ended -> stopping up: Announce Signal Signal
            pre-stop hook failed -> stopping up: Announce Announce Signal Signal
            pre-stop due -> pre-stop up: Announce SignalHook
            halt stop -> halt down:
            halt once -> halt down:
            halt kill -> halt down: Signal SignalHook Announce
            halt ended -> halt up: RemovePidfile Announce Sweep
            halt hook spawned -> halt up: Release
            halt hook ended -> stopping up:
            halt hook failed -> stopping up: Announce Signal Signal
            halt due -> halt up: Announce SignalHook
            finish stop -> finish down:
            finish once -> finish down:
            finish kill -> finish down: SignalHook Announce
            finish hook spawned -> finish up: Release
            finish hook ended -> forking up: Spawn
            finish hook failed -> forking up: Announce Spawn
            finish due -> finish up: Announce SignalHook
            post-stop stop -> post-stop down:
            post-stop once -> post-stop down:
            post-stop kill -> post-stop down: SignalHook Announce
            post-stop hook spawned -> post-stop up: Release
            post-stop hook ended -> forking up: Spawn
            post-stop hook failed -> forking up: Announce Spawn
            post-stop due -> post-stop up: Announce SignalHook
            """;

    @TestFactory
    Stream<DynamicTest> eachCellIsAsTheTableSays() {
        return TABLE.lines()
                .map(row -> DynamicTest.dynamicTest(row, () -> {
                    String cell = row.substring(0, row.indexOf(" -> "));
                    assertThat(cell + " -> " + outcomes().get(cell)).isEqualTo(row);
                }));
    }

    @Test
    void whatTheTableDoesNotNameChangesNothing() {
        var named =
                TABLE.lines().map(row -> row.substring(0, row.indexOf(" -> "))).toList();
        outcomes().forEach((cell, outcome) -> {
            if (!named.contains(cell)) {
                assertThat(cell).startsWith(outcome.substring(0, outcome.indexOf(" up:")) + " ");
                assertThat(outcome).as(cell).endsWith(" up:");
            }
        });
    }

    private static Map<String, String> outcomes() {
        var outcomes = new LinkedHashMap<String, String>();
        for (State state : STATES) {
            EVENTS.forEach((name, event) -> {
                var life = new Life(Wanted.UP, state, 0, 0, List.of());
                Step step = Transitions.next(Specs.PLAIN, life, event, new Moment(NOW, 0));
                outcomes.put(name(state) + " " + name, describe(step));
            });
        }
        return outcomes;
    }

    private static String describe(Step step) {
        var words = new ArrayList<String>();
        words.add(name(step.life().state()));
        words.add((step.life().wanted() == Wanted.UP ? "up" : "down") + ":");
        step.effects().forEach(effect -> words.add(effect.getClass().getSimpleName()));
        return String.join(" ", words);
    }
}

package dev.tend.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.State.Patience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every event in every state: where it leads, what is wanted then, and what has to be done, as one table. */
class TransitionTableTest {

    private static final long NOW = 100_000_000;
    private static final Process PROCESS = new Process(42, 7, NOW - 10_000_000);

    private static final List<State> STATES = List.of(
            new State.Down("d"),
            new State.Waiting(NOW, "w"),
            new State.Starting(PROCESS, "s"),
            new State.Up(PROCESS, NOW, "u"),
            new State.Ready(PROCESS, "r"),
            new State.Stopping(PROCESS, Patience.ASKED, NOW, "asked"),
            new State.Finishing(PROCESS, new Exit.Code(1), false, NOW, "f"),
            new State.Failed("x"),
            new State.Done("y"));

    private static final Map<String, Event> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put("start", new Event.Start("c"));
        EVENTS.put("stop", new Event.Stop("c"));
        EVENTS.put("restart", new Event.Restart("c"));
        EVENTS.put("kill", new Event.Kill("c"));
        EVENTS.put("spawned", new Event.Spawned(PROCESS));
        EVENTS.put("spawn failed", new Event.SpawnFailed("p"));
        EVENTS.put("executed", new Event.Executed());
        EVENTS.put("execute failed", new Event.ExecuteFailed("p"));
        EVENTS.put("ended", new Event.Ended(new Exit.Code(1)));
        EVENTS.put("gone", new Event.Gone());
        EVENTS.put("adopted", new Event.Adopted());
        EVENTS.put("due", new Event.Due());
    }

    /** From an instance that is wanted up: state and event, then the next state, what is wanted, and the effects. */
    private static final String TABLE = """
            down start -> waiting up: Spawn
            down stop -> down down:
            down restart -> waiting up: Spawn
            down kill -> down down:
            down spawned -> down up:
            down spawn failed -> down up:
            down executed -> down up:
            down execute failed -> down up:
            down ended -> down up:
            down gone -> down up:
            down adopted -> down up:
            down due -> down up:
            waiting start -> waiting up: Spawn
            waiting stop -> down down: Report
            waiting restart -> waiting up: Spawn
            waiting kill -> down down: Report
            waiting spawned -> starting up: Release Report
            waiting spawn failed -> waiting up: Report Report
            waiting executed -> waiting up:
            waiting execute failed -> waiting up:
            waiting ended -> waiting up:
            waiting gone -> waiting up:
            waiting adopted -> waiting up:
            waiting due -> waiting up: Spawn
            starting start -> starting up:
            starting stop -> stopping down: Report Signal Signal
            starting restart -> stopping up: Report Signal Signal
            starting kill -> stopping down: Report Signal
            starting spawned -> starting up:
            starting spawn failed -> starting up:
            starting executed -> up up: WritePidfile Report
            starting execute failed -> finishing up: Report
            starting ended -> finishing up: RemovePidfile Report Sweep
            starting gone -> starting up:
            starting adopted -> up up: WritePidfile Report
            starting due -> starting up:
            up start -> up up:
            up stop -> stopping down: Report Signal Signal
            up restart -> stopping up: Report Signal Signal
            up kill -> stopping down: Report Signal
            up spawned -> up up:
            up spawn failed -> up up:
            up executed -> up up:
            up execute failed -> up up:
            up ended -> finishing up: RemovePidfile Report Sweep
            up gone -> up up:
            up adopted -> up up:
            up due -> ready up: Report
            ready start -> ready up:
            ready stop -> stopping down: Report Signal Signal
            ready restart -> stopping up: Report Signal Signal
            ready kill -> stopping down: Report Signal
            ready spawned -> ready up:
            ready spawn failed -> ready up:
            ready executed -> ready up:
            ready execute failed -> ready up:
            ready ended -> finishing up: RemovePidfile Report Sweep
            ready gone -> ready up:
            ready adopted -> ready up:
            ready due -> ready up:
            stopping start -> stopping up:
            stopping stop -> stopping down:
            stopping restart -> stopping up:
            stopping kill -> stopping down: Report Signal
            stopping spawned -> stopping up:
            stopping spawn failed -> stopping up:
            stopping executed -> stopping up:
            stopping execute failed -> stopping up:
            stopping ended -> finishing up: RemovePidfile Report Sweep
            stopping gone -> stopping up:
            stopping adopted -> stopping up: Signal
            stopping due -> stopping up: Report Signal
            finishing start -> finishing up:
            finishing stop -> finishing down:
            finishing restart -> finishing up:
            finishing kill -> finishing down: Report Sweep
            finishing spawned -> finishing up:
            finishing spawn failed -> finishing up:
            finishing executed -> finishing up:
            finishing execute failed -> finishing up:
            finishing ended -> waiting up: Spawn
            finishing gone -> waiting up: Spawn
            finishing adopted -> finishing up: Sweep
            finishing due -> finishing up: Report Sweep
            failed start -> waiting up: Spawn
            failed stop -> down down: Report
            failed restart -> waiting up: Spawn
            failed kill -> down down: Report
            failed spawned -> failed up:
            failed spawn failed -> failed up:
            failed executed -> failed up:
            failed execute failed -> failed up:
            failed ended -> failed up:
            failed gone -> failed up:
            failed adopted -> failed up:
            failed due -> failed up:
            done start -> waiting up: Spawn
            done stop -> down down: Report
            done restart -> waiting up: Spawn
            done kill -> down down: Report
            done spawned -> done up:
            done spawn failed -> done up:
            done executed -> done up:
            done execute failed -> done up:
            done ended -> done up:
            done gone -> done up:
            done adopted -> done up:
            done due -> done up:
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
    void theTableHasEveryCell() {
        assertThat(TABLE.lines().map(row -> row.substring(0, row.indexOf(" -> "))))
                .containsExactlyElementsOf(outcomes().keySet());
    }

    private static Map<String, String> outcomes() {
        var outcomes = new LinkedHashMap<String, String>();
        for (State state : STATES) {
            EVENTS.forEach((name, event) -> {
                var life = new Life(Wanted.UP, state, 0, 0, List.of());
                Step step = Transitions.next(Specs.PLAIN, life, event, new Moment(NOW, 0));
                outcomes.put(state.word() + " " + name, describe(step));
            });
        }
        return outcomes;
    }

    private static String describe(Step step) {
        var words = new ArrayList<String>();
        words.add(step.life().state().word());
        words.add((step.life().wanted() == Wanted.UP ? "up" : "down") + ":");
        step.effects().forEach(effect -> words.add(effect.getClass().getSimpleName()));
        return String.join(" ", words);
    }
}

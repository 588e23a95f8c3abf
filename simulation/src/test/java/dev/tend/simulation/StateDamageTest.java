package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a state file between two keepers, what runs is taken over or left alone, and never started a second time. */
class StateDamageTest {

    private static final String STATE = "/run/state/web";
    private static final long SECOND = 1_000_000;

    private TestingHouse house = new TestingHouse();

    private FakeProcess startWeb(String... lines) {
        house.put("web", "cmd=web\n" + String.join("\n", lines) + "\n");
        house.start();
        house.pass(2 * SECOND);
        return house.leader("web");
    }

    private void damage(byte[] bytes) {
        house.kernel.keeperDied();
        var node = house.kernel.disk().node(STATE, "open");
        node.bytes.clear();
        node.bytes.add(bytes, 0, bytes.length);
        house.start();
        house.pass(SECOND);
    }

    private byte[] state() {
        return house.kernel.disk().text(STATE).getBytes(StandardCharsets.UTF_8);
    }

    private List<FakeProcess> processes() {
        return house.kernel.processes().running().stream()
                .filter(process -> process.leader)
                .toList();
    }

    private void isTakenOver(String as, FakeProcess web) {
        assertThat(processes()).as(as).containsExactly(web);
        assertThat(house.status("web").pid()).as(as).isEqualTo(web.pid);
        assertThat(house.status("web").state()).as(as).isEqualTo("ready");
    }

    private void isReported(String text) {
        assertThat(house.told).anySatisfy(entry -> assertThat(entry.service() + ": " + entry.why())
                .startsWith("web: " + STATE + " " + text));
    }

    @Test
    void takesOverWhatRunsAfterEachTruncation() {
        startWeb();
        int length = state().length;
        for (int cut = 0; cut < length; cut++) {
            house = new TestingHouse();
            var web = startWeb();
            damage(Arrays.copyOf(state(), cut));
            isTakenOver("cut off at " + cut, web);
            isReported("");
        }
    }

    @Test
    void takesOverWhatRunsAfterEachChangeOfAByte() {
        startWeb();
        int length = state().length;
        for (int at = 0; at < length; at++) {
            for (int change : new int[] {1, 0x20, 0x80}) {
                house = new TestingHouse();
                var web = startWeb();
                byte[] bytes = state();
                bytes[at] ^= (byte) change;
                damage(bytes);
                isTakenOver("byte " + at + " changed by " + change, web);
            }
        }
    }

    @Test
    void saysWhatItFound() {
        startWeb();
        damage(new byte[0]);
        isReported("is empty: it runs, and is taken over");
        assertThat(house.status("web").why())
                .isEqualTo("taken over: it runs, though its state file could not be trusted");
    }

    @Test
    void setsTheFileAside() {
        startWeb();
        damage("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThat(house.kernel.disk().text("/run/state/.web.damaged")).isEqualTo("rubbish");
        house.replaceKeeper();
        assertThat(house.kernel.disk().find("/run/state/.web.damaged")).isEmpty();
    }

    @Test
    void beginsAnewWhatDoesNotRun() {
        var web = startWeb();
        house.kernel.processes().end(web, new Exit.Code(0));
        damage(new byte[0]);
        isReported("is empty: nothing of it runs: it begins anew");
        assertThat(processes()).hasSize(1);
        assertThat(house.status("web").restarts()).isZero();
    }

    @Test
    void goesOnWhereTheFormerLifeTellsOfNoProcess() {
        startWeb();
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        byte[] bytes = state();
        bytes[bytes.length - 1] = 'x';
        damage(bytes);
        assertThat(house.status("web").state()).isEqualTo("down");
        assertThat(processes()).isEmpty();
    }

    @Test
    void findsWhatRunsWhereAllStatesAreGone() {
        var web = startWeb();
        house.kernel.keeperDied();
        house.kernel.disk().delete("/run/state");
        house.start();
        isTakenOver("no states", web);
        isReported("is missing: it runs, and is taken over");
    }

    /** The file is put back as it was before a restart. */
    @Test
    void findsWhatRunsWhereAFormerCopyOfTheFileIsPutBack() {
        startWeb();
        byte[] former = state();
        house.endService("web", new Exit.Code(0));
        house.pass(2 * SECOND);
        var web = house.leader("web");
        damage(former);
        isTakenOver("a former copy", web);
    }

    @Test
    void neverRunsTwoWhereAServiceFileIsBrokenToo() {
        var web = startWeb();
        house.kernel.keeperDied();
        house.kernel.disk().delete(STATE);
        house.put("web", "cmd=web\nrestrat=yes\n");
        house.start();
        assertThat(processes()).containsExactly(web);
        house.put("web", "cmd=web2\n");
        house.pass(SECOND);
        assertThat(processes()).hasSize(1);
    }

    /**
     * The process was not looked for, since the task was not started but waited; and when its time had come, nothing
     * looked any more.
     */
    @Test
    void neverRunsTwoOfATaskWhoseTimeComes() {
        String[] lines = {"type=task", "schedule=@every 90s"};
        house.put("web", "cmd=web\n" + String.join("\n", lines) + "\n");
        house.start();
        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        var web = house.leader("web");
        house.kernel.keeperDied();
        house.kernel.disk().delete(STATE);
        house.put("web", "cmd=web\nrestrat=yes\n");
        house.start();
        house.put("web", "cmd=web2\n" + String.join("\n", lines) + "\n");
        house.pass(SECOND);
        house.pass(200 * SECOND);
        assertThat(processes()).containsExactly(web);
    }

    /** A process that something else has launched is found by its pid file; without one, it cannot be identified. */
    @Test
    void holdsAnInstanceOfWhichItIsNotClearWhatRuns() {
        house.put("web", "launch=launch it\npidfile=/run/web.pid\n");
        house.start();
        house.pass(SECOND);
        house.endHook("web", new Exit.Code(0));
        house.pass(2 * SECOND);
        var running = processes();
        assertThat(running).hasSize(1);
        house.kernel.keeperDied();
        house.kernel.disk().delete("/run/web.pid");
        house.kernel.disk().put(STATE, "");
        house.start();
        house.pass(SECOND);

        String why = "its state file could not be trusted, and it may still run (process " + running.getFirst().pid
                + "): end that, then \"tend start web\"";
        assertThat(house.status("web").state()).isEqualTo("failed");
        assertThat(house.status("web").why()).isEqualTo(why);

        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        house.replaceKeeper();
        house.ask("{\"ask\":\"restart\",\"names\":[\"web\"]}");
        assertThat(processes()).as("not started while it may run").isEqualTo(running);
        assertThat(house.status("web").why()).isEqualTo(why);

        house.kernel.processes().end(running.getFirst(), new Exit.Code(0));
        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        assertThat(house.isInHook("web")).as("launched").isTrue();
    }

    @Test
    void endsHooksThatNobodyKnowsOf() {
        startWeb("pre-stop=p");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        assertThat(house.isInHook("web")).isTrue();
        byte[] bytes = state();
        bytes[bytes.length - 10] ^= 1;
        damage(bytes);
        assertThat(house.isInHook("web")).isFalse();
    }

    @Test
    void startsWhereADirectoryTakesThePlaceOfTheFile() {
        var web = startWeb();
        house.kernel.processes().end(web, new Exit.Code(0));
        house.kernel.keeperDied();
        house.kernel.disk().delete(STATE);
        house.kernel.disk().makeFolders(STATE, 0755);
        house.start();
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("ready");
        house.kernel.disk().delete(STATE);
        house.kernel.disk().makeFolders(STATE, 0755);
        house.endService("web", new Exit.Code(0));
        house.pass(SECOND);
        assertThat(house.status("web").restarts()).as("while the keeper runs").isEqualTo(1);
        assertThat(house.told).noneSatisfy(entry -> assertThat(entry.event()).isEqualTo("start-failed"));
    }
}

package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runtime directories are removed after a stop, and no service that needs one is started meanwhile. */
class RuntimeDirectoriesTest {

    private static final long SECOND = 1_000_000;
    private static final Exit GOOD = new Exit.Code(0);

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void startTheKeeper() {
        house.put("web", "cmd=web\ndirectories=runtime:web state:web\n");
        house.start();
        house.pass(2 * SECOND);
    }

    private void ask(String verb, String name) {
        house.ask("{\"ask\":\"" + verb + "\",\"names\":[\"" + name + "\"]}");
    }

    @Test
    void aStopRemovesThemAndAStartWaitsForThat() {
        ask("stop", "web");
        assertThat(house.isInHook("web")).isTrue();

        ask("start", "web");
        assertThat(house.status("web").state()).isEqualTo("waiting");
        assertThat(house.status("web").why()).isEqualTo("waits for its runtime directories to be removed");

        house.endHook("web", GOOD);
        assertThat(house.status("web").state()).isEqualTo("up");
        assertThat(house.isInHook("web")).isFalse();
    }

    @Test
    void theNextKeeperStartsWhatWaited() {
        ask("stop", "web");
        ask("start", "web");
        house.replaceKeeper();
        house.settle();
        assertThat(house.status("web").state()).isEqualTo("up");
    }

    @Test
    void aRestartKeepsThem() {
        ask("restart", "web");
        assertThat(house.isInHook("web")).isFalse();
        house.endService("web", new Exit.Code(1));
        assertThat(house.isInHook("web")).isFalse();
        assertThat(house.status("web").state()).isEqualTo("waiting");
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void theLastOfSeveralRemovesThem() {
        house.put("more", "cmd=more\ninstances=2\ndirectories=runtime:web:0700\n");
        house.pass(2 * SECOND);
        ask("stop", "web");
        ask("stop", "more@1");
        assertThat(house.isInHook("web") || house.isInHook("more@1")).isFalse();

        ask("stop", "more@2");
        assertThat(house.isInHook("more@2")).isTrue();
    }

    @Test
    void aServiceWhoseFileIsGoneLeavesNone() {
        house.kernel.disk().remove(TestingHouse.SERVICES + "/web");
        house.pass(2 * SECOND);
        assertThat(house.names()).isEmpty();
        assertThat(house.isInHook("web")).isTrue();
    }

    @Test
    void aRemovalThatTakesTooLongIsReported() {
        ask("stop", "web");
        ask("start", "web");
        house.pass(61 * SECOND);
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("the removal of its runtime directories was killed by signal 9 (KILL)");
        assertThat(house.isRunning("web")).isTrue();
    }

    @Test
    void theNextKeeperRemovesThoseOfAServiceThatEndedMeanwhile() {
        house.put("once", "cmd=once\ntype=task\ndirectories=runtime:once\n");
        house.pass(2 * SECOND);
        var process = house.leader("once");
        house.kernel.keeperDied();
        house.kernel.processes().end(process, GOOD);
        house.start();
        house.settle();
        assertThat(house.status("once").state()).isEqualTo("failed"); // how it ended is not known
        assertThat(house.isInHook("once")).isTrue();
    }
}

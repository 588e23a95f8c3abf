package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import org.junit.jupiter.api.Test;

/** Processes that a service has started in sessions of their own, on a kernel in memory. */
class DetachedTest {

    private static final long SECOND = 1_000_000;

    private final TestingHouse house = new TestingHouse();

    private FakeProcess detached(String service, String text) {
        house.put(service, text);
        house.start();
        house.pass(SECOND);
        return house.kernel.processes().detach(house.leader(service));
    }

    @Test
    void endWithAStop() {
        var hidden = detached("web", "cmd=web\n");
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        assertThat(house.status("web").state()).isEqualTo("down");
        assertThat(hidden.alive()).isFalse();
    }

    @Test
    void endBeforeARestartAfterACrash() {
        var hidden = detached("web", "cmd=web\n");
        house.endService("web", new Exit.Killed(11));
        house.pass(SECOND);
        assertThat(house.isRunning("web")).isTrue();
        assertThat(hidden.alive()).isFalse();
    }

    @Test
    void doNotEndWithAnotherService() {
        var hidden = detached("web", "cmd=web\n");
        house.put("web2", "cmd=web2\n");
        house.pass(SECOND);
        house.endService("web2", new Exit.Killed(11));
        house.pass(SECOND);
        assertThat(hidden.alive()).isTrue();
    }

    @Test
    void areLeftAloneWhereAStopConcernsTheMainProcessAlone() {
        var hidden = detached("web", "cmd=web\nkill-mode=process\n");
        house.shutDown();
        house.end();
        assertThat(house.isOver()).isTrue();
        assertThat(hidden.alive()).isTrue();
    }

    /** Nothing tells to which service it belongs. */
    @Test
    void endWithTheKeeperWhereNoMarkTellsWhoseTheyAre() {
        var hidden = detached("web", "cmd=web\n");
        hidden.unmarked = true;
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.pass(SECOND);
        assertThat(hidden.alive()).isTrue();
        house.shutDown();
        house.end();
        assertThat(hidden.alive()).isFalse();
    }
}

package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A keeper whose run directory is cleaned up by another program. */
class RunDirectoryTest {

    private static final String STATUS = "{\"ask\":\"status\",\"names\":[\"web\"]}";

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void start() {
        house.kernel.disk().put("/run/lock", "");
        house.kernel.disk().put("/log/.lock", "/run");
        house.put("web", "cmd=web\n");
        house.start();
    }

    @Test
    void makesItsSocketAnewAndGoesOnWithWhoHasConnected() {
        var client = house.kernel.streams().connect("/run/control", 0, 1).orElseThrow();
        client.room(1 << 20);
        house.settle();
        house.kernel.disk().delete("/run/control");
        house.settle();
        assertThat(house.kernel.disk().find("/run/control")).isPresent();
        assertThat(house.ask(STATUS)).contains("\"name\":\"web\"");
        client.send(STATUS + "\n");
        house.settle();
        assertThat(client.received()).contains("\"name\":\"web\"");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .containsOnlyOnce("/run/control was removed: it is made anew");
    }

    @Test
    void triesAgainWhenToldToReload() {
        house.kernel.disk().faults().failNext("listen", 28);
        house.kernel.disk().delete("/run/control");
        house.settle();
        assertThat(house.kernel.disk().find("/run/control")).isEmpty();
        house.kernel.poller().signal(1);
        house.settle();
        assertThat(house.ask(STATUS)).contains("\"name\":\"web\"");
    }

    @Test
    void takesItsLockAnew() {
        house.kernel.disk().delete("/run/lock");
        house.settle();
        assertThat(house.kernel.disk().find("/run/lock")).isPresent();
        assertThat(house.told).extracting(HistoryEvent::why).contains("/run/lock was removed: it is made anew");
    }

    @Test
    void takesTheLockOfItsLogsAnew() {
        house.kernel.disk().delete("/log/.lock");
        house.settle();
        assertThat(house.kernel.disk().text("/log/.lock")).isEqualTo("/run");
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .containsOnlyOnce("/log/.lock was removed: it is made anew");
    }

    @Test
    void saysThatAnotherKeeperHasItsLogs() {
        house.kernel.locks().take();
        house.kernel.disk().delete("/log/.lock");
        house.settle();
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .anyMatch(why -> why.contains("another keeper has taken /log, "));
        assertThat(house.status("web").state()).isNotEqualTo("down");
    }

    @Test
    void saysThatAnotherKeeperWasFaster() {
        house.kernel.locks().take();
        house.kernel.disk().delete("/run/lock");
        house.settle();
        assertThat(house.told)
                .extracting(HistoryEvent::why)
                .contains("another keeper has taken /run, where the lock was removed: stop one of the two");
        assertThat(house.isOver()).as("process 1").isFalse();
    }
}

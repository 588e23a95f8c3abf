package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop that waits for dependents to end is carried out, even by a next keeper. */
class PendingStopTest {

    private static final long MINUTE = 60_000_000;

    private final TestingHouse house = new TestingHouse();

    @BeforeEach
    void startAStubbornDependent() {
        house.put("db", "cmd=db\nready=none\n");
        house.put("web", "cmd=web\nready=none\nafter=db\n");
        house.start();
        house.pass(3_000_000);
        house.leader("web").stubborn = true;
    }

    @Test
    void aNextKeeperGoesOnWithIt() {
        stopBoth();

        house.replaceKeeper();

        assertThat(house.status("db").state()).isEqualTo("ready");
        house.pass(MINUTE);
        assertThat(house.status("db").state()).isEqualTo("down");
        assertThat(house.status("db").why()).contains("stopped by hand");
    }

    @Test
    void itIsOverWithAStart() {
        stopBoth();
        house.ask("{\"ask\":\"start\",\"names\":[\"db\"],\"patience\":0}");

        house.replaceKeeper();
        house.pass(MINUTE);

        assertThat(house.status("db").state()).isEqualTo("ready");
        assertThat(house.status("web").state()).isEqualTo("down");
    }

    @Test
    void itIsCarriedOutOnce() {
        stopBoth();
        house.endService("web", new Exit.Code(0));
        house.pass(MINUTE);
        house.ask("{\"ask\":\"start\",\"names\":[\"db\"],\"patience\":0}");

        house.replaceKeeper();
        house.pass(MINUTE);

        assertThat(house.status("db").state()).isEqualTo("ready");
    }

    @Test
    void theEndOfTheKeeperIsNone() {
        house.shutDown();

        house.replaceKeeper();
        house.pass(MINUTE);

        assertThat(house.status("db").state()).isEqualTo("ready");
        assertThat(house.status("web").state()).isEqualTo("ready");
    }

    private void stopBoth() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"db\",\"web\"],\"patience\":0}");
        assertThat(house.status("db").state()).isEqualTo("ready");
        assertThat(house.status("web").state()).isEqualTo("stopping");
    }
}

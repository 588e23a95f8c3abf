package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import org.junit.jupiter.api.Test;

/** A process manager's one process: its state, beyond the manager's life, too. */
class OneProcessTest {

    private final TestingHouse house = new TestingHouse();

    private String ask(String action) {
        return house.ask("{\"ask\":\"manage\",\"action\":\"" + action + "\"}");
    }

    private String memory() {
        return house.kernel.disk().text(TestingHouse.MEMORY);
    }

    @Test
    void startsAProcessThatNobodyHasHeardOf() {
        house.startManager();

        assertThat(house.isRunning("es")).isTrue();
        assertThat(ask("status")).contains("\"code\":200,\"state\":\"started\"");
        assertThat(ask("start")).contains("\"code\":200,\"state\":\"started\"");
    }

    @Test
    void endsWithItsProcess() {
        house.startManager();
        house.endService("es", new Exit.Code(7));

        assertThat(house.isOver()).isTrue();
        assertThat(memory()).contains("\"failed\"");
    }

    @Test
    void staysStoppedUntilItIsStarted() {
        house.startManager();
        assertThat(ask("stop")).contains("\"code\":202,\"state\":\"stopping\"");
        assertThat(house.isOver()).isTrue();

        house.startManager();
        assertThat(house.isRunning("es")).isFalse();
        assertThat(ask("status")).contains("\"code\":200,\"state\":\"stopped\"");
        assertThat(ask("stop")).contains("\"code\":200,\"state\":\"stopped\"");

        assertThat(ask("start")).contains("\"code\":200,\"state\":\"started\"");
        assertThat(house.isRunning("es")).isTrue();
    }

    @Test
    void waitsForOneThatIgnoresTheSignal() {
        house.startManager();
        house.leader("es").stubborn = true;
        ask("stop");
        house.pass(3_600_000_000L);

        assertThat(house.isRunning("es")).isTrue();
        assertThat(ask("stop")).contains("\"code\":202,\"state\":\"stopping\",\"since\":3600");
        assertThat(ask("start")).contains("\"code\":500,\"state\":\"stopping\"");
        assertThat(ask("kill")).contains("\"code\":202,\"state\":\"killing\"");
    }

    @Test
    void isNoLongerStoppingOnceItsManagerIsGone() {
        house.startManager();
        house.leader("es").stubborn = true;
        ask("stop");

        house.startManager();
        assertThat(ask("status")).contains("\"state\":\"stopped\"");
    }

    @Test
    void beginsAnewWhereItsFileIsGarbage() {
        house.kernel.disk().put(TestingHouse.MEMORY, "\0\0\0");

        house.startManager();

        assertThat(house.told)
                .anySatisfy(entry -> assertThat(entry.why()).startsWith(TestingHouse.MEMORY + " holds no state"));
        assertThat(house.isRunning("es")).isTrue();
        assertThat(memory()).contains("\"started\"");
    }

    @Test
    void isRefusedByAnyOtherKeeper() {
        house.start();

        assertThat(ask("status")).contains("\"code\":1").contains("no process manager");
    }
}

package dev.tend.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedTableTest {

    /** Every cell where there is a process. */
    @ParameterizedTest
    @CsvSource({
        "NOT_INITIALIZED, TO_DO, TO_DO, TO_DO",
        "STARTED, DONE, TO_DO, TO_DO",
        "START_FAILED, TO_DO, TO_DO, TO_DO",
        "STOPPING, REFUSED, UNDERWAY, TO_DO",
        "STOPPED, TO_DO, TO_DO, TO_DO",
        "STOP_FAILED, TO_DO, TO_DO, TO_DO",
        "KILLING, REFUSED, DONE, UNDERWAY",
        "KILLED, TO_DO, TO_DO, TO_DO",
        "KILL_FAILED, TO_DO, TO_DO, TO_DO",
        "FAILED, TO_DO, TO_DO, TO_DO",
    })
    void rulesOverAProcess(ManagedState state, String start, String stop, String kill) {
        assertThat(ManagedTable.rule(state, true, ManagerAction.START)).isEqualTo(code(start));
        assertThat(ManagedTable.rule(state, true, ManagerAction.STOP)).isEqualTo(code(stop));
        assertThat(ManagedTable.rule(state, true, ManagerAction.KILL)).isEqualTo(code(kill));
    }

    /** Every cell where there is none: to stop nothing is done at once. */
    @ParameterizedTest
    @CsvSource({
        "NOT_INITIALIZED, TO_DO, DONE, DONE",
        "STARTED, DONE, DONE, DONE",
        "START_FAILED, TO_DO, DONE, DONE",
        "STOPPING, REFUSED, UNDERWAY, DONE",
        "STOPPED, TO_DO, DONE, DONE",
        "STOP_FAILED, TO_DO, DONE, DONE",
        "KILLING, REFUSED, DONE, UNDERWAY",
        "KILLED, TO_DO, DONE, DONE",
        "KILL_FAILED, TO_DO, DONE, DONE",
        "FAILED, TO_DO, DONE, DONE",
    })
    void rulesOverNothing(ManagedState state, String start, String stop, String kill) {
        assertThat(ManagedTable.rule(state, false, ManagerAction.START)).isEqualTo(code(start));
        assertThat(ManagedTable.rule(state, false, ManagerAction.STOP)).isEqualTo(code(stop));
        assertThat(ManagedTable.rule(state, false, ManagerAction.KILL)).isEqualTo(code(kill));
    }

    @ParameterizedTest
    @EnumSource
    void alwaysTellsTheStatus(ManagedState state) {
        assertThat(ManagedTable.rule(state, true, ManagerAction.STATUS)).isEqualTo(ManagedTable.DONE);
        assertThat(ManagedTable.rule(state, false, ManagerAction.STATUS)).isEqualTo(ManagedTable.DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "START, STARTED, START_FAILED",
        "STOP, STOPPING, STOP_FAILED",
        "KILL, KILLING, KILL_FAILED",
    })
    void knowsWhatWasTried(ManagerAction demand, ManagedState well, ManagedState inVain) {
        assertThat(ManagedTable.tried(demand, true)).isEqualTo(well);
        assertThat(ManagedTable.tried(demand, false)).isEqualTo(inVain);
    }

    /**
     * Checks the state after the process has ended, the state that a later manager finds, and whether that starts the
     * process.
     */
    @ParameterizedTest
    @CsvSource({
        "NOT_INITIALIZED, NOT_INITIALIZED, NOT_INITIALIZED, true",
        "STARTED, FAILED, FAILED, true",
        "START_FAILED, START_FAILED, START_FAILED, true",
        "STOPPING, STOPPED, STOPPED, false",
        "STOPPED, STOPPED, STOPPED, false",
        "STOP_FAILED, STOPPED, STOP_FAILED, true",
        "KILLING, KILLED, KILLED, false",
        "KILLED, KILLED, KILLED, false",
        "KILL_FAILED, KILLED, KILL_FAILED, true",
        "FAILED, FAILED, FAILED, true",
    })
    void knowsWhatAnEndLeadsTo(ManagedState state, ManagedState ended, ManagedState found, boolean starts) {
        assertThat(ManagedTable.ended(state)).isEqualTo(ended);
        assertThat(ManagedTable.found(state)).isEqualTo(found);
        assertThat(ManagedTable.startsByItself(found)).isEqualTo(starts);
    }

    private static int code(String ruling) {
        return switch (ruling) {
            case "TO_DO" -> 0;
            case "DONE" -> 200;
            case "UNDERWAY" -> 202;
            default -> 500;
        };
    }
}

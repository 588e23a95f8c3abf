package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.lifecycle.Exit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next hook of a service, which the next keeper runs if one dies anywhere in the start. */
class OwedHookTest {

    private static final long SECOND = 1_000_000;

    /** More than a start has calls that change something. */
    private static final int MOST_CALLS = 60;

    private int runs;

    @ParameterizedTest
    @ValueSource(strings = {"", "ready=fd:5\n", "ready=notify\n"})
    void whereverAKeeperDiesPostStartIsRun(String more) {
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            runs = 0;
            startThroughADeath("cmd=web\npost-start=p\n" + more, calls);
            assertThat(runs)
                    .as("post-start, for a death after " + calls + " calls")
                    .isPositive();
        }
    }

    private void startThroughADeath(String file, int calls) {
        var house = new TestingHouse();
        house.put("web", file);
        house.kernel.disk().faults().dieAfter(calls);
        try {
            house.start();
            endHooks(house);
            house.pass(SECOND);
        } catch (Faults.Death death) {
            assertThat(death).isNotNull();
        }
        house.kernel.disk().faults().dieAfter(Long.MAX_VALUE);
        house.replaceKeeper();
        house.pass(SECOND); // it may have to be started again
        endHooks(house);
    }

    private void endHooks(TestingHouse house) {
        while (house.isInHook("web")) {
            runs++;
            house.endHook("web", new Exit.Code(0));
        }
    }
}

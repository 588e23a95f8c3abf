package dev.tend.format.tend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.RestartPolicy;
import dev.tend.service.RestartPolicy.GiveUp;
import dev.tend.service.SuccessExit;
import dev.tend.text.Durations;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Give-up rules against the backoff. */
class GiveUpCheckTest {

    @Test
    void firstRestartAfterAStableRunCostsNothing() {
        assertThat(least("100ms", "30s", "5s", 1)).isZero();
        assertThat(least("100ms", "30s", "5s", 2)).isZero();
    }

    @Test
    void addsTheDoubledPausesWithTheLuckiestJitter() {
        assertThat(least("100ms", "30s", "5s", 3)).isEqualTo(90_000);
        assertThat(least("100ms", "30s", "5s", 5)).isEqualTo(90_000 + 180_000 + 360_000);
        assertThat(least("100ms", "200ms", "5s", 5)).isEqualTo(90_000 + 180_000 + 180_000);
    }

    @Test
    void countsStableRunsWhereTheyAreQuickerThanPauses() {
        assertThat(least("1m", "1m", "5s", 5)).isEqualTo(15 * Durations.SECOND);
        assertThat(least("1s", "1h", "1s", 20)).isLessThan(20 * Durations.SECOND);
    }

    @Test
    void staysFiniteForTheLargestRule() {
        assertThat(least("10000d", "10000d", "10000d", 100)).isEqualTo(10_000 * Durations.DAY * 98 / 10 * 9);
    }

    @Test
    void acceptsWhatCanHappen() {
        assertThat(GiveUpCheck.problem(policy("100ms", "30s", "5s", 10, "1m"))).isEmpty();
        assertThat(GiveUpCheck.problem(RestartPolicy.DEFAULT)).isEmpty();
        assertThat(GiveUpCheck.problem(policy("1s", "1s", "5s", 3, "900ms"))).isPresent();
        assertThat(GiveUpCheck.problem(policy("1s", "1s", "5s", 3, "901ms"))).isEmpty();
    }

    private static long least(String first, String max, String stable, int ends) {
        return GiveUpCheck.least(policy(first, max, stable, ends, "1m"), ends);
    }

    private static RestartPolicy policy(String first, String max, String stable, int ends, String window) {
        return new RestartPolicy(
                RestartPolicy.Mode.ALWAYS,
                Durations.parse(first).orElseThrow(),
                Durations.parse(max).orElseThrow(),
                Durations.parse(stable).orElseThrow(),
                Optional.of(new GiveUp(ends, Durations.parse(window).orElseThrow())),
                SuccessExit.ZERO);
    }
}

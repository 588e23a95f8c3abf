package dev.tend.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static Backoff backoff(double chance) {
        return new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), () -> chance);
    }

    @Test
    void doublesUntilItIsLongEnough() {
        var backoff = backoff(1);

        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(1));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void leavesAHalfToChance() {
        assertThat(backoff(0).next()).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff(0.5).next()).isEqualTo(Duration.ofMillis(375));
    }
}

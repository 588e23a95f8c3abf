package dev.tend.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The time for which a pipe is left to fill. */
class ReadThrottleTest {

    private static final long CAPACITY = 65_536;

    private final ReadThrottle pace = new ReadThrottle();

    @Test
    void watchesAtFirst() {
        assertThat(pace.next(1_000_000, 100, CAPACITY)).isEqualTo(ReadThrottle.WATCH);
    }

    @Test
    void letsThreeQuartersComeIn() {
        pace.next(1_000_000, 100, CAPACITY);
        assertThat(pace.next(1_000_100, 4_096, CAPACITY)).isEqualTo(1_200);
        assertThat(pace.next(1_001_300, 49_152, CAPACITY)).isEqualTo(1_200);
    }

    @Test
    void comesSoonerWhereThePipeWasFull() {
        pace.next(1_000_000, 100, CAPACITY);
        assertThat(pace.next(1_001_000, 65_536, CAPACITY)).isEqualTo(750);
    }

    @Test
    void staysWithinBounds() {
        pace.next(1_000_000, 100, CAPACITY);
        assertThat(pace.next(1_000_001, 65_536, CAPACITY)).isEqualTo(100);
        assertThat(pace.next(1_010_001, 5_000, CAPACITY)).isEqualTo(10_000);
    }

    @Test
    void watchesAgainWhenLittleComes() {
        pace.next(1_000_000, 100, CAPACITY);
        assertThat(pace.next(1_010_000, 1_000, CAPACITY)).isEqualTo(ReadThrottle.WATCH);
        assertThat(pace.next(1_010_100, 0, CAPACITY)).isEqualTo(ReadThrottle.WATCH);
    }
}

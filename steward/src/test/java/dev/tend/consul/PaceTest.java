package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void permitsASecondsRequestsAtOnceAndThenOneAfterAnother() {
        var clock = new AtomicLong(7 * SECOND);
        var pace = new Pace(50, clock::get);
        for (int i = 0; i < 50; i++) {
            assertThat(pace.take()).isZero();
        }
        assertThat(pace.take()).isEqualTo(SECOND / 50);
        assertThat(pace.take()).isEqualTo(2 * SECOND / 50);

        clock.addAndGet(SECOND);
        assertThat(pace.take()).isZero();
    }
}

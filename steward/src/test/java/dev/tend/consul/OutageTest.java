package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final AtomicLong clock = new AtomicLong(-7);
    private final List<String> log = new ArrayList<>();
    private final Outage outage = new Outage(SETTLE, clock::get, log::add);

    private void pass(long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void trustsEmptyAnswersWhileNothingFails() {
        outage.answered(false);

        assertThat(outage.unsettled()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void trustsThemAgainOnceConsulHasBeenBackForSomeTime() {
        outage.begins("cannot connect");
        outage.begins("cannot connect");
        pass(60);
        assertThat(outage.unsettled()).contains(SETTLE);

        outage.answered(false);
        pass(2);
        outage.answered(false);
        assertThat(outage.unsettled()).contains(Duration.ofSeconds(3));

        pass(3);
        assertThat(outage.unsettled()).isEmpty();
        assertThat(log)
                .containsExactly(
                        "Consul does not answer: cannot connect; all data stay as they were, and it is tried again",
                        "Consul answers again");
    }

    @Test
    void doesNotTrustThemWithoutALeader() {
        outage.answered(true);
        pass(60);
        assertThat(outage.unsettled()).contains(SETTLE);

        outage.answered(false);
        pass(4);
        assertThat(outage.unsettled()).contains(Duration.ofSeconds(1));
        assertThat(log).isEmpty();
    }

    @Test
    void doesNotTrustThemAfterAnIndexRanBackwards() {
        outage.isReset();
        assertThat(outage.unsettled()).contains(SETTLE);
        pass(5);
        assertThat(outage.unsettled()).isEmpty();
    }
}

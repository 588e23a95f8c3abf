package dev.tend.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.client.EventHistory.Entry;
import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply.HistoryEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventHistoryTest {

    private static final long LATER = 4_000_000_000_000_000L;

    private final EventHistory chronicle = new EventHistory(new FakeKeeper());

    private static HistoryEvent told(long time) {
        return new HistoryEvent(time, "web", "up", 1, "", "");
    }

    @Test
    void numbersEventsByTheirTime() throws InterruptedException {
        long before = chronicle.last();
        chronicle.add(told(LATER));
        chronicle.add(told(LATER));
        chronicle.add(told(LATER - 5));
        assertThat(chronicle.after(before, Duration.ZERO))
                .extracting(Entry::id)
                .containsExactly(LATER, LATER + 1, LATER + 2);
    }

    @Test
    void givesOnlyWhatCameAfter() throws InterruptedException {
        chronicle.add(told(LATER));
        chronicle.add(told(LATER + 10));
        assertThat(chronicle.after(LATER, Duration.ZERO)).extracting(Entry::id).containsExactly(LATER + 10);
        assertThat(chronicle.after(LATER + 10, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void knowsThatItForgets() {
        long before = chronicle.last();
        for (int i = 0; i < 1024; i++) {
            chronicle.add(told(LATER + i));
        }
        assertThat(chronicle.isCompleteAfter(before)).isTrue();
        chronicle.add(told(LATER + 2000));
        assertThat(chronicle.isCompleteAfter(before)).isFalse();
        assertThat(chronicle.isCompleteAfter(LATER)).isTrue();
        assertThat(chronicle.isCompleteAfter(LATER - 1)).isFalse();
    }

    @Test
    void doesNotKnowWhatWasBeforeIt() {
        assertThat(chronicle.isCompleteAfter(0)).isFalse();
    }

    @Test
    void doesNotTrustANumberThatItHasNotGiven() {
        assertThat(chronicle.isCompleteAfter(chronicle.last())).isTrue();
        assertThat(chronicle.isCompleteAfter(chronicle.last() + LATER)).isFalse();
    }

    @Test
    void givesNothingFromBehindAGapToWhoHasNotHeardOfIt() throws InterruptedException {
        long before = chronicle.last();
        chronicle.resume();
        chronicle.add(told(LATER));
        assertThat(chronicle.after(before, Duration.ZERO)).isEmpty();
        assertThat(chronicle.isCompleteAfter(before)).isFalse();
        assertThat(chronicle.after(chronicle.completeSince(), Duration.ZERO)).hasSize(1);
    }
}

package dev.tend.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.client.EventHistory.Entry;
import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply.HistoryEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventHistoryTest {

    private static final long LATER = 4_000_000_000_000_000L;

    private final EventHistory history = new EventHistory(new FakeKeeper());

    private static HistoryEvent told(long time) {
        return new HistoryEvent(time, "web", "up", 1, "", "");
    }

    @Test
    void numbersEventsByTheirTime() throws InterruptedException {
        long before = history.last();
        history.add(told(LATER));
        history.add(told(LATER));
        history.add(told(LATER - 5));
        assertThat(history.after(before, Duration.ZERO))
                .extracting(Entry::id)
                .containsExactly(LATER, LATER + 1, LATER + 2);
    }

    @Test
    void givesOnlyWhatCameAfter() throws InterruptedException {
        history.add(told(LATER));
        history.add(told(LATER + 10));
        assertThat(history.after(LATER, Duration.ZERO)).extracting(Entry::id).containsExactly(LATER + 10);
        assertThat(history.after(LATER + 10, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void knowsThatItForgets() {
        long before = history.last();
        for (int i = 0; i < 1024; i++) {
            history.add(told(LATER + i));
        }
        assertThat(history.isCompleteAfter(before)).isTrue();
        history.add(told(LATER + 2000));
        assertThat(history.isCompleteAfter(before)).isFalse();
        assertThat(history.isCompleteAfter(LATER)).isTrue();
        assertThat(history.isCompleteAfter(LATER - 1)).isFalse();
    }

    @Test
    void doesNotKnowWhatWasBeforeIt() {
        assertThat(history.isCompleteAfter(0)).isFalse();
    }

    @Test
    void doesNotTrustANumberThatItHasNotGiven() {
        assertThat(history.isCompleteAfter(history.last())).isTrue();
        assertThat(history.isCompleteAfter(history.last() + LATER)).isFalse();
    }

    @Test
    void givesNothingFromBehindAGapToWhoHasNotHeardOfIt() throws InterruptedException {
        long before = history.last();
        history.resume();
        history.add(told(LATER));
        assertThat(history.after(before, Duration.ZERO)).isEmpty();
        assertThat(history.isCompleteAfter(before)).isFalse();
        assertThat(history.after(history.completeSince(), Duration.ZERO)).hasSize(1);
    }
}

package dev.tend.output;

import static dev.tend.output.TestingKeeper.FIFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.LogPolicy;
import org.junit.jupiter.api.Test;

/** A service that floods is looked after when its pipe is nearly full, not for each line. */
class FloodTest {

    private final TestingKeeper keeper = new TestingKeeper();
    private final Capture capture = keeper.capture(LogPolicy.DEFAULT);

    @Test
    void waitsForAFullerPipeWhileItFloods() {
        long again = drainAfter(50, 5_000);
        assertThat(again).isBetween(keeper.now + 400, keeper.now + 600);
        assertThat(keeper.readable).isEmpty();
    }

    @Test
    void goesBackToWatchingWhenItIsQuiet() {
        drainAfter(50, 5_000);
        assertThat(drainAfter(500, 0)).isEqualTo(Capture.NEVER);
        assertThat(keeper.readable).containsExactly(capture.descriptor());
    }

    @Test
    void watchesOneThatWritesNowAndThen() {
        assertThat(drainAfter(5_000, 100)).isEqualTo(Capture.NEVER);
        assertThat(drainAfter(5_000, 100)).isEqualTo(Capture.NEVER);
        assertThat(drainAfter(1_000_000, 60_000)).isEqualTo(Capture.NEVER);
    }

    @Test
    void givesAFloodALargerPipeUntilItIsOver() {
        for (int visit = 0; visit < 10; visit++) {
            keeper.now += 200;
            keeper.disk.pour(FIFO, "x".repeat(Math.min(capacity() * 3 / 4, 500_000)));
            capture.drain(keeper.now);
        }
        assertThat(capacity()).isEqualTo(1 << 20);
        drainAfter(500, 0);
        assertThat(capacity()).isEqualTo(1 << 16);
    }

    private int capacity() {
        return keeper.streams.capacity(capture.descriptor());
    }

    /** Lets so many microseconds pass, in which so many bytes come. */
    private long drainAfter(long micros, int bytes) {
        capture.drain(keeper.now);
        keeper.now += micros;
        keeper.disk.pour(FIFO, "x".repeat(bytes));
        return capture.drain(keeper.now);
    }
}

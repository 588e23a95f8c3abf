package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.service.LogPolicy;
import org.junit.jupiter.api.Test;

/** With {@code log-timestamps=iso} each line has one stamp. */
class StampsTest {

    private static final String STAMP = "2026-11-21T07:09:07.123456Z ";

    private final TestingKeeper keeper = new TestingKeeper();
    private final LogPolicy policy = file(1 << 20, 5, true);

    @Test
    void putsTheTimeBeforeEachLine() {
        Capture capture = keeper.capture(policy);
        keeper.disk.pour(FIFO, "one\n\nthree\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "one\n" + STAMP + "\n" + STAMP + "three\n");
    }

    @Test
    void putsOneBeforeALineInPieces() {
        Capture capture = keeper.capture(policy);
        keeper.disk.pour(FIFO, "in ");
        capture.drain(keeper.now);
        keeper.wallTime += 1_000_000;
        keeper.disk.pour(FIFO, "pieces\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "in pieces\n");
    }

    @Test
    void goesOnWithALineOfTheLastKeepers() {
        keeper.disk.put(CURRENT, STAMP + "in ");
        Capture capture = keeper.capture(policy);
        keeper.disk.pour(FIFO, "pieces\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "in pieces\n");
    }

    @Test
    void cutsOffAStampWhoseLineNeverCame() {
        keeper.disk.put(CURRENT, STAMP + "one\n2026-11-20T00:00:00.000000Z ");
        Capture capture = keeper.capture(policy);
        keeper.disk.pour(FIFO, "two\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "one\n" + STAMP + "two\n");
    }

    @Test
    void cutsOffAStampThatIsAllThereIs() {
        keeper.disk.put(CURRENT, STAMP);
        keeper.capture(policy);
        assertThat(keeper.disk.text(CURRENT)).isEmpty();
    }

    @Test
    void cutsOffATornStamp() {
        keeper.disk.put(CURRENT, STAMP + "one\n2026-11-2");
        keeper.capture(policy);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "one\n");
    }

    @Test
    void leavesWhatOnlyEndsLikeAStamp() {
        keeper.disk.put(CURRENT, "at " + STAMP);
        keeper.capture(policy);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("at " + STAMP);
    }

    @Test
    void leavesStampsOfTheServicesOwn() {
        keeper.disk.put(CURRENT, STAMP);
        keeper.capture(file(1 << 20, 5, false));
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP);
    }

    @Test
    void stampsOnceThoughDisturbed() {
        Capture capture = keeper.capture(policy);
        keeper.disk.faults().failNext("splice", Errno.EINTR);
        keeper.disk.pour(FIFO, "one\n");
        capture.drain(keeper.now);
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo(STAMP + "one\n");
    }

    @Test
    void beginsAndEndsWithAChangedPolicy() {
        Capture capture = keeper.capture(file(1 << 20, 5, false));
        keeper.disk.pour(FIFO, "plain\nhalf");
        capture.drain(keeper.now);
        capture.apply(policy);
        keeper.disk.pour(FIFO, " a line\nstamped\n");
        capture.drain(keeper.now);
        capture.apply(file(1 << 20, 5, false));
        keeper.disk.pour(FIFO, "plain\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("plain\nhalf a line\n" + STAMP + "stamped\nplain\n");
    }
}

package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.service.LogPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log that cannot be written pauses and resumes, with a sentence each, and loses nothing. */
class FullDiskTest {

    private final TestingKeeper keeper = new TestingKeeper();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void losesNothing(boolean timestamps) {
        Capture capture = keeper.capture(file(1 << 20, 5, timestamps));
        keeper.disk.faults().room(35);
        keeper.disk.pour(FIFO, "one\ntwo two two two two two two two two two two two two\nthree\n");
        capture.drain(keeper.now);
        long again = capture.drain(keeper.now);
        assertThat(again).isEqualTo(keeper.now + 1_000_000);
        assertThat(keeper.readable).isEmpty();
        assertThat(capture.drain(again)).isEqualTo(again + 1_000_000);
        assertThat(keeper.reports).hasSize(1).first().asString().contains("log-paused", "no space left on device");

        keeper.disk.faults().endlessRoom();
        assertThat(capture.drain(again + 1_000_000)).isEqualTo(Capture.NEVER);
        assertThat(keeper.readable).containsExactly(capture.descriptor());
        assertThat(unstamped(keeper.disk.text(CURRENT)))
                .isEqualTo("one\ntwo two two two two two two two two two two two two\nthree\n");
        assertThat(keeper.reports).hasSize(2).last().asString().contains("log-resumed");
    }

    @ParameterizedTest
    @ValueSource(ints = {Errno.EIO, Errno.EDQUOT})
    void pausesForOtherTroubleToo(int errno) {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.faults().failNext("splice", errno);
        keeper.disk.pour(FIFO, "line\n");
        long again = capture.drain(keeper.now);
        capture.drain(again);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("line\n");
        assertThat(keeper.reports).hasSize(2);
    }

    @Test
    void takesBackAStampWhoseLineDoesNotFit() {
        Capture capture = keeper.capture(file(1 << 20, 5, true));
        keeper.disk.faults().failNext("splice", Errno.ENOSPC);
        keeper.disk.pour(FIFO, "line\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEmpty();
    }

    @Test
    void isQuietWhereNothingIsToBeWritten() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.faults().failNext("splice", Errno.ENOSPC);
        keeper.disk.pour(FIFO, "x");
        long again = capture.drain(keeper.now);
        keeper.streams.skip(capture.descriptor(), 1);
        assertThat(capture.drain(again)).isEqualTo(Capture.NEVER);
        assertThat(keeper.reports).hasSize(1);
    }

    private static String unstamped(String text) {
        return text.replaceAll("(?m)^2026-11-21T07:09:07\\.123456Z ", "");
    }
}

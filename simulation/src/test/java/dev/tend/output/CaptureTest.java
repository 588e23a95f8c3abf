package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.service.LogPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The output of one instance reaches its log, whole and in order. */
class CaptureTest {

    private final TestingKeeper keeper = new TestingKeeper();

    @Test
    void movesWhatIsThereToTheLog() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.pour(FIFO, "one\ntwo\npart");
        assertThat(capture.drain(keeper.now)).isEqualTo(Capture.NEVER);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("one\ntwo\npart");
        assertThat(keeper.readable).containsExactly(capture.descriptor());
    }

    @Test
    void goesOnWhereTheLastKeeperStopped() {
        keeper.capture(LogPolicy.DEFAULT).drain(keeper.now);
        keeper.disk.hold(FIFO);
        keeper.disk.pour(FIFO, "while nobody was there\n");
        keeper.succeed();
        Capture next = keeper.capture(LogPolicy.DEFAULT);
        next.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("while nobody was there\n");
    }

    @Test
    void drainsAllThatAnEndedRunHasLeft() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.faults().pieces(count -> 7);
        keeper.disk.pour(FIFO, "a line and another\n".repeat(1_000));
        capture.drainToEnd(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).hasSize(19_000);
    }

    @Test
    void doesABoundedPieceOfWork() {
        Capture capture = keeper.capture(new LogPolicy(
                LogPolicy.Target.FILE,
                10 << 20,
                5,
                false,
                1 << 20,
                Optional.empty(),
                LogPolicy.Full.BLOCK,
                Optional.empty()));
        keeper.disk.pour(FIFO, "x".repeat(1 << 20));
        assertThat(capture.drain(keeper.now)).isEqualTo(Capture.NEVER);
        assertThat(keeper.disk.text(CURRENT)).hasSize(512 << 10);
    }

    @Test
    void saysTheLastWordsOfTheRun() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.pour(FIFO, "an earlier run\n");
        capture.drainToEnd(keeper.now);
        capture.beginRun();
        assertThat(capture.lastWords()).isEmpty();
        keeper.disk.pour(FIFO, "starting\n\u001b[31mcannot bind\u001b[0m\n");
        capture.drainToEnd(keeper.now);
        assertThat(capture.lastWords()).isEqualTo("starting\ncannot bind");
    }

    @Test
    void findsTheLastWordsAlsoInTheFileJustRotated() {
        Capture capture = keeper.capture(file(10, 5, false));
        capture.beginRun();
        keeper.disk.pour(FIFO, "the first line\nthe second line\n");
        capture.drainToEnd(keeper.now);
        assertThat(keeper.logs()).hasSize(2);
        assertThat(capture.lastWords()).isEqualTo("the first line\nthe second line");
    }

    @Test
    void saysTheLastWordsWithoutStamps() {
        Capture capture = keeper.capture(file(1 << 20, 5, true));
        capture.beginRun();
        keeper.disk.pour(FIFO, "panic: no more\n");
        capture.drainToEnd(keeper.now);
        assertThat(capture.lastWords()).isEqualTo("panic: no more");
    }

    @Test
    void opensTheLogAgainWhereSomebodyRemovedIt() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.pour(FIFO, "old\n");
        capture.drain(keeper.now);
        keeper.disk.delete("/log");
        keeper.now += 2_000_000;
        keeper.disk.pour(FIFO, "new\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("new\n");
        assertThat(keeper.reports).hasSize(1).first().asString().contains("log-reopened", CURRENT);
    }

    @Test
    void waitsForAFolderItMayNotWriteTo() {
        keeper.disk.faults().deny("/log", Errno.EACCES);
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.hold(FIFO);
        keeper.disk.pour(FIFO, "kept\n");
        long again = capture.drain(keeper.now);
        assertThat(again).isEqualTo(keeper.now + 1_000_000);
        assertThat(keeper.readable).isEmpty();
        keeper.now = again;
        assertThat(capture.drain(keeper.now)).isEqualTo(keeper.now + 1_000_000);
        assertThat(keeper.reports).hasSize(1).first().asString().contains("log-paused", "permission denied");

        keeper.disk.faults().allow("/log");
        keeper.now += 1_000_000;
        assertThat(capture.drain(keeper.now)).isEqualTo(Capture.NEVER);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("kept\n");
        assertThat(keeper.reports).hasSize(2).last().asString().contains("log-resumed");
        assertThat(keeper.readable).containsExactly(capture.descriptor());
    }

    @Test
    void cannotBeWithoutAFifo() {
        keeper.disk.faults().failNext("openFifo", Errno.EMFILE);
        assertThatThrownBy(() -> keeper.capture(LogPolicy.DEFAULT))
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("too many open files");
    }

    @Test
    void movesBetweenFileAndConsole() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.pour(FIFO, "kept\n");
        capture.drain(keeper.now);
        capture.apply(TestingKeeper.onConsole());
        keeper.disk.pour(FIFO, "shown\n");
        capture.drain(keeper.now);
        capture.apply(LogPolicy.DEFAULT);
        keeper.disk.pour(FIFO, "kept again\n");
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("kept\nkept again\n");
        assertThat(keeper.streams.screen().text()).isEqualTo("web | shown\n");
    }

    @Test
    void leavesNothingOpenAndNoFifo() {
        Capture capture = keeper.capture(LogPolicy.DEFAULT);
        capture.remove();
        capture.close();
        assertThat(keeper.streams.count()).isZero();
        assertThat(keeper.readable).isEmpty();
        assertThat(keeper.files.facts(FIFO)).isEmpty();
        assertThat(keeper.files.facts(CURRENT)).isPresent();
    }
}

package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.LOG;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import org.junit.jupiter.api.Test;

/** A log is rotated at its size, at a line's end, under names that sort by time. */
class RotationTest {

    private final TestingKeeper keeper = new TestingKeeper();

    @Test
    void rotatesAtALinesEnd() {
        Capture capture = keeper.capture(file(10, 5, false));
        keeper.disk.pour(FIFO, "123456\n123456\nabc\ndef\nghi\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("123456\n123456\n", "abc\ndef\nghi\n");
    }

    @Test
    void rotatesWhereASizeIsMetExactly() {
        Capture capture = keeper.capture(file(8, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\nghi\njkl\nmno\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("abc\ndef\n", "ghi\njkl\n", "mno\n");
    }

    @Test
    void namesFilesByTime() {
        Capture capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\nghi\n");
        capture.drain(keeper.now);
        assertThat(keeper.files.names(LOG))
                .containsExactly("20261121T070907.123456Z.log", "20261121T070907.123457Z.log", "current");
    }

    @Test
    void keepsTheOrderWhereTheClockJumpsBack() {
        Capture capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\n");
        capture.drain(keeper.now);
        keeper.wallTime -= 3_600_000_000L;
        keeper.succeed();
        capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "ghi\njkl\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("abc\n", "def\n", "ghi\n", "jkl\n");
    }

    @Test
    void removesTheOldest() {
        Capture capture = keeper.capture(file(4, 2, false));
        keeper.disk.put(LOG + "/notes.txt", "not ours");
        keeper.disk.pour(FIFO, "abc\ndef\nghi\njkl\nmno\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("ghi\n", "jkl\n", "mno\n", "not ours");
    }

    @Test
    void keepsNoneIfSoAsked() {
        Capture capture = keeper.capture(file(4, 0, false));
        keeper.disk.pour(FIFO, "abc\ndef\nghi\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("ghi\n");
    }

    @Test
    void cutsALineThatNeverEnds() {
        Capture capture = keeper.capture(file(1000, 5, false));
        for (int i = 0; i < 40; i++) {
            keeper.disk.pour(FIFO, "x".repeat(1 << 16));
            capture.drainToEnd(keeper.now);
        }
        assertThat(keeper.logs()).hasSizeGreaterThan(2).allSatisfy(text -> assertThat(text.length())
                .isLessThan(1000 + (1 << 20) + (1 << 16)));
        assertThat(String.join("", keeper.logs())).hasSize(40 << 16);
    }

    @Test
    void writesOnWhereItCannotRotate() {
        Capture capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\n");
        keeper.disk.faults().failNext("rename", Errno.EROFS);
        capture.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("abc\ndef\n");
        assertThat(keeper.reports).hasSize(1).first().asString().contains("log-not-rotated", "read-only file system");
    }

    @Test
    void waitsWhereThereCanBeNoNewFile() {
        Capture capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\n");
        keeper.disk.faults().failNext("openLog", Errno.EMFILE);
        long again = capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("abc\n");
        capture.drain(again);
        assertThat(keeper.logs()).containsExactly("abc\n", "def\n");
    }

    @Test
    void followsASmallerSize() {
        Capture capture = keeper.capture(file(1000, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\n");
        capture.drain(keeper.now);
        capture.apply(file(4, 5, false));
        keeper.disk.pour(FIFO, "ghi\njkl\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("abc\ndef\n", "ghi\n", "jkl\n");
    }
}

package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static dev.tend.output.TestingKeeper.LOG;
import static dev.tend.output.TestingKeeper.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A log is read as one stream of lines, whatever rotation does to it. */
class LogReaderTest {

    private final TestingKeeper keeper = new TestingKeeper();
    private final LogReader reader = new LogReader(keeper.files, keeper.streams, LOG);
    private final StringBuilder read = new StringBuilder();

    private void take(byte[] bytes, int offset, int count) {
        read.append(new String(bytes, offset, count, StandardCharsets.UTF_8));
    }

    @Test
    void givesTheLastLines() {
        keeper.disk.put(CURRENT, "one\ntwo\nthree\nfo");
        reader.tail(2, this::take);
        assertThat(read).hasToString("two\nthree\n");
        reader.rest(this::take);
        assertThat(read).hasToString("two\nthree\nfo");
    }

    @Test
    void givesTheLastLinesAcrossRotatedFiles() {
        keeper.disk.put(LOG + "/20261121T000000.000001Z.log", "one\ntwo\n");
        keeper.disk.put(LOG + "/20261121T000000.000002Z.log", "three\n");
        keeper.disk.put(CURRENT, "four\n");
        reader.tail(3, this::take);
        assertThat(read).hasToString("two\nthree\nfour\n");
    }

    @Test
    void givesAllWhereThereAreFewer() {
        keeper.disk.put(LOG + "/20261121T000000.000001Z.log", "one\ntwo\n");
        keeper.disk.put(CURRENT, "three\n");
        reader.tail(10, this::take);
        assertThat(read).hasToString("one\ntwo\nthree\n");
    }

    @Test
    void givesOnlyWhatComes() {
        keeper.disk.put(CURRENT, "old\n");
        Capture capture = keeper.capture(file(1 << 20, 5, false));
        reader.tail(0, this::take);
        keeper.disk.pour(FIFO, "new\n");
        capture.drain(keeper.now);
        assertThat(reader.poll(this::take)).isTrue();
        assertThat(reader.poll(this::take)).isFalse();
        assertThat(read).hasToString("new\n");
    }

    /** Reads on with another reader, as a client that comes again. Returns whether there was a gap. */
    private boolean readOn(String place) {
        var other = new LogReader(keeper.files, keeper.streams, LOG);
        other.beginAt(LogPlace.of(place).orElseThrow());
        read.setLength(0);
        other.poll(this::take);
        return other.takeGap();
    }

    @Test
    void goesOnAtAPlaceAlsoAfterRotation() {
        Capture capture = keeper.capture(file(1 << 20, 5, false));
        keeper.disk.pour(FIFO, "one\ntwo\n");
        capture.drain(keeper.now);
        reader.beginAt(LogPlace.of("").orElseThrow());
        assertThat(reader.poll(this::take)).isTrue();
        assertThat(read).hasToString("one\ntwo\n");
        assertThat(reader.takeGap()).isFalse();

        capture.apply(file(4, 5, false));
        keeper.disk.pour(FIFO, "three\nfour\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).hasSizeGreaterThan(1);
        assertThat(readOn(reader.place().text())).isFalse();
        assertThat(read).hasToString("three\nfour\n");
    }

    @Test
    void tellsThatLinesWereLost() {
        keeper.disk.put(CURRENT, "one\ntwo\n");
        reader.beginAt(LogPlace.of("").orElseThrow());
        reader.poll(this::take);
        String place = reader.place().text();
        assertThat(readOn(place)).isFalse();
        assertThat(read).isEmpty();

        keeper.disk.put(CURRENT, "new\n");
        assertThat(readOn(place)).isTrue();
        assertThat(read).hasToString("new\n");
        assertThat(LogPlace.of("7:x:")).isEmpty();
        assertThat(LogPlace.of("7:1:0a0b")).isEmpty();
    }

    @Test
    void waitsForAFileThatIsNotThereYet() {
        reader.tail(5, this::take);
        Capture capture = keeper.capture(file(4, 5, false));
        keeper.disk.pour(FIFO, "abc\ndef\nghi\n");
        capture.drain(keeper.now);
        reader.poll(this::take);
        assertThat(read).hasToString("abc\ndef\nghi\n");
    }

    @Test
    void followsAcrossRotations() {
        Capture capture = keeper.capture(file(8, 5, false));
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String lines = "line " + i + "\n" + "x".repeat(i % 7) + "\n";
            written.append(lines);
            keeper.disk.pour(FIFO, lines);
            capture.drain(keeper.now);
            if (i % 2 == 0) {
                reader.poll(this::take);
            }
        }
        reader.poll(this::take);
        assertThat(read).hasToString(written.toString());
    }

    /** No rotated file is kept, so a file is gone as soon as its reader closes it after the rotation. */
    @Test
    void comesToTheEndOfAFileThatRotationRemoved() {
        Capture capture = keeper.capture(file(8, 0, false));
        keeper.disk.pour(FIFO, "one\n");
        capture.drain(keeper.now);
        reader.tail(5, this::take);
        keeper.disk.pour(FIFO, "two\nthree\n");
        capture.drain(keeper.now);
        assertThat(keeper.logs()).containsExactly("three\n");
        reader.poll(this::take);
        assertThat(read).hasToString("one\ntwo\nthree\n");
    }

    @Test
    void holdsOneFileOnly() {
        Capture capture = keeper.capture(file(4, 5, false));
        reader.tail(5, this::take);
        int before = keeper.streams.count();
        keeper.disk.pour(FIFO, "abc\ndef\nghi\n");
        capture.drain(keeper.now);
        reader.poll(this::take);
        assertThat(keeper.streams.count()).isEqualTo(before);
        reader.close();
        assertThat(keeper.streams.count()).isEqualTo(before - 1);
    }

    @Test
    void goesOnBehindWhatWasRemovedMeanwhile() {
        Capture capture = keeper.capture(file(4, 1, false));
        keeper.disk.pour(FIFO, "abc\n");
        capture.drain(keeper.now);
        reader.tail(1, this::take);
        keeper.disk.pour(FIFO, "def\nghi\njkl\nmno\n");
        capture.drain(keeper.now);
        reader.poll(this::take);
        assertThat(read).hasToString("abc\njkl\nmno\n");
    }

    @Test
    void showsNoStampThatIsTakenBack() {
        keeper.disk.put(CURRENT, "2026-11-21T07:09:07.123456Z one\n2026-11-21T07:09:07.123456Z ");
        reader.tail(5, this::take);
        Capture capture = keeper.capture(file(1 << 20, 5, true));
        keeper.disk.pour(FIFO, "two\n");
        capture.drain(keeper.now);
        reader.poll(this::take);
        assertThat(read).hasToString("2026-11-21T07:09:07.123456Z one\n2026-11-21T07:09:07.123456Z two\n");
    }

    @Test
    void givesAVeryLongLineInParts() {
        String line = "x".repeat(200_000) + "\n";
        keeper.disk.put(CURRENT, "short\n" + line);
        reader.tail(1, this::take);
        assertThat(read).hasToString(line);
    }

    @Test
    void beginsAnewInAFileThatWasEmptiedAndHasGrownSince() {
        keeper.disk.put(CURRENT, "old line\n");
        reader.tail(1, this::take);
        keeper.disk.shorten(CURRENT, 0);
        keeper.disk.append(CURRENT, "a new line that is longer\n");
        reader.poll(this::take);
        assertThat(read).hasToString("old line\na new line that is longer\n");
    }
}

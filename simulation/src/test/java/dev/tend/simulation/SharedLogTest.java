package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that other programs shorten, append to, remove or replace while a service writes. */
class SharedLogTest {

    private static final long SECOND = 1_000_000;
    private static final String LOG = "/log/web/current";

    private final TestingHouse house = new TestingHouse();
    private final FakeDisk disk = house.kernel.disk();

    @BeforeEach
    void start() {
        start("cmd=web\n");
    }

    private void start(String text) {
        house.put("web", text);
        house.start();
        house.pass(2 * SECOND);
    }

    private void write(String text) {
        disk.pour("/run/output/web", text);
        house.pass(SECOND / 2); // not at once: a pipe that is written to again and again is looked at less often
    }

    /** Lets another program act between the keeper's look at the file and its next write. */
    private void amidst(Runnable what) {
        disk.faults().pieces(count -> {
            disk.faults().pieces(all -> all);
            what.run();
            return count;
        });
    }

    private long told(String event) {
        return house.told.stream()
                .map(HistoryEvent::event)
                .filter(event::equals)
                .count();
    }

    @Test
    void beginsAtTheNewEndOfAFileThatIsEmptied() {
        for (int i = 0; i < 50; i++) { // each time the file has grown beyond the former end before anybody looks for it
            write("one\ntwo\nthree\n");
            disk.shorten(LOG, 0);
            write("four and more\nfive and more\n");
            assertThat(disk.text(LOG)).isEqualTo("four and more\nfive and more\n");
        }
        house.pass(2 * SECOND);
        write("six\n");
        assertThat(told("log-shortened")).isBetween(1L, 2L);
    }

    @Test
    void leavesNoGapWhereTheFileIsEmptiedInTheMidstOfAWrite() {
        write("one\ntwo\nthree\n");
        amidst(() -> disk.shorten(LOG, 0));
        write("four\n");
        assertThat(disk.text(LOG)).isEqualTo("four\n");
        write("five\n");
        assertThat(disk.text(LOG)).isEqualTo("four\nfive\n");
        assertThat(disk.text(LOG + ".new")).isEmpty();
    }

    @Test
    void keepsWhatIsLeftOfAFileThatIsShortenedInTheMidstOfAWrite() {
        write("one\n" + "two and three\n".repeat(10));
        amidst(() -> disk.shorten(LOG, 4));
        write("four\n");
        assertThat(disk.text(LOG)).isEqualTo("one\nfour\n");
    }

    @Test
    void leavesNoGapBeforeStampedLines() {
        house.put("web", "cmd=web\nlog-timestamps=iso\n");
        house.ask("{\"ask\":\"reload\"}");
        write("one\ntwo\nthree\n");
        amidst(() -> disk.shorten(LOG, 0));
        write("four\nfive\n");
        assertThat(disk.text(LOG)).doesNotContain("\0").endsWith("Z five\n").contains("four\n");
        disk.shorten(LOG, 0);
        write("six\n");
        assertThat(disk.text(LOG)).matches("\\d{4}-\\S+Z six\n");
    }

    @Test
    void keepsZerosThatAServiceWrites() {
        write("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        write("\0one\n");
        write("\0two\n");
        assertThat(disk.text(LOG)).hasSize(18 + 10).endsWith("\0one\n\0two\n");
    }

    @Test
    void writesAfterWhatOthersAppend() {
        write("one\n");
        disk.append(LOG, "a mark of logrotate\n");
        write("two\n");
        assertThat(disk.text(LOG)).isEqualTo("one\na mark of logrotate\ntwo\n");
        assertThat(told("log-shortened")).isZero();
    }

    @Test
    void losesNothingWhereTheFileIsRemoved() {
        write("one\n");
        disk.delete(LOG);
        write("two\n");
        assertThat(disk.text(LOG)).isEqualTo("two\n");
        assertThat(told("log-reopened")).isEqualTo(1);
    }

    @Test
    void losesNothingWhereTheFileIsReplaced() {
        write("one\n");
        disk.put(LOG, "of another program\n");
        write("two\n");
        assertThat(disk.text(LOG)).isEqualTo("of another program\ntwo\n");
    }

    @Test
    void waitsWhereTheFileMustNotBeOpened() {
        write("one\n");
        disk.delete(LOG);
        disk.faults().deny("/log/web", Errno.ELOOP);
        write("two\n");
        assertThat(told("log-paused")).isEqualTo(1);
        disk.faults().allow("/log/web");
        house.pass(2 * SECOND);
        assertThat(disk.text(LOG)).isEqualTo("two\n");
        assertThat(told("log-resumed")).isEqualTo(1);
    }

    @Test
    void theJournalBeginsWithoutZerosAfterOthersHaveEmptiedIt() {
        house.ask("{\"ask\":\"stop\",\"names\":[\"web\"]}");
        house.settle();
        disk.shorten("/log/.journal/web", 0);
        house.ask("{\"ask\":\"start\",\"names\":[\"web\"]}");
        house.settle();
        assertThat(disk.text("/log/.journal/web")).startsWith("{").doesNotContain("\0");
    }
}

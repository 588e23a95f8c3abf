package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that cannot be written is a state of its service; the service decides what becomes of its output. */
class LogFullTest {

    private static final long SECOND = 1_000_000;
    private static final String LOG = "/log/web/current";

    private final TestingHouse house = new TestingHouse();
    private final FakeDisk disk = house.kernel.disk();

    private void start(String more) {
        house.put("web", "cmd=web\n" + more);
        house.start();
        house.pass(2 * SECOND);
        house.told.clear();
    }

    private void write(String text) {
        disk.pour("/run/output/web", text);
        house.pass(2 * SECOND);
    }

    private List<String> events() {
        return house.told.stream()
                .filter(entry -> entry.service().equals("web"))
                .map(HistoryEvent::event)
                .toList();
    }

    @Test
    void outputThatWaitsIsAStateOfItsService() {
        start("");
        disk.faults().room(4);
        write("one\ntwo\n");
        var status = house.status("web");
        assertThat(status.outputText()).isEqualTo("waits: cannot write to " + LOG + ": no space left on device");
        assertThat(status.word()).isEqualTo("output-waits");
        assertThat(status.state()).isEqualTo("ready");
        assertThat(status.isGood()).isFalse();
        assertThat(status.dropped()).isZero();

        disk.faults().endlessRoom();
        house.pass(2 * SECOND);
        assertThat(house.status("web").outputText()).isEmpty();
        assertThat(house.status("web").word()).isEqualTo("ready");
        assertThat(disk.text(LOG)).isEqualTo("one\ntwo\n");
        assertThat(events()).containsExactly("log-paused", "log-resumed");
    }

    @Test
    void theNotifierIsTold() {
        start("notify=exec:page me\n");
        disk.faults().room(0);
        write("one\n");
        assertThat(house.isInHook("web")).isTrue();
    }

    @Test
    void aStatusWithoutOutputThatWaitsIsAsBefore() {
        start("");
        disk.faults().failNext("splice", 5);
        disk.pour("/run/output/web", "x");
        house.pass(SECOND / 2);
        assertThat(house.status("web").outputText()).startsWith("waits: ");
        house.pass(2 * SECOND);
        assertThat(house.status("web").outputText()).isEmpty();
    }

    @Test
    void dropsNewOutputAndCountsIt() {
        start("log-full=drop-new\n");
        disk.faults().room(4);
        write("one\ntwo\n");
        write("three\n");
        assertThat(house.status("web").outputText())
                .isEqualTo("is dropped: cannot write to " + LOG + ": no space left on device");
        assertThat(house.status("web").word()).isEqualTo("ready");

        disk.faults().endlessRoom();
        house.pass(2 * SECOND);
        write("four\n");
        assertThat(house.status("web").outputText()).isEmpty();
        assertThat(house.status("web").dropped()).isEqualTo("two\nthree\n".length());
        assertThat(disk.text(LOG)).isEqualTo("one\nfour\n");
        assertThat(events()).containsExactly("log-paused", "log-resumed");
        assertThat(house.told.getLast().why()).endsWith("; 10 B of output were dropped");
    }

    @Test
    void aServiceThatDropsNeverWaits() {
        start("log-full=drop-new\n");
        disk.faults().room(0);
        for (int i = 0; i < 100; i++) {
            write("0123456789abcdef".repeat(1 << 10)); // fits only where the pipe is emptied
        }
        assertThat(house.status("web").dropped()).isEqualTo(100L << 14);
    }

    @Test
    void removesTheOldestFileToMakeRoom() {
        start("log-full=drop-old\nlog-size=1k\n");
        write("old line\n".repeat(120));
        write("newer line\n".repeat(100));
        assertThat(disk.names("/log/web")).hasSize(3);
        disk.faults().room(0);
        write("newest line\n");
        assertThat(disk.names("/log/web")).hasSize(2);
        assertThat(disk.text(LOG)).endsWith("newest line\n");
        assertThat(events()).containsExactly("log-dropped");
        assertThat(house.status("web").outputText()).isEmpty();
        assertThat(house.status("web").dropped()).isBetween(1000L, 1100L);
    }

    @Test
    void removesTheCurrentFileWhereThereIsNoOlderOne() {
        start("log-full=drop-old\n");
        write("old line\n".repeat(100));
        disk.faults().room(0);
        write("new line\n");
        assertThat(disk.text(LOG)).isEqualTo("new line\n");
        assertThat(disk.names("/log/web")).containsExactly("current");
        assertThat(house.status("web").dropped()).isEqualTo(100L * "old line\n".length());
    }

    @Test
    void dropsNewOutputWhereRemovingOldFilesDoesNotHelp() {
        start("log-full=drop-old\n");
        write("old line\n");
        disk.faults().deny("/log/web", 30); // EROFS
        write("lost\n");
        assertThat(house.status("web").outputText()).startsWith("is dropped: ");
        disk.faults().allow("/log/web");
        house.pass(2 * SECOND);
        write("new line\n");
        assertThat(disk.text(LOG)).isEqualTo("old line\nnew line\n");
    }
}

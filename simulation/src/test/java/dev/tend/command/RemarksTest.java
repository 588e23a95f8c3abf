package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.simulation.FakeKernel;
import dev.tend.simulation.FakeScreen;
import dev.tend.simulation.SeededRandom;
import dev.tend.simulation.Trace;
import dev.tend.wire.Reply.HistoryEvent;
import org.junit.jupiter.api.Test;

/** Messages for a reader of standard error that does not always read. */
class RemarksTest {

    private final FakeKernel kernel = new FakeKernel(new Trace(false), new SeededRandom(1));
    private final FakeScreen screen = kernel.streams().errorScreen();
    private final Remarks remarks = new Remarks(kernel.kernel());

    private void tell(String why) {
        remarks.tell(new HistoryEvent(0, "web", "ended", 7, why, ""));
    }

    /** Reads so many bytes, and lets the keeper do what the poller asks for. */
    private void read(int bytes) {
        screen.room(bytes);
        for (int descriptor = 0; descriptor < 10; descriptor++) {
            remarks.writable(descriptor);
        }
    }

    @Test
    void tellsInLines() {
        tell("one");
        tell("two");
        assertThat(screen.text()).isEmpty();

        remarks.pause();

        assertThat(screen.text()).isEqualTo("tend: web: ended: one\ntend: web: ended: two\n");
    }

    @Test
    void holdsLinesForASlowReader() {
        screen.room(10);
        tell("one");
        remarks.pause();
        tell("two");
        remarks.pause();
        assertThat(screen.text()).isEqualTo("tend: web:");

        read(Integer.MAX_VALUE);

        assertThat(screen.text()).isEqualTo("tend: web: ended: one\ntend: web: ended: two\n");
    }

    @Test
    void countsWhatNobodyReads() {
        screen.room(0);
        String long500 = "x".repeat(500);
        for (int i = 0; i < 100; i++) {
            tell(long500);
            remarks.pause();
        }

        read(Integer.MAX_VALUE);
        tell("back");
        remarks.pause();

        var lines = screen.text().lines().toList();
        assertThat(lines).hasSizeLessThan(40);
        int shown = lines.size() - 2;
        assertThat(lines.get(shown))
                .isEqualTo("tend: " + (100 - shown) + " events are missing here: see \"tend events\"");
        assertThat(lines.getLast()).isEqualTo("tend: web: ended: back");
    }

    @Test
    void goesOnWhenNobodyWillEverReadAgain() {
        screen.gone();
        for (int i = 0; i < 1000; i++) {
            tell("one");
            remarks.pause();
        }
        assertThat(screen.text()).isEmpty();
    }

    @Test
    void cutsALineThatIsTooLong() {
        tell("x".repeat(100_000));
        remarks.pause();
        assertThat(screen.text()).hasSizeLessThan(3000).endsWith("x...\n");
    }
}

package dev.tend.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.wire.Reply.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal outlives keepers, stays small, and never stops one. */
class JournalTest {

    private static final String PATH = "/run/journal";

    private final TestingKeeper keeper = new TestingKeeper();
    private Journal journal = open();

    private Journal open() {
        keeper.files.makeFolder("/run", 0755);
        return new Journal(keeper.files, keeper.streams, PATH, told -> told.event() + ": " + told.why());
    }

    private static Told told(String event) {
        return new Told(1, "web", event, 0, "because", "");
    }

    @Test
    void writesALineForEachEvent() {
        journal.append(List.of(told("started")));
        journal.append(List.of(told("ended")));
        assertThat(keeper.disk.text(PATH)).isEqualTo("started: because\nended: because\n");
    }

    @Test
    void endsALineThatAKeeperCouldNotEnd() {
        keeper.disk.put(PATH, "started: beca");
        journal.append(List.of(told("ended")));
        assertThat(keeper.disk.text(PATH)).isEqualTo("started: beca\nended: because\n");
    }

    @Test
    void staysWithinItsSize() {
        for (int i = 0; i < 200_000; i++) {
            journal.append(List.of(told("event-" + i)));
            if (i == 100_000) {
                keeper.succeed();
                journal = open();
            }
        }
        String both = keeper.disk.text(PATH + ".1") + keeper.disk.text(PATH);
        assertThat(both.length()).isBetween(1 << 20, 2 << 20);
        assertThat(keeper.disk.text(PATH).length()).isLessThan(1 << 20);
        assertThat(both).endsWith("event-199998: because\nevent-199999: because\n");
        assertThat(keeper.streams.count()).isEqualTo(1);
    }

    @Test
    void saysWhatIsMissing() {
        journal.append(List.of(told("started")));
        keeper.disk.faults().room(5);
        assertThat(journal.append(List.of(told("ended")))).isFalse();
        assertThat(journal.append(List.of(told("started")))).isFalse();
        keeper.disk.faults().endlessRoom();
        assertThat(journal.append(List.of(told("ended")))).isTrue();
        assertThat(keeper.disk.text(PATH))
                .isEqualTo("started: because\njournal-gap: 2 events are missing here: cannot write to /run/journal: "
                        + "no space left on device\nended: because\n");
    }

    @Test
    void survivesAFolderThatIsClosed() {
        keeper.disk.faults().deny("/run", Errno.EACCES);
        assertThat(journal.append(List.of(told("started")))).isFalse();
        keeper.disk.faults().allow("/run");
        assertThat(journal.append(List.of(told("ended")))).isTrue();
        assertThat(keeper.disk.text(PATH)).contains("1 event is missing here", "ended: because");
    }
}

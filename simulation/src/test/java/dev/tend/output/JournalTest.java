package dev.tend.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The journal outlives keepers, stays small, and never stops one. */
class JournalTest {

    private static final String FOLDER = "/log/.journal";
    private static final String PATH = FOLDER + "/web";

    private final TestingKeeper keeper = new TestingKeeper();
    private Journal journal = open();

    private Journal open() {
        return new Journal(keeper.files, keeper.streams, FOLDER, entry -> entry.event() + ": " + entry.why());
    }

    private static HistoryEvent told(String event) {
        return new HistoryEvent(1, "web", event, 0, "because", "");
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
        for (int i = 0; i < 20_000; i++) {
            journal.append(List.of(told("event-" + i)));
            if (i == 10_000) {
                keeper.succeed();
                journal = open();
            }
        }
        String both = keeper.disk.text(PATH + "~") + keeper.disk.text(PATH);
        assertThat(both.length()).isBetween(128 << 10, 256 << 10);
        assertThat(keeper.disk.text(PATH).length()).isLessThan(128 << 10);
        assertThat(both).endsWith("event-19998: because\nevent-19999: because\n");
        assertThat(keeper.streams.count()).isZero();
    }

    @Test
    void oneServiceDoesNotDisplaceThePastOfAnother() {
        journal.append(List.of(new HistoryEvent(1, "db", "ended", 0, "killed by signal 9 (KILL)", "no memory")));
        journal.append(List.of(new HistoryEvent(1, "", "stopped", 0, "every service has ended", "")));
        for (int i = 0; i < 20_000; i++) {
            journal.append(List.of(told("event-" + i)));
        }
        assertThat(keeper.disk.text(FOLDER + "/db")).isEqualTo("ended: killed by signal 9 (KILL)\n");
        assertThat(keeper.disk.text(FOLDER + "/.keeper")).isEqualTo("stopped: every service has ended\n");
    }

    private void crash(int round) {
        journal.append(List.of(
                new HistoryEvent(round, "web", "starting", 100 + round, "attempt " + round, ""),
                new HistoryEvent(
                        round,
                        "web",
                        "ended",
                        100 + round,
                        "exited with code 1, " + round + " ms after start",
                        "oops " + round),
                new HistoryEvent(
                        round,
                        "web",
                        "waiting",
                        0,
                        "exited with code 1; attempt " + round + ", next in " + round + " s",
                        "")));
    }

    @Test
    void foldsRoundsOfEventsThatRepeatThemselves() {
        for (int round = 1; round <= 244; round++) {
            crash(round);
        }
        journal.append(List.of(told("stopped")));
        List<String> lines = keeper.disk.text(PATH).lines().map(String::trim).toList();
        assertThat(lines).hasSize(4 * 3 + 2);
        assertThat(lines.get(12))
                .isEqualTo("repeated: the same 3 events 240 times more; last: exited with code 1, 244 ms after start");
        assertThat(lines.get(13)).isEqualTo("stopped: because");
    }

    @Test
    void writesARoundThatDoesNotGoOn() {
        for (int round = 1; round <= 5; round++) {
            crash(round);
        }
        journal.append(List.of(new HistoryEvent(6, "web", "starting", 106, "attempt 6", ""), told("ready")));
        assertThat(keeper.disk.text(PATH).lines().map(String::trim).toList())
                .endsWith(
                        "repeated: the same 3 events once more; last: exited with code 1, 5 ms after start",
                        "starting: attempt 6",
                        "ready: because");
    }

    @Test
    void doesNotFoldWhatDiffers() {
        for (int round = 1; round <= 20; round++) {
            journal.append(List.of(new HistoryEvent(round, "web", "ended", 0, "exited with code " + round, "")));
        }
        assertThat(keeper.disk.text(PATH).lines()).hasSize(20);
    }

    @Test
    void goesOnAfterALineThatOthersHaveTakenAway() {
        for (int round = 1; round <= 6; round++) {
            crash(round);
        }
        keeper.disk.shorten(PATH, 0);
        crash(7);
        assertThat(keeper.disk.text(PATH))
                .isEqualTo("repeated: the same 3 events 3 times more; last: exited with code 1, 7 ms after start\n");
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
                .isEqualTo(
                        "started: because\njournal-gap: 2 events are missing here: cannot write to /log/.journal/web: "
                                + "no space left on device\nended: because\n");
    }

    @Test
    void survivesAFolderThatIsClosed() {
        keeper.disk.faults().deny("/log", Errno.EACCES);
        assertThat(journal.append(List.of(told("started")))).isFalse();
        keeper.disk.faults().allow("/log");
        assertThat(journal.append(List.of(told("ended")))).isTrue();
        assertThat(keeper.disk.text(PATH)).contains("1 event is missing here", "ended: because");
    }
}

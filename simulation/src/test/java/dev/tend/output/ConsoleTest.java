package dev.tend.output;

import static dev.tend.output.TestingKeeper.CURRENT;
import static dev.tend.output.TestingKeeper.FIFO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.LogPolicy;
import org.junit.jupiter.api.Test;

/** Services speak on the keeper's own output, each under its name. */
class ConsoleTest {

    private final TestingKeeper keeper = new TestingKeeper();

    @Test
    void putsNamesBeforeLines() {
        Capture web = keeper.capture("web", TestingKeeper.onConsole());
        Capture database = keeper.capture("database", TestingKeeper.onConsole());
        keeper.disk.pour(FIFO, "one\ntwo\n");
        keeper.disk.pour("/run/output/database", "ready\n");
        web.drain(keeper.now);
        database.drain(keeper.now);
        assertThat(keeper.streams.screen().text()).isEqualTo("web      | one\nweb      | two\ndatabase | ready\n");
    }

    @Test
    void joinsALineInPieces() {
        Capture web = keeper.capture(TestingKeeper.onConsole());
        keeper.disk.pour(FIFO, "in ");
        web.drain(keeper.now);
        assertThat(keeper.streams.screen().text()).isEmpty();
        keeper.disk.pour(FIFO, "pieces\nand the rest");
        web.drainToEnd(keeper.now);
        assertThat(keeper.streams.screen().text()).isEqualTo("web | in pieces\nweb | and the rest\n");
    }

    @Test
    void cutsLongLines() {
        Capture web = keeper.capture(TestingKeeper.onConsole());
        keeper.disk.pour(FIFO, "x".repeat(5_000) + "\n");
        web.drain(keeper.now);
        assertThat(keeper.streams.screen().text())
                .isEqualTo("web | " + "x".repeat(4_096) + "\nweb | " + "x".repeat(904) + "\n");
    }

    @Test
    void showsAndKeeps() {
        keeper.echo = true;
        Capture web = keeper.capture(LogPolicy.DEFAULT);
        keeper.disk.faults().pieces(count -> 3);
        keeper.disk.pour(FIFO, "both\nways\n");
        web.drain(keeper.now);
        assertThat(keeper.disk.text(CURRENT)).isEqualTo("both\nways\n");
        assertThat(keeper.streams.screen().text()).isEqualTo("web | both\nweb | ways\n");
    }

    @Test
    void leavesLinesOutThatAreKeptElsewhereAndSaysHowMany() {
        keeper.echo = true;
        Capture web = keeper.capture(LogPolicy.DEFAULT);
        keeper.streams.screen().room(0);
        for (int i = 0; i < 4; i++) {
            keeper.disk.pour(FIFO, "0123456789\n".repeat(5_000));
            web.drain(keeper.now);
        }
        assertThat(keeper.disk.text(CURRENT)).hasSize(220_000);
        assertThat(keeper.writable).hasSize(1);
        keeper.streams.screen().room(Integer.MAX_VALUE);
        keeper.console.flush();
        assertThat(keeper.writable).isEmpty();
        String shown = keeper.streams.screen().text();
        long lines =
                shown.lines().filter(line -> line.equals("web | 0123456789")).count();
        assertThat(lines).isBetween(3_000L, 4_000L);
        assertThat(shown).endsWith("web | " + (20_000 - lines) + " lines not shown\n");
    }

    @Test
    void waitsWithWhatIsKeptNowhereElse() {
        Capture web = keeper.capture(TestingKeeper.onConsole());
        keeper.streams.screen().room(0);
        for (int i = 0; i < 2; i++) {
            keeper.disk.pour(FIFO, "0123456789\n".repeat(4_000));
            assertThat(web.drain(keeper.now)).isEqualTo(Capture.NEVER);
        }
        assertThat(keeper.readable).isEmpty();
        while (keeper.streams.readable(web.descriptor()) || !keeper.writable.isEmpty()) {
            keeper.streams.screen().room(10_000);
            keeper.console.flush();
            if (keeper.readable.contains(web.descriptor())) {
                web.drain(keeper.now);
            }
        }
        assertThat(keeper.streams.screen().text()).isEqualTo("web | 0123456789\n".repeat(8_000));
    }

    @Test
    void showsControlsToAPersonSoThatTheyMoveNothing() {
        keeper.console = new Console(keeper.streams, keeper, true, true);
        ConsoleLines lines = keeper.console.lines("web", false);
        lines.say("\u001b[1;31mred\u001b[2J\ttab\bé\u009b\r");
        assertThat(keeper.streams.screen().text())
                .isEqualTo("\u001b[36mweb |\u001b[0m \u001b[1;31mred\\x1b[2J\ttab\\x08é\\u009b\u001b[0m\n");
    }

    @Test
    void passesControlsToAProgram() {
        keeper.console.lines("web", false).say("\u001b[2J");
        assertThat(keeper.streams.screen().text()).isEqualTo("web | \u001b[2J\n");
    }

    @Test
    void givesUpAConsoleThatIsGone() {
        Capture web = keeper.capture(TestingKeeper.onConsole());
        keeper.streams.screen().gone();
        for (int i = 0; i < 4; i++) {
            keeper.disk.pour(FIFO, "0123456789\n".repeat(5_000));
            web.drain(keeper.now);
        }
        assertThat(keeper.streams.available(web.descriptor())).isZero();
        assertThat(web.lastWords()).contains("0123456789");
    }
}

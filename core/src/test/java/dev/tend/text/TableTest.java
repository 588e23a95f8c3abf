package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tables, and how wide text is. */
class TableTest {

    @Test
    void alignsColumns() {
        var table = new Table(Table.left("NAME"), Table.right("PID"), Table.left("WHY"))
                .row("web", "7", "started")
                .row("postgres", "12345", "");

        assertThat(table.lines(80))
                .containsExactly("NAME        PID  WHY", "web           7  started", "postgres  12345");
    }

    @Test
    void cutsTheLastColumnFirst() {
        var table = new Table(Table.left("NAME"), Table.left("WHY")).row("web", "killed by signal 9, 3 s after start");

        assertThat(table.lines(26)).containsExactly("NAME  WHY", "web   killed by signal 9,…");
    }

    @Test
    void cutsTheWidestColumnNext() {
        var table = new Table(Table.left("NAME"), Table.left("WHY"))
                .row("a-very-long-name-of-a-service", "killed by signal 9");

        assertThat(table.lines(24)).containsExactly("NAME            WHY", "a-very-long-n…  killed …");
        assertThat(table.lines(12)).containsExactly("NAME      W…", "a-very-…  k…");
    }

    @Test
    void doesWithoutTheLeastImportantColumnsWhereThereIsNoRoom() {
        var table = new Table(Table.left("NAME"), Table.right("PID"), Table.right("CPU"), Table.left("WHY"))
                .sparing("CPU", "PID", "WHY")
                .row("web", "4711", "0.1%", "killed by signal 9");

        assertThat(table.lines(26)).containsExactly("NAME   PID   CPU  WHY", "web   4711  0.1%  killed …");
        assertThat(table.lines(25)).containsExactly("NAME   PID  WHY", "web   4711  killed by si…");
        assertThat(table.lines(14)).containsExactly("NAME  WHY", "web   killed …");
        assertThat(table.lines(13)).containsExactly("NAME", "web");
        assertThat(table.lines(3)).containsExactly("NA…", "web");
    }

    @Test
    void keepsAColumnWhole() {
        var table = new Table(Table.left("NAME"), Table.left("STATE"), Table.right("PID"), Table.left("WHY"))
                .sparing("PID", "WHY")
                .readable(16)
                .whole("STATE")
                .row("a-very-long-name", "output-waits", "4711", "no space left on device");

        assertThat(table.lines(48))
                .containsExactly(
                        "NAME        STATE          PID  WHY", "a-very-lo…  output-waits  4711  no space left o…");
        assertThat(table.lines(40))
                .containsExactly("NAME      STATE         WHY", "a-very-…  output-waits  no space left o…");
        assertThat(table.lines(22)).containsExactly("NAME      STATE", "a-very-…  output-waits");
    }

    @Test
    void doesWithoutOthersBeforeTheLastColumnCannotBeRead() {
        var table = new Table(Table.left("NAME"), Table.right("PID"), Table.right("CPU"), Table.left("WHY"))
                .sparing("CPU", "PID", "WHY")
                .readable(16)
                .row("a-very-long-name-of-a-service", "4711", "0.1%", "killed by signal 9");

        assertThat(table.lines(60))
                .containsExactly(
                        "NAME                            PID   CPU  WHY",
                        "a-very-long-name-of-a-service  4711  0.1%  killed by signal…");
        assertThat(table.lines(36)).containsExactly("NAME           PID  WHY", "a-very-long…  4711  killed by signa…");
    }

    @Test
    void countsWideCombiningAndColouredCharacters() {
        assertThat(Columns.width("日本")).isEqualTo(4);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
        assertThat(Columns.width("\uD83D\uDE00")).isEqualTo(2);
        assertThat(Columns.width("\u001b[31mup\u001b[0m")).isEqualTo(2);
        var table =
                new Table(Table.left("NAME"), Table.left("X")).row("日本", "a").row("\u001b[31mup\u001b[0m", "b");
        assertThat(table.lines(80)).containsExactly("NAME  X", "日本  a", "\u001b[31mup\u001b[0m    b");
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Columns.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(Columns.cut("日本語", 4)).isEqualTo("日…");
        assertThat(Columns.cut("\uD83D\uDE00\uD83D\uDE00", 3)).isEqualTo("\uD83D\uDE00…");
        assertThat(Columns.cut("\u001b[31mabcdef\u001b[0m", 4)).isEqualTo("\u001b[31mabc…\u001b[0m");
        assertThat(Columns.cut("abc", 1)).isEqualTo("…");
        assertThat(Columns.cut("abc", 0)).isEmpty();
    }

    @Test
    void letsNoCellMoveTheCursor() {
        var table = new Table(Table.left("A")).row("a\nb\u001b[2Jc\u001b[1md\u001b");

        assertThat(table.lines(80).get(1)).isEqualTo("a\\x0ab\\x1b[2Jc\u001b[1md\\x1b\u001b[0m");
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertThatThrownBy(() -> new Table(Table.left("A")).row("a", "b")).hasMessage("2 cells for 1 columns");
    }
}

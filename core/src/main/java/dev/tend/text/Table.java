package dev.tend.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows laid out in columns for a terminal, two blanks apart. Rows that do not fit are cut in the last column first,
 * then in the widest; no column gets narrower than {@link #NARROWEST}, and the last one keeps the width needed to read
 * it as long as others can shrink. If that is not enough, the columns that are marked as dispensable are left out, and
 * finally each line is cut: no line is ever wider than the terminal. A column of words that mean nothing in part is not
 * made narrower.
 */
public final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;
    private static final String BLANKS = " ".repeat(32);

    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    /** The width of each column's widest cell, its title included. */
    private final int[] widest;

    private List<String> spare = List.of();
    private int readable = NARROWEST;
    private String whole = "";

    /** A column. @param right whether its cells, and its title, are set flush right, as numbers are */
    public record Column(String title, boolean right) {}

    public Table(Column... columns) {
        this.columns = List.of(columns);
        this.widest = new int[columns.length];
        var titles = new String[columns.length];
        for (int i = 0; i < titles.length; i++) {
            titles[i] = columns[i].title();
        }
        row(titles);
    }

    /** Cells, and the width of each, which is needed several times. */
    private static final class Row {
        final String[] cells;
        final int[] widths;

        Row(int size) {
            cells = new String[size];
            widths = new int[size];
        }
    }

    /** A column of words. */
    public static Column left(String title) {
        return new Column(title, false);
    }

    /** A column of numbers. */
    public static Column right(String title) {
        return new Column(title, true);
    }

    /** Names the columns that can be done without, by their titles, the least important first. */
    public Table sparing(String... titles) {
        spare = List.of(titles);
        return this;
    }

    /** Names the width that the last column needs to be of use. */
    public Table readable(int width) {
        readable = width;
        return this;
    }

    /** Marks a column whose cells are not cut. */
    public Table whole(String title) {
        whole = title;
        return this;
    }

    /** Adds a row of as many cells as there are columns; they may have colours. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        var row = new Row(cells.length);
        for (int i = 0; i < cells.length; i++) {
            row.cells[i] = Escapes.cell(cells[i]);
            row.widths[i] = Columns.width(row.cells[i]);
            widest[i] = Math.max(widest[i], row.widths[i]);
        }
        rows.add(row);
        return this;
    }

    /** The titles and the rows, without trailing blanks, none wider than {@code width}. */
    public List<String> lines(int width) {
        int[] shown = shown(width);
        int[] widths = fitted(shown, width);
        int total = -GAP;
        for (int each : widths) {
            total += each + GAP;
        }
        var lines = new ArrayList<String>();
        for (var row : rows) {
            String line = line(row, shown, widths);
            lines.add(total > width ? Columns.cut(line, width) : line);
        }
        return lines;
    }

    private String line(Row row, int[] shown, int[] widths) {
        var line = new StringBuilder(128);
        for (int i = 0; i < shown.length; i++) {
            int column = shown[i];
            String cell = row.cells[column];
            int blanks = widths[i] - row.widths[column];
            if (blanks < 0) {
                cell = Columns.cut(cell, widths[i]);
                blanks = widths[i] - Columns.width(cell);
            }
            boolean right = columns.get(column).right();
            pad(line, (i == 0 ? 0 : GAP) + (right ? blanks : 0));
            line.append(cell);
            pad(line, right || i == shown.length - 1 ? 0 : blanks);
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') { // stripTrailing would load the tables of Unicode first
            end--;
        }
        line.setLength(end);
        return line.toString();
    }

    private static void pad(StringBuilder line, int blanks) {
        for (int left = blanks; left > 0; left -= BLANKS.length()) {
            line.append(BLANKS, 0, Math.min(left, BLANKS.length()));
        }
    }

    /** The columns that have room. */
    private int[] shown(int width) {
        int last = columns.size() - 1;
        var left = new ArrayList<Integer>();
        int least = -GAP;
        for (int i = 0; i <= last; i++) {
            left.add(i);
            least += narrowest(i) + GAP;
        }
        int more = Math.min(widest[last], readable) - Math.min(widest[last], NARROWEST);
        for (String title : spare) {
            int column = titled(title);
            more = column == last ? 0 : more;
            if (least + more > width) {
                left.remove(Integer.valueOf(column));
                least -= narrowest(column) + GAP;
            }
        }
        int[] shown = new int[left.size()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = left.get(i);
        }
        return shown;
    }

    private int narrowest(int column) {
        return isWhole(column) ? widest[column] : Math.min(widest[column], NARROWEST);
    }

    private boolean isWhole(int column) {
        return columns.get(column).title().equals(whole);
    }

    private int titled(String title) {
        int i = 0;
        while (!columns.get(i).title().equals(title)) {
            i++;
        }
        return i;
    }

    private int[] fitted(int[] shown, int width) {
        int[] widths = new int[shown.length];
        int excess = GAP * (widths.length - 1) - width;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest[shown[i]];
            excess += widths[i];
        }
        int last = widths.length - 1;
        boolean hasLast = shown[last] == columns.size() - 1;
        int narrowest = narrowest(shown[last]);
        excess -= narrow(widths, last, excess, hasLast ? readable : narrowest);
        while (excess > 0 && last > 0 && narrow(widths, widestOf(widths, shown), 1, NARROWEST) == 1) {
            excess--;
        }
        narrow(widths, last, excess, narrowest);
        return widths;
    }

    /** Takes up to {@code by} from a column, and says how much that was. */
    private static int narrow(int[] widths, int column, int by, int narrowest) {
        int taken = Math.min(by, Math.max(0, widths[column] - narrowest));
        widths[column] -= Math.max(0, taken);
        return Math.max(0, taken);
    }

    /** Returns the widest but the last of those that may be cut. The first column always may. */
    private int widestOf(int[] widths, int[] shown) {
        int widest = 0;
        for (int i = 1; i < widths.length - 1; i++) {
            widest = widths[i] > widths[widest] && !isWhole(shown[i]) ? i : widest;
        }
        return widest;
    }
}

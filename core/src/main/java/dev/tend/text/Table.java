package dev.tend.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows laid out in columns for a terminal, two blanks apart. What does not fit is cut from the last column first, then from the
 * widest; no column gets narrower than {@link #NARROWEST}.
 */
public final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column. @param right whether its cells, and its title, are set flush right, as numbers are */
    public record Column(String title, boolean right) {}

    public Table(Column... columns) {
        this.columns = List.of(columns);
        var titles = new ArrayList<String>();
        for (Column column : columns) {
            titles.add(column.title());
        }
        rows.add(titles);
    }

    /** A column of words. */
    public static Column left(String title) {
        return new Column(title, false);
    }

    /** A column of numbers. */
    public static Column right(String title) {
        return new Column(title, true);
    }

    /** Adds a row of as many cells as there are columns; they may have colours. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        var row = new ArrayList<String>();
        for (String cell : cells) {
            row.add(Columns.printable(cell));
        }
        rows.add(row);
        return this;
    }

    /** The titles and the rows, without trailing blanks, none wider than {@code width} if that can be. */
    public List<String> lines(int width) {
        int[] widths = fitted(width);
        var lines = new ArrayList<String>();
        for (var row : rows) {
            lines.add(line(row, widths));
        }
        return lines;
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder(128);
        for (int i = 0; i < widths.length; i++) {
            String cell = Columns.cut(row.get(i), widths[i]);
            line.append(Columns.padded(cell, widths[i], columns.get(i).right()));
            line.append(" ".repeat(GAP));
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') { // stripTrailing would load the tables of Unicode first
            end--;
        }
        return line.substring(0, end);
    }

    private int[] fitted(int width) {
        int[] widths = new int[columns.size()];
        int excess = GAP * (widths.length - 1) - width;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest(i);
            excess += widths[i];
        }
        excess -= narrow(widths, widths.length - 1, excess);
        while (excess > 0 && narrow(widths, widestOf(widths), 1) == 1) {
            excess--;
        }
        return widths;
    }

    private int widest(int column) {
        int widest = 0;
        for (var row : rows) {
            widest = Math.max(widest, Columns.width(row.get(column)));
        }
        return widest;
    }

    /** Takes up to {@code by} from a column, and says how much that was. */
    private static int narrow(int[] widths, int column, int by) {
        int taken = Math.min(by, Math.max(0, widths[column] - NARROWEST));
        widths[column] -= Math.max(0, taken);
        return Math.max(0, taken);
    }

    private static int widestOf(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }
}

package dev.tend.command;

import dev.tend.text.Table;

/** Text of several lines, for one write. */
public final class Page {

    private Page() {}

    public static String of(Table table, int width) {
        var page = new StringBuilder();
        for (var line : table.lines(width)) {
            page.append(line).append('\n');
        }
        return page.toString();
    }

    /** A text of several lines, each with something before it. */
    public static String indented(String text, String before) {
        var page = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            page.append(before).append(text, from, end).append('\n');
            from = end + 1;
        }
        return page.toString();
    }
}

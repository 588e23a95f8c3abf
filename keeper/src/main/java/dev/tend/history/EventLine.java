package dev.tend.history;

import dev.tend.command.Colour;
import dev.tend.command.TimeRange;
import dev.tend.text.Columns;
import dev.tend.text.Escapes;
import dev.tend.wire.Reply.HistoryEvent;

/** An event as a line for people. */
public final class EventLine {

    private static final int EVENT_WIDTH = 12;

    /** The word in place of a service's name for an event of the keeper itself. */
    static final String KEEPER = "keeper";

    private EventLine() {}

    /**
     * {@code 2026-11-21T07:09:07.123Z  web  ended         killed by signal 9 (KILL), 3 s after start}.
     *
     * @param width of the column of names
     */
    static String of(HistoryEvent entry, int width, TimeRange range, boolean colour) {
        return range.text(entry.time()) + "  " + Columns.padded(who(entry), width, false) + "  " + what(entry, colour)
                + "\n";
    }

    /** Returns the name that stands in the line of an event. */
    static String who(HistoryEvent entry) {
        return entry.service().isEmpty() ? KEEPER : entry.service();
    }

    /** The same without its service, for a list that is about one. */
    public static String ofOne(HistoryEvent entry, TimeRange range, boolean colour) {
        return range.text(entry.time()) + "  " + what(entry, colour) + "\n";
    }

    private static String what(HistoryEvent entry, boolean colour) {
        String event = colour ? Colour.of(entry.event()).paint(entry.event()) : entry.event();
        String blanks = " ".repeat(Math.max(0, EVENT_WIDTH - entry.event().length()));
        String pid = entry.pid() == 0 ? "" : " (pid " + entry.pid() + ")";
        return event + blanks + "  " + Escapes.line(entry.why()) + pid;
    }
}

package dev.tend.hostile;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last actions of a session, for the message of a failure. */
final class Trace {

    private static final int LENGTH = 40;
    private static final int LONGEST_DETAIL = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    void action(long number, String name) {
        add("#" + number + " " + name);
    }

    /** Adds what the current action does. */
    void detail(String text) {
        add("    " + printable(text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text));
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > LENGTH) {
            lines.remove();
        }
    }

    private static String printable(String text) {
        var shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (c < ' ' || c >= 127) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}

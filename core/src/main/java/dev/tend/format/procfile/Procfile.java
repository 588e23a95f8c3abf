package dev.tend.format.procfile;

import dev.tend.format.BadValue;
import dev.tend.format.Lines;
import dev.tend.format.Lines.Line;
import dev.tend.format.Problem;
import dev.tend.format.tend.ServiceFile;
import dev.tend.text.Ascii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * foreman's format: {@code name: command for a shell}, one to a line; blank lines, and comments from {@code #}. Unlike foreman it
 * skips no other line in silence.
 *
 * @param entries in the order of the file, which the ports follow
 * @param problems all that is wrong with it
 */
public record Procfile(List<Entry> entries, List<Problem> problems) {

    /** The number of ports of each process type, for its instances. */
    static final int PORTS_EACH = 100;

    /** The most problems that are reported; a file with more is of the wrong kind. */
    private static final int MOST_PROBLEMS = 20;

    private static final int LONGEST_COMMAND = 32 << 10;

    /**
     * A process type.
     *
     * @param line its line, counted from 1
     */
    public record Entry(int line, String name, String command) {}

    /** @param file its path, for messages */
    public static Procfile parse(String file, String text) {
        var reading = new Reading(file);
        if (text.length() > Lines.MOST_CHARACTERS) {
            reading.complain(0, "is larger than 64 KiB: this is no Procfile");
        } else {
            Lines.of(text).forEach(reading::line);
        }
        return new Procfile(List.copyOf(reading.entries), List.copyOf(reading.problems));
    }

    /** The process types, in order. */
    public List<String> types() {
        var types = new ArrayList<String>();
        for (Entry entry : entries) {
            types.add(entry.name());
        }
        return types;
    }

    /** Tells whether foreman accepts it as the name of a process type: letters, digits, {@code _} and {@code -}. */
    public static boolean isType(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Ascii.isAlphanumeric(c) && c != '_' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** The state of reading one file. */
    private static final class Reading {

        private final String file;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, Integer> lines = new HashMap<>();

        Reading(String file) {
            this.file = file;
        }

        void line(Line line) {
            if (line.isBlankOrComment()) {
                return;
            }
            Optional<String> problem = Reading.problem(line.text());
            if (problem.isPresent()) {
                complain(line.number(), problem.get());
                return;
            }
            int colon = line.text().indexOf(':');
            String name = line.text().substring(0, colon);
            Integer first = lines.putIfAbsent(name, line.number());
            if (first != null) {
                complain(line.number(), "\"" + name + "\" stands in line " + first + " already: keep one of them");
            } else {
                entries.add(new Entry(
                        line.number(), name, line.text().substring(colon + 1).trim()));
            }
        }

        private static Optional<String> problem(String text) {
            int colon = text.indexOf(':');
            if (text.indexOf('\0') >= 0) {
                return Optional.of("the line has a NUL byte in it: this is no text");
            }
            if (text.indexOf('\ufffd') >= 0) {
                return Optional.of("the line is not valid UTF-8: save the file as UTF-8");
            }
            if (text.length() > LONGEST_COMMAND) {
                return Optional.of("the line is longer than 32 KiB");
            }
            if (colon < 0) {
                return Optional.of("no \":\" in this line: write name: command, or # before a comment");
            }
            String name = text.substring(0, colon);
            if (!isType(name)) {
                return Optional.of(
                        BadValue.quoted(name) + " is no name of a process type: use letters, digits, _ and -");
            }
            return ServiceFile.nameProblem(name)
                    .or(() -> text.substring(colon + 1).isBlank()
                            ? Optional.of("\"" + name + "\" has no command: write one behind the colon")
                            : Optional.empty());
        }

        void complain(int line, String message) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new Problem(file, line, message));
            }
        }
    }
}

package dev.tend.format.tend;

import dev.tend.format.Lines;
import dev.tend.format.Lines.Line;
import dev.tend.format.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings in the file {@code .defaults} of a service directory. They hold for all services of the directory whose
 * own files do not say otherwise. Only keys about logs are allowed there: the keys that decide what runs, and how,
 * belong to the service's own file.
 */
public final class Defaults {

    /** No service file may be called so, by any rule there was. */
    public static final String FILE = ".defaults";

    public static final Defaults NONE = new Defaults(List.of(), List.of());

    private static final List<String> KEYS =
            List.of("log-size", "log-keep", "log-timestamps", "log-buffer", "log-full");

    /** A value that makes sense has a few characters. */
    private static final int LONGEST_LINE = 200;

    /** The most characters that the text of a service may have beyond its file. */
    static final int MOST_ADDED = KEYS.size() * (LONGEST_LINE + 1) + 1;

    private final List<Line> lines;
    private final List<Problem> problems;

    private Defaults(List<Line> lines, List<Problem> problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /** Reads the file. A line with a problem does not count. */
    public static Defaults parse(String path, String text) {
        var good = new ArrayList<Line>();
        var problems = new ArrayList<Problem>();
        for (Line line : Lines.of(text)) {
            if (line.isBlankOrComment()) {
                continue;
            }
            var before = problems.size();
            check(path, line, good, problems);
            if (problems.size() == before) {
                good.add(line);
            }
        }
        return new Defaults(good, problems);
    }

    private static void check(String path, Line line, List<Line> before, List<Problem> problems) {
        if (!line.isPair() || !KEYS.contains(line.key())) {
            String what = line.isPair() ? line.key() + " cannot be set" : "this is no setting";
            problems.add(new Problem(
                    path,
                    line.number(),
                    what + " for a whole directory: keys that can are " + String.join(", ", KEYS)));
        } else if (says(before, line.key())) {
            problems.add(new Problem(path, line.number(), line.key() + " is set twice: remove one"));
        } else if (line.text().length() > LONGEST_LINE) {
            problems.add(new Problem(path, line.number(), "is longer than " + LONGEST_LINE + " characters"));
        } else {
            for (Problem problem :
                    ServiceFile.parse(path, "x", "cmd=x\n" + line.text() + "\n").problems()) {
                problems.add(new Problem(path, line.number(), problem.message()));
            }
        }
    }

    private static boolean says(List<Line> lines, String key) {
        for (Line line : lines) {
            if (!line.isBlankOrComment() && line.isPair() && line.key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** Returns the text of a service file with those settings behind it that it does not have itself. */
    public String applied(String text) {
        if (lines.isEmpty()) {
            return text;
        }
        var own = Lines.of(text);
        var whole = new StringBuilder(text);
        for (Line line : lines) {
            if (!says(own, line.key())) {
                boolean ended = whole.isEmpty() || whole.charAt(whole.length() - 1) == '\n';
                whole.append(ended ? "" : "\n").append(line.text()).append('\n');
            }
        }
        return whole.toString();
    }

    /** Returns the number of the line that sets a key; 0 where none does. */
    public int line(String key) {
        for (Line line : lines) {
            if (line.key().equals(key)) {
                return line.number();
            }
        }
        return 0;
    }
}

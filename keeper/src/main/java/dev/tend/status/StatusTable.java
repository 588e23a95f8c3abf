package dev.tend.status;

import dev.tend.command.Colour;
import dev.tend.command.Page;
import dev.tend.text.Durations;
import dev.tend.text.Escapes;
import dev.tend.text.Sizes;
import dev.tend.text.Table;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The output of {@code tend status} for people. */
final class StatusTable {

    private static final String NONE = "-";

    /** The columns that a reason needs to be understood, such as "tcp:127.0.0.1:5432: connection refused". */
    private static final int READABLE = 40;

    /** From so many rows on, a line counts them. */
    private static final int MANY = 20;

    private StatusTable() {}

    /** @param width of the terminal */
    static String of(List<Row> rows, int width, boolean colour) {
        var table = new Table(
                        Table.left("NAME"),
                        Table.left("STATE"),
                        Table.right("PID"),
                        Table.right("UPTIME"),
                        Table.right("RESTARTS"),
                        Table.right("CPU"),
                        Table.right("MEMORY"),
                        Table.left("WHY"))
                .sparing("CPU", "MEMORY", "RESTARTS", "UPTIME", "PID", "WHY")
                .readable(READABLE)
                .whole("STATE");
        for (var row : rows) {
            add(table, row.status(), row.usage(), colour);
        }
        return Page.of(table, width) + (rows.size() < MANY ? "" : summary(rows));
    }

    /** Counts the states, the most frequent first. */
    private static String summary(List<Row> rows) {
        var counts = new TreeMap<String, Integer>();
        for (var row : rows) {
            counts.merge(row.status().word(), 1, Integer::sum);
        }
        var words = new ArrayList<>(counts.keySet());
        words.sort((one, other) -> counts.get(other) - counts.get(one));
        var text = new StringBuilder().append(rows.size()).append(" instances:");
        for (var word : words) {
            text.append(text.charAt(text.length() - 1) == ':' ? " " : ", ")
                    .append(counts.get(word))
                    .append(' ')
                    .append(word);
        }
        return text.append('\n').toString();
    }

    private static void add(Table table, Status status, Optional<Reply.Usage> usage, boolean colour) {
        boolean runs = status.pid() != 0;
        table.row(
                status.name(),
                colour ? Colour.of(status.word()).paint(status.word()) : status.word(),
                runs ? String.valueOf(status.pid()) : NONE,
                runs ? Durations.words(status.uptime()) : NONE,
                String.valueOf(status.restarts()),
                usage.map(StatusTable::share).orElse(NONE),
                usage.map(used -> Sizes.words(used.memory())).orElse(NONE),
                why(status));
    }

    /** The reason of its state, with what is wrong with its file and its output before it, and what it says itself behind it. */
    static String why(Status status) {
        if (status.output().isEmpty()
                && status.problem().isEmpty()
                && status.note().isEmpty()) {
            return Escapes.line(status.why());
        }
        String problem = (status.output().isEmpty() ? "" : "[output " + status.outputText() + "] ")
                + (status.problem().isEmpty() ? "" : "[" + status.problem() + "] ");
        String note = status.note().isEmpty() ? "" : " (" + status.note() + ")";
        return Escapes.line(problem + status.why() + note);
    }

    /** Returns the part of one processor that was used over the last seconds, such as {@code 0.3%}. */
    static String share(Reply.Usage usage) {
        String percent = usage.percent();
        return percent.isEmpty() ? NONE : percent + "%";
    }

    /** @param usage empty where there is no process */
    record Row(Status status, Optional<Reply.Usage> usage) {}
}

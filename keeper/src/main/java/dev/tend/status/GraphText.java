package dev.tend.status;

import dev.tend.status.Graph.Service;
import dev.tend.text.Durations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The output of {@code tend graph} for people: a tree in which each service appears once, and the chain that took longest. */
final class GraphText {

    /** Of others that it also waits for, so many are named. */
    private static final int MOST_NAMED = 4;

    /** The deepest level that is drawn further to the right; a longer chain is only mentioned. */
    private static final int DEEPEST = 40;

    private static final String BRANCH = "\u251c\u2500 ";
    private static final String LAST_BRANCH = "\u2514\u2500 ";
    private static final String TRUNK = "\u2502  ";
    private static final String NOTHING = "   ";

    private final Graph graph;
    private final Set<Service> shown;
    private final StringBuilder text = new StringBuilder();

    private record Line(Service service, String indent, String branch, String below) {}

    GraphText(Graph graph, Set<Service> shown) {
        this.graph = graph;
        this.shown = shown;
    }

    String text() {
        if (shown.isEmpty()) {
            return "no services\n";
        }
        Deque<Line> open = new ArrayDeque<>();
        push(graph.roots(), "", true, open);
        while (!open.isEmpty()) {
            var line = open.pop();
            text.append(line.indent()).append(line.branch()).append(described(line.service()));
            text.append(others(line.service())).append('\n');
            push(graph.below(line.service()), line.indent() + line.below(), false, open);
        }
        graph.slowest(shown).ifPresent(this::chain);
        return text.toString();
    }

    /** The first of them on top. */
    private void push(List<Service> services, String indent, boolean roots, Deque<Line> open) {
        var drawn = new ArrayList<>(services);
        drawn.removeIf(service -> !shown.contains(service));
        boolean deep = indent.length() >= DEEPEST * TRUNK.length();
        for (int i = drawn.size() - 1; i >= 0; i--) {
            boolean last = i == drawn.size() - 1;
            String branch = roots ? "" : last ? LAST_BRANCH : BRANCH;
            String below = roots || deep ? "" : last ? NOTHING : TRUNK;
            open.push(new Line(drawn.get(i), indent, branch, below));
        }
    }

    private String described(Service service) {
        return service.isTimed()
                ? service.name() + "  @" + Durations.words(graph.first() - service.ready()) + " +"
                        + Durations.words(service.took())
                : service.name() + "  " + service.state();
    }

    /** Returns its other relations. */
    private String others(Service service) {
        var before = new ArrayList<String>();
        var above = graph.last(service);
        for (String name : service.relations().before()) {
            if (above.isEmpty() || !name.equals(above.get().name())) {
                before.add(name);
            }
        }
        return named("also after", before)
                + named("wants", service.relations().wants())
                + named("conflicts with", service.relations().conflicts());
    }

    private static String named(String what, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        int count = Math.min(names.size(), MOST_NAMED);
        String more = names.size() > count ? " and " + (names.size() - count) + " more" : "";
        return "; " + what + " " + String.join(", ", names.subList(0, count)) + more;
    }

    /** As systemd-analyze draws it: each waited for the one below it. */
    private void chain(Service end) {
        text.append("\nThe chain that took longest; each waited for the one below it:\n");
        int depth = 0;
        for (Service service : graph.chain(end)) {
            text.append(NOTHING.repeat(Math.clamp(depth - 1, 0, DEEPEST)));
            text.append(depth == 0 ? "" : LAST_BRANCH)
                    .append(described(service))
                    .append('\n');
            depth++;
        }
    }
}

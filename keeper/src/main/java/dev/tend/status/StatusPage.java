package dev.tend.status;

import dev.tend.command.Arguments;
import dev.tend.command.Colour;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Page;
import dev.tend.command.ResourceUsage;
import dev.tend.command.Session;
import dev.tend.command.TimeRange;
import dev.tend.formats.Formats;
import dev.tend.history.EventLine;
import dev.tend.history.Journals;
import dev.tend.history.LogPlace;
import dev.tend.history.Logs;
import dev.tend.history.Recent;
import dev.tend.kernel.KernelException;
import dev.tend.selection.Selection;
import dev.tend.selection.ServiceText;
import dev.tend.text.Durations;
import dev.tend.text.Escapes;
import dev.tend.text.Glob;
import dev.tend.text.Sizes;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Reply.Keeper;
import dev.tend.wire.Reply.Node;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The output of {@code tend status NAME}: all facts about one instance, on a page. */
final class StatusPage {

    private static final int EVENTS = 5;
    private static final int LOG_LINES = 10;
    private static final int LONGEST_LINE = 400;
    private static final int LABEL = 11;

    private final Status status;
    private final Session session;
    private final Arguments arguments;
    private final Host host;
    private final TimeRange range;
    private final StringBuilder text = new StringBuilder();

    /** @param session in which its status was asked for */
    StatusPage(Status status, Session session, Arguments arguments, Host host) {
        this.status = status;
        this.session = session;
        this.arguments = arguments;
        this.host = host;
        this.range = TimeRange.of(arguments, host);
    }

    String text() {
        boolean colour = host.terminal().colour();
        var events = events();
        var keeper = keeper();
        String word = status.word();
        text.append(status.name())
                .append(": ")
                .append(colour ? Colour.of(word).paint(word) : word)
                .append(": ")
                .append(StatusTable.why(status))
                .append('\n');
        facts(events, keeper);
        if (status.pid() != 0) {
            section("processes", ProcessTree.of(status.pid(), host.files()));
        }
        var told = new StringBuilder();
        events.forEach(event -> told.append(EventLine.ofOne(event, range, colour)));
        section("events", told.toString());
        keeper.ifPresent(about -> section("log", log(about)));
        return text.toString();
    }

    private void facts(List<HistoryEvent> events, Optional<Keeper> keeper) {
        if (!status.why().contains(status.complaint())) {
            fact("unhealthy", status.complaint());
        }
        if (!status.output().isEmpty()) {
            fact("output", status.outputText());
        }
        if (status.dropped() > 0) {
            fact("dropped", Sizes.words(status.dropped()) + " of output");
        }
        if (status.pid() != 0) {
            fact("up for", Durations.words(status.uptime()));
        } else if (!events.isEmpty()) {
            fact("since", range.text(events.getLast().time()));
        }
        if (status.next() >= 0) {
            fact("next", "in " + Durations.words(status.next()));
        }
        fact("restarts", String.valueOf(status.restarts()));
        if (status.pid() != 0) {
            ResourceUsage.of(status, session, host.terminal())
                    .ifPresent(usage -> fact(
                            "usage",
                            StatusTable.share(usage) + " of a processor, " + Sizes.words(usage.memory())
                                    + " of memory"));
        }
        waitsFor();
        var described = described();
        described.ifPresent(service -> fact("file", service.path()));
        if (described.isPresent() && keeper.isPresent()) {
            logPlace(described.get(), keeper.get().logFolder());
        }
    }

    private void fact(String label, String value) {
        text.append("  ")
                .append(label)
                .append(" ".repeat(Math.max(1, LABEL - label.length())))
                .append(Escapes.line(value))
                .append('\n');
    }

    private void section(String title, String lines) {
        if (!lines.isEmpty()) {
            text.append(title).append('\n').append(Page.indented(lines, "  "));
        }
    }

    private List<HistoryEvent> events() {
        var recent = new Recent<HistoryEvent>(EVENTS);
        Journals.each(Journals.Place.of(arguments, host), List.of(Glob.literal(status.name())), entry -> {
            if (entry.service().equals(status.name())) {
                recent.add(entry);
            }
        });
        return recent.all();
    }

    /** Shows the services after which it is started, each with its state. */
    private void waitsFor() {
        var nodes = new ArrayList<Node>();
        session.ask(new Request.Graph(), reply -> {
            if (reply instanceof Node node) {
                nodes.add(node);
            }
        });
        for (var own : nodes) {
            if (own.name().equals(status.name())) {
                var words = new ArrayList<String>();
                own.relations().before().forEach(name -> words.add(name + " (" + states(name, nodes) + ")"));
                if (!words.isEmpty()) {
                    fact("after", String.join(", ", words));
                }
            }
        }
    }

    private static String states(String service, List<Node> nodes) {
        var states = new ArrayList<String>();
        for (var node : nodes) {
            if (node.service().equals(service) && !states.contains(node.state())) {
                states.add(node.state());
            }
        }
        return states.isEmpty() ? "not there" : String.join(", ", states);
    }

    private void logPlace(ServiceText service, String folder) {
        String size = LogPlace.size(status.name(), folder, host.files());
        fact("log", LogPlace.of(service, status.name(), folder) + (size.isEmpty() ? "" : " (" + size + ")"));
    }

    private Optional<ServiceText> described() {
        try {
            return Optional.ofNullable(Selection.of(List.of(status.service()), Formats.ALL, arguments, host)
                    .get(status.service()));
        } catch (Failure | KernelException gone) {
            return Optional.empty();
        }
    }

    private Optional<Keeper> keeper() {
        var found = new ArrayList<Keeper>();
        session.ask(new Request.Info(), reply -> add(reply, found));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    private static void add(Reply reply, List<Keeper> found) {
        if (reply instanceof Keeper keeper) {
            found.add(keeper);
        }
    }

    private String log(Keeper keeper) {
        var lines = new StringBuilder();
        try {
            new Logs(
                            host.files(),
                            host.streams(),
                            keeper.logFolder(),
                            List.of(status.name()),
                            false,
                            (bytes, offset, count) ->
                                    lines.append(new String(bytes, offset, count, StandardCharsets.UTF_8)),
                            range)
                    .tail(LOG_LINES);
        } catch (Failure | KernelException none) {
            return "";
        }
        return shown(lines.toString());
    }

    private static String shown(String lines) {
        var text = new StringBuilder();
        int from = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
            text.append(Escapes.line(lines.substring(from, Math.min(end, from + LONGEST_LINE))))
                    .append(end - from > LONGEST_LINE ? "...\n" : "\n");
            from = end + 1;
        }
        return text.toString();
    }
}

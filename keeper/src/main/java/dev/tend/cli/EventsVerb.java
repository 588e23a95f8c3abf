package dev.tend.cli;

import dev.tend.text.Columns;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.Told;
import dev.tend.wire.Request;
import java.util.List;

/** {@code events}: the journal, and with {@code -f} whatever comes to it. */
final class EventsVerb implements Verb {

    /** Longer names reach into the next column. */
    private static final int WIDEST = 32;

    static final Option FOLLOW = Option.flag("follow", "f", "go on with what comes");

    @Override
    public Usage usage() {
        return Usage.of(
                        "events",
                        "[NAME...]",
                        "show what happened, all in all",
                        FOLLOW,
                        Count.OPTION,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("With --json, one object a line, just as it stands in the journal.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        return arguments.has("follow") ? follow(arguments, host) : past(arguments, host);
    }

    private static int past(Arguments arguments, Host host) {
        printAll(recent(patterns(arguments, host), arguments, host).all(), new Width(), arguments, host);
        return ExitCode.DONE;
    }

    /** Asks before it reads, so that nothing falls in between; what then comes twice is told once. */
    private static int follow(Arguments arguments, Host host) {
        try (var session = Session.open(arguments, host)) {
            session.send(new Request.Follow());
            var patterns = patterns(arguments, host);
            var before = recent(patterns, arguments, host);
            var width = new Width();
            printAll(before.all(), width, arguments, host);
            var end = session.receive(reply -> {
                if (reply instanceof Told told && isWanted(told, patterns) && !before.contains(told)) {
                    width.see(told);
                    host.terminal().print(line(told, width, arguments, host));
                }
            });
            return session.conclude(end);
        }
    }

    private static List<String> patterns(Arguments arguments, Host host) {
        return Journals.exactFirst(arguments.operands(), host.streams(), host.runFolder(arguments));
    }

    private static Recent<Told> recent(List<String> patterns, Arguments arguments, Host host) {
        var recent = new Recent<Told>(Count.of(arguments));
        Journals.each(host.streams(), host.runFolder(arguments), told -> {
            if (isWanted(told, patterns)) {
                recent.add(told);
            }
        });
        return recent;
    }

    private static boolean isWanted(Told told, List<String> patterns) {
        return patterns.isEmpty() || Names.match(patterns, told.service());
    }

    /** How wide the column of names is so far: of what is still to come, nothing is known. */
    private static final class Width {

        private int widest;

        void see(Told told) {
            widest = Math.max(widest, Math.min(WIDEST, Columns.width(EventLine.who(told))));
        }
    }

    private static void printAll(List<Told> events, Width width, Arguments arguments, Host host) {
        events.forEach(width::see);
        var text = new StringBuilder();
        for (var told : events) {
            text.append(line(told, width, arguments, host));
        }
        host.terminal().print(text.toString());
    }

    private static String line(Told told, Width width, Arguments arguments, Host host) {
        return arguments.has("json")
                ? Codec.fields(told).text() + "\n"
                : EventLine.of(told, width.widest, host.terminal().colour());
    }
}

package dev.tend.history;

import dev.tend.command.Arguments;
import dev.tend.command.Count;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.command.TimeRange;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.selection.UpVerb;
import dev.tend.text.Columns;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Request;
import java.util.List;

/** {@code events}: the journal, and with {@code -f} whatever comes to it. */
public final class EventsVerb implements Verb {

    /** Longer names reach into the next column. */
    private static final int WIDEST = 32;

    static final Option FOLLOW = Option.flag("follow", "f", "keep printing new entries");

    @Override
    public Usage usage() {
        return Usage.of(
                        "events",
                        "[NAME...]",
                        "show the journal of all services",
                        FOLLOW,
                        Count.OPTION,
                        TimeRange.SINCE,
                        TimeRange.UNTIL,
                        TimeRange.UTC,
                        UpVerb.LOG_DIR,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        With --json, one object per line, as in the journal. With --since or --until, all events of that
                        range. Repeated events are counted. NAME may be keeper. Works without a keeper as well.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var names = Names.withoutTags(arguments.operands(), arguments, host);
        return arguments.has("follow") ? follow(names, arguments, host) : past(names, arguments, host);
    }

    private static int past(List<String> names, Arguments arguments, Host host) {
        var range = TimeRange.of(arguments, host);
        var place = Journals.Place.of(arguments, host);
        place.problem().ifPresent(problem -> {
            throw new Failure(ExitCode.FAILED, problem);
        });
        requireKnown(names, place, arguments, host);
        printAll(
                recent(place, Journals.exactFirst(place, names), range, arguments),
                new Width(),
                range,
                arguments,
                host);
        return ExitCode.DONE;
    }

    /** Asks before it reads, so that nothing falls in between; an event that comes twice then is shown once. */
    private static int follow(List<String> names, Arguments arguments, Host host) {
        try (var session = Session.open(arguments, host)) {
            session.send(new Request.Follow());
            var range = TimeRange.of(arguments, host);
            var place = Journals.Place.of(arguments, host);
            requireKnown(names, place, arguments, host);
            var patterns = Journals.exactFirst(place, names);
            var before = recent(place, patterns, range, arguments);
            var width = new Width();
            printAll(before, width, range, arguments, host);
            var end = session.receive(reply -> {
                if (reply instanceof HistoryEvent entry
                        && Journals.isWanted(entry.service(), patterns)
                        && range.contains(entry.time())
                        && !before.contains(entry)) {
                    width.see(entry);
                    host.terminal().print(line(entry, width, range, arguments, host));
                }
            });
            return session.conclude(end);
        }
    }

    /** @throws Failure where neither the journal nor the keeper knows a name */
    private static void requireKnown(List<String> names, Journals.Place place, Arguments arguments, Host host) {
        boolean isWhole = host.files().facts(place.former()).isEmpty(); // else it may be in a journal that has no names
        for (var name : isWhole ? names : List.<String>of()) {
            boolean known = name.equals("*") || name.equals(EventLine.KEEPER) || place.knows(name);
            if (!known && !isService(name, arguments, host)) {
                throw new Failure(ExitCode.FAILED, "no event of " + name + " in " + place.logs());
            }
        }
    }

    /** Tells whether the keeper, where there is one, has such a service: nothing may have happened to it yet. */
    static boolean isService(String name, Arguments arguments, Host host) {
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(new Request.Status(List.of(name)), status -> {});
            return end.error().isEmpty();
        } catch (Failure noAnswer) {
            if (noAnswer.code() == ExitCode.NO_KEEPER) {
                return false;
            }
            throw noAnswer;
        }
    }

    private static List<HistoryEvent> recent(
            Journals.Place place, List<String> patterns, TimeRange range, Arguments arguments) {
        var recent = new Timeline(range.count(arguments));
        Journals.each(place, patterns, entry -> {
            if (range.contains(entry.time())) {
                recent.add(entry);
            }
        });
        return recent.all();
    }

    /** The width of the column of names so far: of what is still to come, nothing is known. */
    private static final class Width {

        private int widest;

        void see(HistoryEvent entry) {
            widest = Math.max(widest, Math.min(WIDEST, Columns.width(EventLine.who(entry))));
        }
    }

    private static void printAll(
            List<HistoryEvent> events, Width width, TimeRange range, Arguments arguments, Host host) {
        events.forEach(width::see);
        var text = new StringBuilder();
        for (var entry : events) {
            text.append(line(entry, width, range, arguments, host));
        }
        host.terminal().print(text.toString());
    }

    private static String line(HistoryEvent entry, Width width, TimeRange range, Arguments arguments, Host host) {
        return arguments.has("json")
                ? Codec.fields(entry).text() + "\n"
                : EventLine.of(entry, width.widest, range, host.terminal().colour());
    }
}

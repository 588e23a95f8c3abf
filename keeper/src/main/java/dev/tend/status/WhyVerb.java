package dev.tend.status;

import dev.tend.command.Arguments;
import dev.tend.command.Count;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.command.TimeRange;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.history.Journals;
import dev.tend.selection.UpVerb;
import dev.tend.text.Json;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code why}: how instances came to be as they are. The past stands in the journal; the keeper, if there is one, adds the present. */
public final class WhyVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "why",
                        "NAME...",
                        "show the last events of services and their causes",
                        Option.ALL,
                        Count.OPTION,
                        TimeRange.SINCE,
                        TimeRange.UNTIL,
                        TimeRange.UTC,
                        UpVerb.LOG_DIR,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("Ends with the last output of the last failed run. Works without a keeper as well.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.withoutTags(Names.required(arguments, arguments.operands()), arguments, host);
        var range = TimeRange.of(arguments, host);
        int count = range.count(arguments);
        var stories = new LinkedHashMap<String, InstanceHistory>();
        String unknown = present(
                patterns,
                arguments,
                host,
                status -> stories.put(status.name(), new InstanceHistory(status.name(), count, range).now(status)));
        var place = Journals.Place.of(arguments, host);
        place.problem().ifPresent(problem -> {
            if (stories.isEmpty() || arguments.has("log-dir")) {
                throw new Failure(ExitCode.FAILED, problem);
            }
            host.terminal().complain(problem);
        });
        Journals.each(place, Journals.exactFirst(place, patterns), entry -> {
            if (range.contains(entry.time()) && !entry.service().isEmpty()) {
                stories.computeIfAbsent(entry.service(), name -> new InstanceHistory(name, count, range))
                        .add(entry);
            }
        });
        if (stories.isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED, unknown.isEmpty() ? "nothing is known of " + String.join(" ", patterns) : unknown);
        }
        host.terminal()
                .print(
                        arguments.has("json")
                                ? json(stories)
                                : text(stories, host.terminal().colour()));
        return ExitCode.DONE;
    }

    /** Hands over how they are now; nothing where there is no keeper. Returns what the keeper complains of, or "". */
    private static String present(List<String> patterns, Arguments arguments, Host host, Consumer<Status> each) {
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(new Request.Status(patterns), reply -> {
                if (reply instanceof Status status) {
                    each.accept(status);
                }
            });
            return end.error();
        } catch (Failure noKeeper) {
            host.terminal().complain(noKeeper.getMessage() + "; so this is the past only");
            return "";
        }
    }

    private static String text(Map<String, InstanceHistory> stories, boolean colour) {
        var text = new StringBuilder();
        for (var story : stories.values()) {
            text.append(text.isEmpty() ? "" : "\n").append(story.text(colour));
        }
        return text.toString();
    }

    private static String json(Map<String, InstanceHistory> stories) {
        var objects = new ArrayList<Json>();
        for (var story : stories.values()) {
            objects.add(story.json());
        }
        return JsonText.lines(objects);
    }
}

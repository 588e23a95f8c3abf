package dev.tend.cli;

import dev.tend.text.Json;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Reply.Told;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code why}: how instances came to be as they are. The past stands in the journal; the keeper, if there is one, adds the present. */
final class WhyVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "why", "NAME...", "show what happened to services last, and why",
                        Option.ALL, Count.OPTION, Option.JSON, Option.RUN_DIR)
                .explained("Ends with the last words of the last run that failed. Works without a keeper as well.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.required(arguments, arguments.operands());
        int count = Count.of(arguments);
        var stories = new LinkedHashMap<String, Story>();
        for (var status : present(patterns, arguments, host)) {
            stories.put(status.name(), new Story(status.name(), count).now(status));
        }
        Journals.each(host.streams(), host.runFolder(arguments), told -> {
            if (Names.match(patterns, told.service())) {
                stories.computeIfAbsent(told.service(), name -> new Story(name, count)).add(told);
            }
        });
        if (stories.isEmpty()) {
            throw new Failure(ExitCode.FAILED, String.join(" ", patterns) + ": nothing is known of it: see \"tend status\"");
        }
        host.terminal().print(arguments.has("json") ? json(stories) : text(stories, host.terminal().colour()));
        return ExitCode.DONE;
    }

    /** How they are now; nothing where there is no keeper. */
    private static List<Status> present(List<String> patterns, Arguments arguments, Host host) {
        var present = new ArrayList<Status>();
        try (var session = Session.open(arguments, host)) {
            session.ask(new Request.Status(patterns), reply -> {
                if (reply instanceof Status status) {
                    present.add(status);
                }
            });
        } catch (Failure noKeeper) {
            host.terminal().complain(noKeeper.getMessage() + "; so this is the past only");
        }
        return present;
    }

    private static String text(Map<String, Story> stories, boolean colour) {
        var text = new StringBuilder();
        for (var story : stories.values()) {
            text.append(text.isEmpty() ? "" : "\n").append(story.text(colour));
        }
        return text.toString();
    }

    private static String json(Map<String, Story> stories) {
        var objects = new ArrayList<Json>();
        for (var story : stories.values()) {
            objects.add(story.json());
        }
        return JsonText.lines(objects);
    }
}

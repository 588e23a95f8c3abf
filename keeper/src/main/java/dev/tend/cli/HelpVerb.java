package dev.tend.cli;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Option;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/** {@code help}: what there is, or how one verb is called. */
final class HelpVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of("help", "[VERB]", "show this help or the help of a verb", Option.JSON);
    }

    @Override
    public int run(Arguments arguments, Host host) {
        host.terminal().print(arguments.has("json") ? json(arguments.operands()) : text(arguments.operands()));
        return ExitCode.DONE;
    }

    private static String text(List<String> verbs) {
        return verbs.isEmpty()
                ? overview()
                : Verbs.named(verbs.getFirst()).usage().help();
    }

    private static String json(List<String> verbs) {
        if (!verbs.isEmpty()) {
            return Verbs.named(verbs.getFirst()).usage().json().text() + "\n";
        }
        var usages = new ArrayList<Json>();
        for (var verb : Verbs.ALL) {
            usages.add(verb.usage().json());
        }
        return JsonText.lines(usages);
    }

    static String overview() {
        var text = new StringBuilder("""
                usage: tend VERB [OPTION]... [NAME]...

                Supervises services: starts them, restarts them, keeps their output, explains their state.

                """);
        for (var verb : Verbs.ALL) {
            String name = verb.usage().verb();
            text.append("  ")
                    .append(name)
                    .append(" ".repeat(10 - name.length()))
                    .append(verb.usage().summary())
                    .append('\n');
        }
        return text.append("""

                See "tend help VERB" and tend(1) for details.
                """).toString();
    }
}

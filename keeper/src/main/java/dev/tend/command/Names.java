package dev.tend.command;

import dev.tend.text.Glob;
import dev.tend.text.Suggest;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Names on the command line: those of services, and those somebody may have meant. */
public final class Names {

    private Names() {}

    /** The end of a complaint about an unknown word: {@code : did you mean "--json"?}, or "" where nothing is near. */
    public static String meant(String word, List<String> known, String prefix) {
        return Suggest.nearest(word, known)
                .map(near -> ": did you mean \"" + prefix + near + "\"?")
                .orElse("");
    }

    /**
     * The patterns for a verb that must be told which services it is for.
     *
     * @param given the operands
     * @throws Failure where there are neither names nor {@code --all}, or both
     */
    public static List<String> required(Arguments arguments, List<String> given) {
        boolean all = arguments.has("all");
        if (given.isEmpty() && !all) {
            throw Failure.usage("which services? Name them, or say --all");
        }
        if (!given.isEmpty() && all) {
            throw Failure.usage("--all and names exclude each other");
        }
        return all ? List.of("*") : given;
    }

    /**
     * Returns the patterns with the names of services in place of tags, which the keeper knows.
     *
     * @throws Failure where there is no keeper, or no service has a tag
     */
    public static List<String> withoutTags(List<String> patterns, Arguments arguments, Host host) {
        var tags = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (var pattern : patterns) {
            (pattern.startsWith(Request.TAG) ? tags : names).add(pattern);
        }
        if (!tags.isEmpty()) {
            try (var session = Session.open(arguments, host)) {
                var end = session.ask(new Request.Status(tags), reply -> {
                    if (reply instanceof Reply.Status status) {
                        names.add(Glob.literal(status.service()));
                    }
                });
                if (!end.error().isEmpty()) {
                    throw new Failure(end.code(), end.error());
                }
            }
        }
        return names;
    }

    /**
     * Returns the patterns to compare names with: one that is a name itself stands for that alone, whatever its characters.
     *
     * @param known the names of instances that there are
     */
    public static List<String> exactFirst(List<String> patterns, Collection<String> known) {
        var names = new HashSet<String>();
        for (var name : known) {
            names.add(name);
            names.add(service(name));
        }
        var exact = new ArrayList<String>();
        for (var pattern : patterns) {
            exact.add(names.contains(pattern) ? Glob.literal(pattern) : pattern);
        }
        return exact;
    }

    private static String service(String instance) {
        int at = instance.lastIndexOf('@');
        return at < 0 ? instance : instance.substring(0, at);
    }

    /** Tells whether a pattern, which may also name a service, matches an instance. */
    public static boolean match(List<String> patterns, String instance) {
        String service = service(instance);
        for (var pattern : patterns) {
            if (!instance.isEmpty() && (Glob.matches(pattern, instance) || Glob.matches(pattern, service))) {
                return true;
            }
        }
        return false;
    }

    /** A name in a folder, for messages. */
    public static String below(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}

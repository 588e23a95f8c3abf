package dev.tend.cli;

import dev.tend.text.Glob;
import dev.tend.text.Suggest;
import java.util.List;

/** Names on the command line: those of services, and those somebody may have meant. */
final class Names {

    private Names() {}

    /** The end of a complaint about an unknown word: {@code : did you mean "--json"?}, or "" where nothing is near. */
    static String meant(String word, List<String> known, String prefix) {
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
    static List<String> required(Arguments arguments, List<String> given) {
        boolean all = arguments.has("all");
        if (given.isEmpty() && !all) {
            throw Failure.usage("which services? Name them, or say --all");
        }
        if (!given.isEmpty() && all) {
            throw Failure.usage("--all and names exclude each other");
        }
        return all ? List.of("*") : given;
    }

    /** Whether an instance is meant by a pattern, which may also name its service. */
    static boolean match(List<String> patterns, String instance) {
        int at = instance.lastIndexOf('@');
        String service = at < 0 ? instance : instance.substring(0, at);
        for (var pattern : patterns) {
            if (!instance.isEmpty() && (Glob.matches(pattern, instance) || Glob.matches(pattern, service))) {
                return true;
            }
        }
        return false;
    }

    /** A name in a folder, for messages. */
    static String below(String folder, String name) {
        return folder.endsWith("/") ? folder + name : folder + "/" + name;
    }
}

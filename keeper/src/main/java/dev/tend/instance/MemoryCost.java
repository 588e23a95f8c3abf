package dev.tend.instance;

import dev.tend.service.Readiness.Sign;
import dev.tend.service.Relations;
import dev.tend.service.Reloading;
import dev.tend.service.ServiceSpec;

/**
 * The memory that a service file takes in the keeper, in bytes. It is computed from the text, before anything of it is
 * kept, so that it is the same for {@code tend check}. The figures are upper bounds of what was measured in the native
 * program (ADR 25): a character takes two bytes in the text, and two in what is made of it; each word may become an
 * object.
 */
final class MemoryCost {

    /** For a file that says nothing. */
    private static final long DEFINITION = 1024;

    /** In halves of a byte. */
    private static final long CHARACTER = 9;

    private static final long WORD = 56;
    private static final long CHECK = 300;

    /** A name of another service is looked up in both directions. */
    private static final long RELATION = 256;

    /** For an instance, whether it runs or not. */
    private static final long INSTANCE = 6144;

    /** For the checks of each instance. */
    private static final long CHECKUP = 600;

    /** For each character of a pattern that is looked for in the output of an instance, with its table for the search. */
    private static final long PATTERN_CHARACTER = 8;

    private static final String VARIABLE = "env.";

    private MemoryCost() {}

    /** Returns the memory that a definition takes as long as it is held, whether it is in force or not, in bytes. */
    static long of(String path, String text, ServiceSpec spec) {
        return DEFINITION
                + CHARACTER * (text.length() + path.length()) / 2
                + WORD * words(text)
                + CHECK * (checks(spec) + paths(spec.reloading()))
                + RELATION * names(spec.relations());
    }

    /** Returns what its instances take besides. */
    static long ofInstances(ServiceSpec spec) {
        return spec.instances() * (INSTANCE + CHECKUP * checks(spec) + PATTERN_CHARACTER * pattern(spec));
    }

    private static int checks(ServiceSpec spec) {
        return spec.health().checks().size();
    }

    private static int paths(Reloading reloading) {
        return reloading.reloadOn().size() + reloading.restartOn().size();
    }

    private static int names(Relations relations) {
        return relations.after().size()
                + relations.requires().size()
                + relations.bindsTo().size()
                + relations.wants().size()
                + relations.conflicts().size();
    }

    private static int pattern(ServiceSpec spec) {
        return spec.readiness().sign() instanceof Sign.LogText(var text) ? text.length() : 0;
    }

    /** Counts what may become an object: all words but those of comments and variables, which stay parts of a text. */
    private static long words(String text) {
        long words = 0;
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int end = newline < 0 ? text.length() : newline;
            if (text.charAt(at) != '#' && !text.startsWith(VARIABLE, at)) {
                words += words(text, at, end);
            }
            at = end + 1;
        }
        return words;
    }

    private static int words(String text, int from, int to) {
        int words = 0;
        boolean inWord = false;
        for (int i = from; i < to; i++) {
            boolean separator = isSeparator(text.charAt(i));
            words += !separator && !inWord ? 1 : 0;
            inWord = !separator;
        }
        return words;
    }

    private static boolean isSeparator(char c) {
        return switch (c) {
            case '=', ',', ';', ':', '|', '&', '/', '@' -> true;
            default -> c <= ' ';
        };
    }
}

package dev.tend.compiler;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes a lookup in {@code Map.copyOf} and {@code Set.copyOf} of an empty collection find nothing. Their table has no room, and the
 * hash code is divided by its length: the program ends with SIGFPE.
 */
final class EmptyCollectionLookup implements Pass {

    private static final String LENGTH =
            "TEAVM_ARRAY_LENGTH\\(TEAVM_WITH_CALL_SITE_ID\\(\\d+, teavm_nullCheck\\(teavm_local_\\d+\\)\\)\\)";
    private static final Pattern REMAINDER = Pattern.compile(" % (" + LENGTH + ")\\)");
    private static final Pattern UNGUARDED = Pattern.compile(" % TEAVM_ARRAY_LENGTH\\(");

    @Override
    public void apply(GeneratedCode code) {
        Predicate<String> templates = path -> path.startsWith("c/j/u/TemplateCollections@dNE") && path.endsWith(".c");
        code.replaceAll(templates, REMAINDER, " % ($1 ? $1 : 1))");
        UnexpectedCodeException.unless(
                !code.matches(templates, UNGUARDED), "each remainder by a table's length to be guarded");
    }
}

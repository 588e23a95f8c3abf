package dev.tend.template.parse;

import dev.tend.template.value.GoString;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The templates of a source. Of two with the same name, one has to be blank. */
final class Definitions {
    private final Map<GoString, Tree> trees = new LinkedHashMap<>();
    /** Those of the templates that are not blank. */
    private final Set<GoString> filled = new HashSet<>();

    /** Adds a template; returns whether its name was free for it. */
    boolean add(Tree tree) {
        boolean blank = tree.body().isBlank();
        if (filled.contains(tree.name())) {
            return blank;
        }
        trees.put(tree.name(), tree);
        if (!blank) {
            filled.add(tree.name());
        }
        return true;
    }

    Map<GoString, Tree> trees() {
        return Map.copyOf(trees);
    }
}

package dev.tend.template.parse;

import dev.tend.template.value.GoString;
import java.util.LinkedHashMap;
import java.util.Map;

/** The templates of a source. Of two with the same name, one has to be blank. */
final class Definitions {
    private final Map<GoString, Tree> trees = new LinkedHashMap<>();

    /** Adds a template; returns whether its name was free for it. */
    boolean add(Tree tree) {
        Tree former = trees.get(tree.name());
        if (former == null || former.body().isBlank()) {
            trees.put(tree.name(), tree);
            return true;
        }
        return tree.body().isBlank();
    }

    Map<GoString, Tree> trees() {
        return Map.copyOf(trees);
    }
}

package dev.tend.template.library;

import dev.tend.template.text.Sizes;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoType;
import dev.tend.template.value.Values;

/** Merges maps, with those that are in them. */
public final class Merge {

    private static final int DEPTH = 200;

    private Merge() {}

    /**
     * Returns a map with the entries of two.
     *
     * @param second gives the entries that the first does not have, or has empty; nil is none
     * @param overriding whether the entries of the second count before those of the first, nil and empty ones too
     */
    public static GoMap merged(GoMap first, GoMap second, boolean overriding) {
        return merged(first, second, overriding, 0);
    }

    private static GoMap merged(GoMap first, GoMap second, boolean overriding, int depth) {
        Sizes.require(depth <= DEPTH, "a map is nested too deeply");
        GoMap merged = first.copy();
        for (Object key : second.keys()) {
            Object mine = merged.get(key);
            Object other = second.get(key);
            boolean full = Values.isTrue(mine);
            if (isObject(mine) && isObject(other)) {
                GoMap both = merged((GoMap) mine, (GoMap) other, overriding, depth + 1);
                merged.put(key, both.isEmpty() ? other : both);
            } else if (overriding || !full && other != null) {
                merged.put(key, other);
            }
        }
        return merged;
    }

    private static boolean isObject(Object value) {
        return value instanceof GoMap map && map.type().equals(GoType.OBJECT);
    }
}

package dev.tend.files;

import java.nio.file.Path;
import java.util.Set;

/**
 * The events in a tree: the entries that may have changed although their size and time are the same.
 *
 * @param all whether that may be any
 */
record Touched(Set<Path> paths, boolean all) {

    static final Touched NONE = new Touched(Set.of(), false);

    boolean has(Path path) {
        return all || paths.contains(path);
    }
}

package dev.tend.source;

import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The symbolic links on the way to a folder: where one of them is replaced, the path leads to another folder, and no event in the
 * old one shows that.
 *
 * @param path the path that the links lead to, itself without links
 * @param places the directory and name of each link
 */
record SymbolicLinks(String path, List<Place> places) {

    /** The most links that are followed: as many as the system would follow. */
    private static final int MOST = 40;

    /** A name in a folder. */
    record Place(String folder, String name) {}

    /** @param target gives what a symbolic link says; empty for what is none */
    static SymbolicLinks of(String path, Function<String, Optional<String>> target) {
        Deque<String> ahead = PathNames.of(path);
        List<Place> places = new ArrayList<>();
        String at = "";
        while (!ahead.isEmpty()) {
            String name = ahead.remove();
            if (name.equals("..")) {
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
                continue;
            }
            var says = places.size() < MOST ? target.apply(at + "/" + name) : Optional.<String>empty();
            if (says.isEmpty()) {
                at = at + "/" + name;
                continue;
            }
            places.add(new Place(orRoot(at), name));
            PathNames.lead(says.get(), ahead);
            at = says.get().startsWith("/") ? "" : at;
        }
        return new SymbolicLinks(orRoot(at), places);
    }

    private static String orRoot(String path) {
        return path.isEmpty() ? "/" : path;
    }
}

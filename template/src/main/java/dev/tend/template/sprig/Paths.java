package dev.tend.template.sprig;

import java.util.ArrayList;
import java.util.List;

/** Paths with slashes, as Go's package {@code path} takes them apart. */
final class Paths {

    private Paths() {}

    /** Returns the shortest path that means the same. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        List<String> kept = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            boolean up = part.equals("..");
            if (up && !kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
                kept.add(part);
            }
        }
        String joined = String.join("/", kept);
        return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** Returns the last element of a path. */
    static String base(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return path.isEmpty() ? "." : "/";
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    /** Returns all but the last element of a path. */
    static String dir(String path) {
        return clean(path.substring(0, path.lastIndexOf('/') + 1));
    }

    /** Returns the end of the last element from its last dot on. */
    static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    }
}

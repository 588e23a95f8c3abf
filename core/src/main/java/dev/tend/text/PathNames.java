package dev.tend.text;

import java.util.ArrayDeque;
import java.util.Deque;

/** The names that a path consists of. */
public final class PathNames {

    private PathNames() {}

    /** The names in a path, in order, without empty ones and {@code .}; {@code ..} is a name. */
    public static Deque<String> of(String path) {
        Deque<String> names = new ArrayDeque<>();
        lead(path, names);
        return names;
    }

    /** Puts the names of a path before others. */
    public static void lead(String path, Deque<String> rest) {
        int end = path.length();
        for (int i = path.length() - 1; i >= -1; i--) {
            if (i < 0 || path.charAt(i) == '/') {
                String name = path.substring(i + 1, end);
                if (!name.isEmpty() && !name.equals(".")) {
                    rest.addFirst(name);
                }
                end = i;
            }
        }
    }

    /** Tells whether an absolute path is a folder or leads below it. */
    public static boolean isWithin(String path, String folder) {
        return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
    }

    /** The directory that a path has its last name in: {@code /} for {@code /web}, and {@code .} where there is only a name. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 ? path.substring(0, slash) : slash == 0 ? "/" : ".";
    }
}

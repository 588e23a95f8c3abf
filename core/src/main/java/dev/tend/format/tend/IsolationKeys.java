package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.service.Isolation.Place;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The keys for what a service sees of the system. */
final class IsolationKeys {

    static final List<Key> ALL = List.of(
            new Key(
                    "private",
                    "tmp, net, mount, pid and absolute paths, between blanks or commas",
                    "",
                    "What it has of its own: empty folders in memory, a network, mounts, process numbers.",
                    IsolationKeys::own),
            new Key(
                    "read-only",
                    "absolute paths, each with - before it if it may be missing",
                    "",
                    "Below these it can change nothing.",
                    (draft, value) -> draft.readOnly = places(value, IsolationKeys::plain)),
            new Key(
                    "hidden",
                    "absolute paths, each with - before it if it may be missing",
                    "",
                    "Into these it cannot look.",
                    (draft, value) -> draft.hidden = places(value, path -> folder(path, "hidden"))));

    private static final List<String> WORDS = List.of("tmp", "net", "mount", "pid");

    private IsolationKeys() {}

    private static void own(Draft draft, String value) {
        var items = new ArrayList<>(Values.items(value));
        for (String item : items) {
            if (!item.startsWith("/")) {
                Values.word(item, WORDS);
            } else {
                folder(item, "empty");
            }
        }
        draft.ownNet = items.remove("net");
        draft.ownMounts = items.remove("mount");
        draft.ownPids = items.remove("pid");
        if (items.remove("tmp")) {
            items.add("/tmp");
            items.add("/var/tmp");
        }
        draft.empty = List.copyOf(items);
    }

    private static String folder(String path, String what) {
        if (plain(path).equals("/")) {
            throw new BadValue("/ itself cannot be " + what + ": name folders below it");
        }
        return path;
    }

    /** Returns a path that names its place in one way only. */
    private static String plain(String path) {
        var names = PathNames.of(Values.absolutePath(path));
        String plain = "/" + String.join("/", names);
        if (names.contains("..") || !path.equals(plain) && (names.isEmpty() || !path.equals(plain + "/"))) {
            throw new BadValue(
                    BadValue.quoted(path) + " has \".\", \"..\" or an empty name in its path: name it plainly");
        }
        return path;
    }

    private static List<Place> places(String value, UnaryOperator<String> check) {
        var places = new ArrayList<Place>();
        for (String word : Values.items(value)) {
            boolean optional = word.startsWith("-");
            places.add(new Place(check.apply(optional ? word.substring(1) : word), optional));
        }
        return List.copyOf(places);
    }
}

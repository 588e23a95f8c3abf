package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.format.Draft;
import dev.tend.service.Isolation.Place;
import java.util.ArrayList;
import java.util.List;

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
                    (draft, value) -> draft.readOnly = places(value)),
            new Key(
                    "hidden",
                    "absolute paths, each with - before it if it may be missing",
                    "",
                    "Into these it cannot look.",
                    (draft, value) -> draft.hidden = places(value)));

    private static final List<String> WORDS = List.of("tmp", "net", "mount", "pid");

    private IsolationKeys() {}

    private static void own(Draft draft, String value) {
        var items = new ArrayList<>(Values.items(value));
        for (String item : items) {
            if (!item.startsWith("/")) {
                Values.word(item, WORDS);
            } else if (item.length() == 1) {
                throw new BadValue("/ itself cannot be empty: name folders below it");
            }
        }
        draft.ownNet = items.remove("net");
        draft.ownMounts = items.remove("mount");
        draft.ownPids = items.remove("pid");
        if (items.remove("tmp")) {
            items.add("/tmp");
            items.add("/var/tmp");
        }
        items.forEach(Values::absolutePath);
        draft.empty = List.copyOf(items);
    }

    private static List<Place> places(String value) {
        var places = new ArrayList<Place>();
        for (String word : Values.items(value)) {
            boolean optional = word.startsWith("-");
            places.add(new Place(Values.absolutePath(optional ? word.substring(1) : word), optional));
        }
        return List.copyOf(places);
    }
}

package dev.tend.format.tend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys of the native format, in the order in which they are explained. */
public final class Keys {

    private static final List<Key> ALL = joined(
            ProcessKeys.ALL,
            IsolationKeys.ALL,
            GroupKeys.ALL,
            RestartKeys.ALL,
            ReloadKeys.ALL,
            LifeKeys.ALL,
            HookKeys.ALL,
            HealthKeys.ALL,
            ScheduleKeys.ALL,
            LogKeys.ALL,
            StewardKeys.ALL);
    private static final Map<String, Key> BY_NAME = byName();

    private Keys() {}

    /** The table. */
    public static List<Key> all() {
        return ALL;
    }

    /** The key, or the family, that {@code written} is of. */
    static Optional<Key> find(String written) {
        Key exact = BY_NAME.get(written);
        if (exact != null && !exact.isFamily()) {
            return Optional.of(exact);
        }
        for (Key key : ALL) {
            if (key.isFamily() && key.matches(written)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** Returns the names of all keys, for suggestions. */
    public static List<String> names() {
        var names = new ArrayList<String>();
        for (Key key : ALL) {
            names.add(key.name());
        }
        return names;
    }

    @SafeVarargs
    private static List<Key> joined(List<Key>... groups) {
        var all = new ArrayList<Key>();
        for (var group : groups) {
            all.addAll(group);
        }
        return List.copyOf(all);
    }

    private static Map<String, Key> byName() {
        var byName = new HashMap<String, Key>();
        for (Key key : ALL) {
            byName.put(key.name(), key);
        }
        return byName;
    }
}

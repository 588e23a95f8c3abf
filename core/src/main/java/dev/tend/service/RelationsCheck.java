package dev.tend.service;

import dev.tend.text.Suggest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds faults in the relations of services as a whole, where each by itself may be fine: circles, unknown names,
 * contradictions. It looks at the files alone; whether a service is enabled here does not matter.
 */
public final class RelationsCheck {

    /** The number of services shown of a circle; a longer one is shown by its first services. */
    private static final int MOST_SHOWN = 10;

    /** The number of names for which a suggestion is looked for; each takes a look at every name. */
    private static final int MOST_GUESSED = 20;

    private RelationsCheck() {}

    /**
     * A fault of one service.
     *
     * @param key the key of its file that says so
     * @param message what is wrong, and what to do
     */
    public record Fault(String service, String key, String message) {}

    /** Services that wait for each other in a circle. */
    public record Circle(List<String> services) {

        /** The fault of one of them. */
        public Fault fault(String service, Relations relations) {
            String next = services.get((services.indexOf(service) + 1) % services.size());
            String key = relations.after().contains(next)
                    ? "after"
                    : relations.requires().contains(next) ? "requires" : "binds-to";
            return new Fault(service, key, "a circle: " + path(service) + ": remove one of them");
        }

        private String path(String first) {
            int from = services.indexOf(first);
            var text = new StringBuilder(first);
            for (int i = 1; i < services.size() && i < MOST_SHOWN; i++) {
                text.append(" -> ").append(services.get((from + i) % services.size()));
            }
            if (services.size() > MOST_SHOWN) {
                text.append(" -> ... (").append(services.size()).append(" services)");
            }
            return text.append(" -> ").append(first).toString();
        }
    }

    /** The circles over what services wait for. */
    public static List<Circle> circles(Map<String, Relations> relations) {
        var circles = new ArrayList<Circle>();
        Precedence.among(relations).circles().forEach(services -> circles.add(new Circle(services)));
        return circles;
    }

    /**
     * Returns all faults, each circle once.
     *
     * @param relations of the services to be looked at
     * @param known the names of all services there are
     */
    public static List<Fault> faults(Map<String, Relations> relations, Collection<String> known) {
        var faults = new ArrayList<Fault>();
        for (Circle circle : circles(relations)) {
            String first = circle.services().getFirst();
            faults.add(circle.fault(first, relations.get(first)));
        }
        relations.forEach((service, relation) -> {
            byKey(relation).forEach((key, names) -> {
                for (String name : names) {
                    if (!known.contains(name)) {
                        String meant = faults.size() < MOST_GUESSED ? Suggest.didYouMean(name, known) : "";
                        faults.add(new Fault(service, key, unknown(name, meant)));
                    }
                }
            });
            if (relation.conflicts().contains(service)) {
                faults.add(new Fault(service, "conflicts", "it conflicts with itself: remove the name"));
            }
        });
        return faults;
    }

    private static Map<String, List<String>> byKey(Relations relations) {
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("after", relations.after());
        keys.put("requires", relations.requires());
        keys.put("binds-to", relations.bindsTo());
        keys.put("wants", relations.wants());
        keys.put("conflicts", relations.conflicts());
        return keys;
    }

    private static String unknown(String name, String meant) {
        return "no service is called \"" + name + "\""
                + (meant.isEmpty() ? ": add its file, or remove the name" : meant);
    }
}

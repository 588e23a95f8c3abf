package dev.tend.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What makes the services that run into those that are wanted: one change for each, in the order of their names.
 *
 * <p>It only compares; whoever carries it out decides nothing anew, so that {@code tend plan} says what a reload will do.
 */
public record Plan(List<Change> changes) {

    public Plan {
        changes = List.copyOf(changes);
    }

    /** What becomes of a service. */
    public enum Action {
        /** It is new. */
        START,
        /** Its file is gone. */
        STOP,
        /** Its process would be started differently now. */
        RESTART,
        /** It changed, but what runs may run on. */
        APPLY,
        /** Nothing changed. */
        KEEP
    }

    /** @param reason one phrase that names what changed, by key */
    public record Change(String service, Action action, String reason) {}

    /**
     * The plan from what runs to what is wanted, both by name.
     *
     * @param failed of what runs, what will not be started again by itself; an edit may be what mends it
     */
    public static Plan between(Map<String, ServiceSpec> running, Map<String, ServiceSpec> wanted, Set<String> failed) {
        var names = new TreeSet<>(running.keySet());
        names.addAll(wanted.keySet());
        var changes = new ArrayList<Change>(names.size());
        for (String name : names) {
            changes.add(change(name, running.get(name), wanted.get(name), failed.contains(name)));
        }
        return new Plan(changes);
    }

    private static Change change(String name, ServiceSpec old, ServiceSpec now, boolean failed) {
        if (old == null) {
            return new Change(name, Action.START, "its file is new");
        }
        if (now == null) {
            return new Change(name, Action.STOP, "its file is gone");
        }
        if (old.equals(now)) {
            return new Change(name, Action.KEEP, "nothing changed");
        }
        String what = Differences.phrase(old, now);
        String then = failed ? "; what has failed is tried anew" : "";
        if (old.instances() != now.instances() && (old.instances() == 1 || now.instances() == 1)) {
            return new Change(name, Action.RESTART, what + "; its instances get other names");
        }
        if (now.startsTheSameProcessAs(old)) {
            return new Change(name, Action.APPLY, what + then);
        }
        return now.onChange() == OnChange.RESTART
                ? new Change(name, Action.RESTART, what + then)
                : new Change(name, Action.APPLY, what + "; takes effect at the next start" + then);
    }
}

package dev.tend.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The way from the running services to the wanted ones: one change for each, in the order of their names.
 *
 * <p>It only compares; the code that carries it out makes no decisions of its own, so that {@code tend plan} shows what
 * a reload will do.
 */
public record Plan(List<Change> changes) {

    public Plan {
        changes = List.copyOf(changes);
    }

    /** The action for a service. */
    public enum Action {
        /** It is new. */
        START,
        /** Its file is gone. */
        STOP,
        /** Its process would be started differently now. */
        RESTART,
        /** It changed, but what runs may run on. */
        APPLY,
        /** The same, and what runs is told to reread its configuration. */
        RELOAD,
        /** It is stopped until what it requires is there again. */
        HOLD,
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

    /**
     * Adds the changes of services that require, directly or indirectly, one that is stopped or restarted. These follow
     * by themselves and need not be carried out.
     *
     * @param relations of all services, by name
     * @param inUse the services that run, or are about to
     */
    public static List<Change> withDependents(
            List<Change> changes, Map<String, Relations> relations, Set<String> inUse) {
        var followed = new TreeMap<String, Change>();
        changes.forEach(change -> followed.put(change.service(), change));
        var open = new ArrayDeque<Change>(changes);
        while (!open.isEmpty()) {
            var cause = open.remove();
            boolean gone = cause.action() == Action.STOP || cause.action() == Action.HOLD;
            if (!gone && cause.action() != Action.RESTART || !inUse.contains(cause.service())) {
                continue;
            }
            relations.forEach((name, relation) -> {
                var own = followed.get(name);
                if (own != null
                        && stays(own.action())
                        && inUse.contains(name)
                        && relation.required().contains(cause.service())) {
                    var change = following(own, cause.service(), gone);
                    followed.put(name, change);
                    open.add(change);
                }
            });
        }
        return List.copyOf(followed.values());
    }

    /** Tells whether a process goes on. */
    private static boolean stays(Action action) {
        return action == Action.KEEP || action == Action.APPLY || action == Action.RELOAD;
    }

    private static Change following(Change own, String required, boolean gone) {
        String why = "requires " + required + ", which is " + (gone ? "stopped" : "restarted");
        return new Change(
                own.service(),
                gone ? Action.HOLD : Action.RESTART,
                own.action() == Action.KEEP ? why : own.reason() + "; " + why);
    }

    /** Tells whether an instance of the one has the name of an instance of the other. */
    private static boolean sharesNames(ServiceSpec old, ServiceSpec now) {
        var names = new HashSet<>(old.instanceNames());
        for (String name : now.instanceNames()) {
            if (names.contains(name)) {
                return true;
            }
        }
        return false;
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
        String then = failed ? "; the failed service is started again" : "";
        if (!sharesNames(old, now)) {
            return new Change(name, Action.RESTART, what + "; its instances get other names");
        }
        if (now.startsTheSameProcessAs(old)) {
            return new Change(name, Action.APPLY, what + then);
        }
        if (now.reloadsAfter(old)) {
            return new Change(name, Action.RELOAD, what + "; its process gets that at the next start" + then);
        }
        return now.onChange() == OnChange.NEXT_START
                ? new Change(name, Action.APPLY, what + "; takes effect at the next start" + then)
                : new Change(name, Action.RESTART, what + then);
    }
}

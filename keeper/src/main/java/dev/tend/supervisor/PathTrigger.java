package dev.tend.supervisor;

import dev.tend.service.Plan.Action;
import dev.tend.service.Plan.Change;
import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The paths whose change reloads or restarts one service, and when they have changed. */
final class PathTrigger {

    final Reloading reloading;

    /** The signatures of the paths at the last action. */
    List<String> known;

    /** The same, as it is stored: not before a reload is over. */
    List<String> stored;

    boolean changed;

    /** The time of the first change since the last action. */
    private long since;

    /** The number of actions in a row, each for a change soon after the one before. */
    private int row;

    private long acted;

    PathTrigger(Reloading reloading, List<String> known) {
        this.reloading = reloading;
        this.known = known;
        this.stored = known;
    }

    void touch(long now) {
        since = changed ? since : now;
        changed = true;
    }

    /** Tells whether the last action may be the cause of the change. */
    private boolean isSuccession(RestartPolicy policy) {
        return row > 0 && since - acted < policy.stable();
    }

    /** Returns the time of the next action: one that follows from the last begins a circle, which the pauses of restarts slow down. */
    long earliest(RestartPolicy policy) {
        return isSuccession(policy) ? acted + policy.backoff(row) : acted;
    }

    /** Counts an action. Returns which it is in a row. */
    int count(RestartPolicy policy, long now) {
        row = isSuccession(policy) ? row + 1 : 1;
        acted = now;
        return row;
    }

    /** Returns the action for the signatures of its paths as they are now; empty where they are as at the last action. */
    Optional<Change> change(String service, List<String> now) {
        var all = paths();
        for (int i = 0; i < all.size(); i++) {
            if (!now.get(i).equals(known.get(i))) {
                var action = i < reloading.restartOn().size() ? Action.RESTART : Action.RELOAD;
                return Optional.of(new Change(service, action, all.get(i) + " has changed"));
            }
        }
        return Optional.empty();
    }

    List<String> paths() {
        return paths(reloading);
    }

    static List<String> paths(Reloading reloading) {
        var paths = new ArrayList<>(reloading.restartOn());
        paths.addAll(reloading.reloadOn());
        return paths;
    }
}

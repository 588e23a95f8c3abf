package dev.tend.supervisor;

import dev.tend.service.Reloading;
import dev.tend.service.RestartPolicy;
import java.util.ArrayList;
import java.util.List;

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

    void change(long now) {
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

    List<String> paths() {
        return paths(reloading);
    }

    static List<String> paths(Reloading reloading) {
        var paths = new ArrayList<>(reloading.restartOn());
        paths.addAll(reloading.reloadOn());
        return paths;
    }
}

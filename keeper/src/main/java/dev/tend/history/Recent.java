package dev.tend.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last few of many. */
public final class Recent<T> {

    private final Deque<T> kept = new ArrayDeque<>();
    private final int most;

    public Recent(int most) {
        this.most = most;
    }

    public void add(T element) {
        kept.addLast(element);
        if (kept.size() > most) {
            kept.removeFirst();
        }
    }

    boolean contains(T element) {
        return kept.contains(element);
    }

    /** Oldest first. */
    public List<T> all() {
        return new ArrayList<>(kept);
    }
}

package dev.tend.history;

import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/** The last few of many events, which come from one history after the other. */
final class Timeline {

    private static final int SPARE = 1000;

    private final List<HistoryEvent> kept = new ArrayList<>();
    private final int most;

    Timeline(int most) {
        this.most = most;
    }

    void add(HistoryEvent entry) {
        kept.add(entry);
        if (kept.size() > 2L * most + SPARE) {
            shorten();
        }
    }

    private void shorten() {
        kept.sort((one, other) -> Long.compare(one.time(), other.time()));
        int surplus = kept.size() - most;
        if (surplus > 0) {
            kept.subList(0, surplus).clear();
        }
    }

    /** Oldest first. */
    List<HistoryEvent> all() {
        shorten();
        return new ArrayList<>(kept);
    }
}

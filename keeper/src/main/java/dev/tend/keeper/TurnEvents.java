package dev.tend.keeper;

import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of this turn, published when all other work is done, since no restart should wait for a reader. A trouble
 * that is the reason of another event is published with that event, and not by itself.
 */
final class TurnEvents {

    static final String TROUBLE = "trouble";

    /** A fault of the keeper itself. */
    static final String FAULT = "fault";

    private static final int MOST = 256;

    private final List<HistoryEvent> events = new ArrayList<>();

    void add(HistoryEvent entry) {
        events.add(entry);
    }

    /** Tells whether the events are to be published now, even within a turn. */
    boolean isFull() {
        return events.size() >= MOST;
    }

    /** Returns all events, and forgets them. */
    List<HistoryEvent> take() {
        var taken = new ArrayList<HistoryEvent>();
        for (int i = 0; i < events.size(); i++) {
            if (!isToldElsewhere(i)) {
                taken.add(events.get(i));
            }
        }
        events.clear();
        return taken;
    }

    private boolean isToldElsewhere(int index) {
        var entry = events.get(index);
        for (int i = 0; entry.event().equals(TROUBLE) && i < events.size(); i++) {
            var other = events.get(i);
            boolean counts = i < index || !other.event().equals(TROUBLE);
            if (i != index
                    && counts
                    && other.service().equals(entry.service())
                    && other.why().equals(entry.why())) {
                return true;
            }
        }
        return false;
    }
}

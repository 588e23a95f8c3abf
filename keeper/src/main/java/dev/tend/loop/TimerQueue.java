package dev.tend.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** All timers that are set, so that the loop knows how long it may wait. */
final class TimerQueue {

    private final TreeSet<LoopTimer> alarms = new TreeSet<>();

    /** Sets a timer, or moves it; {@link LoopTimer#UNSET} removes it. */
    void set(LoopTimer alarm, long at) {
        if (alarm.at() == at) {
            return;
        }
        if (alarm.at() != LoopTimer.UNSET) {
            alarms.remove(alarm);
        }
        alarm.moveTo(at);
        if (at != LoopTimer.UNSET) {
            alarms.add(alarm);
        }
    }

    /** Returns the time of the next timer; {@link LoopTimer#UNSET} where none is set. */
    long next() {
        return alarms.isEmpty() ? LoopTimer.UNSET : alarms.first().at();
    }

    /** Returns what is due at {@code now}, but not more than a slice; what is left, or set anew for now, waits for the next call. */
    List<LoopTimer> due(long now) {
        if (next() > now) {
            return List.of();
        }
        List<LoopTimer> due = new ArrayList<>();
        for (LoopTimer alarm : alarms) {
            if (alarm.at() > now || due.size() == SlicedWork.SIZE) {
                break;
            }
            due.add(alarm);
        }
        return due;
    }
}

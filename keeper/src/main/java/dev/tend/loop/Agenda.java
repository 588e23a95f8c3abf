package dev.tend.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** All alarms that are set, so that the loop knows how long it may sleep. */
final class Agenda {

    private final TreeSet<Alarm> alarms = new TreeSet<>();

    /** Sets an alarm, or moves it; {@link Alarm#UNSET} takes it off. */
    void set(Alarm alarm, long at) {
        if (alarm.at() == at) {
            return;
        }
        if (alarm.at() != Alarm.UNSET) {
            alarms.remove(alarm);
        }
        alarm.moveTo(at);
        if (at != Alarm.UNSET) {
            alarms.add(alarm);
        }
    }

    /** When the next alarm rings; {@link Alarm#UNSET} where none is set. */
    long next() {
        return alarms.isEmpty() ? Alarm.UNSET : alarms.first().at();
    }

    /** Returns what is due at {@code now}, but not more than a slice; what is left, or set anew for now, waits for the next call. */
    List<Alarm> due(long now) {
        if (next() > now) {
            return List.of();
        }
        List<Alarm> due = new ArrayList<>();
        for (Alarm alarm : alarms) {
            if (alarm.at() > now || due.size() == Slices.SIZE) {
                break;
            }
            due.add(alarm);
        }
        return due;
    }
}

package dev.tend.keeper;

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

    /** Rings what is due at {@code now}; what these alarms set anew for now waits for the next call. */
    void ring(long now) {
        for (int due = alarms.size(); due > 0 && next() <= now; due--) {
            Alarm alarm = alarms.first();
            set(alarm, Alarm.UNSET);
            alarm.ring();
        }
    }
}

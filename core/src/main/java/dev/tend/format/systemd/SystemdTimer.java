package dev.tend.format.systemd;

import dev.tend.exchange.Subject;
import dev.tend.schedule.CalendarEvents;
import dev.tend.service.Appointment;
import dev.tend.service.Appointment.Overlap;
import dev.tend.text.Durations;

/** A timer unit, with which systemd runs a task on a schedule. */
final class SystemdTimer {

    private SystemdTimer() {}

    static String of(Subject subject, Appointment appointment, boolean wanted) {
        var timetable = appointment.timetable();
        var unit = new Unit();
        subject.says("schedule");
        if (appointment.overlap() == Overlap.SKIP) {
            subject.says("schedule-overlap");
        }
        unit.comment(SystemdExport.AUTHOR);
        unit.section("Unit").set("Description", "When " + subject.name() + " runs");
        unit.section("Timer");
        long pace = CalendarEvents.pace(timetable);
        if (pace > 0) {
            unit.set("OnActiveSec", Durations.format(pace)).set("OnUnitActiveSec", Durations.format(pace));
        } else {
            for (String event : CalendarEvents.of(timetable)) {
                unit.set("OnCalendar", event);
            }
            subject.says("catch-up");
        }
        unit.set("AccuracySec", "1s"); // or it may be a minute late
        if (pace == 0 && appointment.catchUp()) {
            unit.set("Persistent", "yes");
        }
        if (wanted) {
            unit.section("Install").set("WantedBy", "timers.target");
        }
        return unit.toString();
    }
}

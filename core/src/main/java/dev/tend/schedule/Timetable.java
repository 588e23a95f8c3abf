package dev.tend.schedule;

import java.util.Optional;

/**
 * A schedule and its time zone, as a service file has them: {@code TZ=Europe/Vienna 0 3 * * *}. The zone is part of the
 * value rather than a key of its own, because neither has a meaning without the other, and because Kubernetes does the
 * same; {@code CRON_TZ=}, as in crontab(5), is the same.
 *
 * @param zone the zone's name; empty: the machine's own. The reader of the zone's file finds out whether it exists
 */
public record Timetable(Optional<String> zone, Schedule schedule) {

    /** @throws ScheduleException with what is wrong, and what to write */
    public static Timetable parse(String text) {
        String value = text.trim();
        int equals = value.indexOf('=');
        if (!value.startsWith("TZ=") && !value.startsWith("CRON_TZ=")) {
            return new Timetable(Optional.empty(), Schedule.parse(value));
        }
        int end = equals;
        while (end < value.length() && value.charAt(end) != ' ' && value.charAt(end) != '\t') {
            end++;
        }
        String zone = value.substring(equals + 1, end);
        if (!Zone.isName(zone)) {
            throw ScheduleException.no("time zone", zone, "one such as UTC or Europe/Vienna");
        }
        Schedule schedule = Schedule.parse(value.substring(end).trim());
        if (schedule instanceof Every) {
            throw new ScheduleException("@every goes by no clock: remove " + value.substring(0, end));
        }
        return new Timetable(Optional.of(zone), schedule);
    }
}

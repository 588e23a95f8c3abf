package dev.tend.schedule;

import java.util.Optional;

/**
 * A schedule and whose clock it goes by, as they stand in a service file: {@code TZ=Europe/Vienna 0 3 * * *}. The zone stands in
 * the value rather than at a key of its own, for neither means anything without the other, and so people know it from
 * Kubernetes; {@code CRON_TZ=}, as in crontab(5), is the same.
 *
 * @param zone the zone's name; empty: the machine's own. Whether there is one is up to who reads its file
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

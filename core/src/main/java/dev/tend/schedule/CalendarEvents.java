package dev.tend.schedule;

import java.util.List;

/**
 * Translates a schedule into the notation of systemd.time(7), which has neither a step over all values nor a choice
 * between a day of the month and one of the week. Where clocks are put forward or back, systemd differs.
 */
public final class CalendarEvents {

    /** Of three letters each. */
    private static final String WEEKDAYS = "SunMonTueWedThuFriSat";

    private static final int SATURDAY = 6;

    private CalendarEvents() {}

    /** Each of them is a time to run; none where it goes by no clock. */
    public static List<String> of(Timetable timetable) {
        String zone = timetable.zone().isPresent() ? " " + timetable.zone().get() : "";
        return switch (timetable.schedule()) {
            case Every _ -> List.of();
            case Cron cron
            when cron.either() -> List.of(event(cron, true, false) + zone, event(cron, false, true) + zone);
            case Cron cron -> List.of(event(cron, true, true) + zone);
        };
    }

    /** Its pace in microseconds; 0 where it has none. */
    public static long pace(Timetable timetable) {
        return switch (timetable.schedule()) {
            case Every(var period) -> period;
            case Cron _ -> 0;
        };
    }

    private static String event(Cron cron, boolean byDay, boolean byWeekday) {
        return (byWeekday ? weekdays(cron.weekdays()) : "")
                + "*-" + numbers(cron.months(), 1, 12)
                + "-" + (byDay ? numbers(cron.days(), 1, 31) : "*")
                + " " + numbers(cron.hours(), 0, 23)
                + ":" + numbers(cron.minutes(), 0, 59)
                + ":00";
    }

    private static String weekdays(long bits) {
        var text = new StringBuilder();
        for (int day = 0; day <= SATURDAY && !isAll(bits, 0, SATURDAY); day++) {
            if ((bits >>> day & 1) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(WEEKDAYS, 3 * day, 3 * day + 3);
            }
        }
        return text.isEmpty() ? "" : text + " ";
    }

    private static String numbers(long bits, int least, int most) {
        if (isAll(bits, least, most)) {
            return "*";
        }
        var text = new StringBuilder();
        for (int number = least; number <= most; number++) {
            if ((bits >>> number & 1) != 0) {
                text.append(text.isEmpty() ? "" : ",").append(number);
            }
        }
        return text.toString();
    }

    private static boolean isAll(long bits, int least, int most) {
        return bits == (1L << most + 1) - (1L << least);
    }
}

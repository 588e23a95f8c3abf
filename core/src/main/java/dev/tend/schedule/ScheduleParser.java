package dev.tend.schedule;

import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Schedules as text: crontab(5), its short names, and {@code @every}. */
final class ScheduleParser {

    private static final String EVERY = "@every";
    private static final int FIELDS = 5;

    private static final List<String> NAMES =
            List.of(EVERY, "@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually");

    private ScheduleParser() {}

    static Schedule parse(String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            throw new ScheduleException("has no value: write five fields such as 0 3 * * *, or a name such as @daily");
        }
        if (!words.getFirst().startsWith("@")) {
            return cron(text, words);
        }
        String name = Ascii.lower(words.getFirst());
        if (name.equals(EVERY)) {
            return every(words);
        }
        if (words.size() > 1) {
            throw new ScheduleException(
                    ScheduleException.quoted(words.get(1)) + " follows " + name + ", which stands alone: remove it");
        }
        return named(name);
    }

    private static Schedule named(String name) {
        return switch (name) {
            case "@hourly" -> parse("0 * * * *");
            case "@daily", "@midnight" -> parse("0 0 * * *");
            case "@weekly" -> parse("0 0 * * 0");
            case "@monthly" -> parse("0 0 1 * *");
            case "@yearly", "@annually" -> parse("0 0 1 1 *");
            case "@reboot" ->
                throw new ScheduleException(
                        "\"@reboot\" is not a time: a service without a schedule starts with the keeper");
            default -> throw ScheduleException.noneOf(name, NAMES);
        };
    }

    private static Schedule every(List<String> words) {
        String duration = words.size() == 2 ? words.getLast() : "";
        OptionalLong micros = Durations.parse(duration);
        if (micros.isEmpty() || micros.getAsLong() < Every.LEAST) {
            throw ScheduleException.no(
                    "duration of a second or more", duration, "one such as " + EVERY + " 10m or 1h30m");
        }
        return new Every(micros.getAsLong());
    }

    private static Schedule cron(String text, List<String> words) {
        if (words.size() != FIELDS) {
            throw new ScheduleException(ScheduleException.quoted(text) + " has " + words.size()
                    + (words.size() == 1 ? " field" : " fields")
                    + ": write five, for minute, hour, day of the month, month and day of the week");
        }
        String minute = words.get(0);
        String hour = words.get(1);
        String day = words.get(2);
        String weekday = words.get(4);
        var cron = new Cron(
                Field.MINUTE.parse(minute),
                Field.HOUR.parse(hour),
                Field.DAY.parse(day),
                Field.MONTH.parse(words.get(3)),
                Field.WEEKDAY.parse(weekday),
                !isOpen(day) && !isOpen(weekday),
                !isOpen(minute) && !isOpen(hour));
        if (!cron.everComes()) {
            throw new ScheduleException(ScheduleException.quoted(text) + " never comes: no such month has such a day");
        }
        return cron;
    }

    /** As cron tells {@code *} from what only allows the same: by how it begins. */
    private static boolean isOpen(String field) {
        return field.startsWith("*");
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == '\t') {
                if (i > from) {
                    words.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }
}

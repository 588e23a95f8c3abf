package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.schedule.ScheduleException;
import dev.tend.schedule.Timetable;
import java.util.List;
import java.util.Optional;

/** The keys that say when a task runs by itself. */
final class ScheduleKeys {

    static final List<Key> ALL = List.of(
            new Key(
                    "schedule",
                    "five fields as in crontab(5), @daily and the like, or @every DURATION; TZ=ZONE before it",
                    "(none)",
                    "When it is started; a run whose time comes while the last one still runs is left out.",
                    (draft, value) -> draft.timetable = Optional.of(timetable(value))),
            new Key(
                    "catch-up",
                    "yes or no",
                    "no",
                    "Whether a run that was missed is made up, once, as soon as it can be.",
                    (draft, value) -> draft.catchUp = Values.yesNo(value)));

    private ScheduleKeys() {}

    private static Timetable timetable(String value) {
        try {
            return Timetable.parse(value);
        } catch (ScheduleException wrong) {
            throw new BadValue(wrong.getMessage());
        }
    }
}

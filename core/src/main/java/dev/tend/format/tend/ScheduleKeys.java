package dev.tend.format.tend;

import dev.tend.format.BadValue;
import dev.tend.schedule.ScheduleException;
import dev.tend.schedule.Timetable;
import dev.tend.service.Appointment.Overlap;
import java.util.List;
import java.util.Optional;

/** The keys that say when a task runs by itself. */
final class ScheduleKeys {

    static final List<Key> ALL = List.of(
            new Key(
                    "schedule",
                    "five fields as in crontab(5), @daily and the like, or @every DURATION; TZ=ZONE before it",
                    "(none)",
                    "When it is started.",
                    (draft, value) -> draft.timetable = Optional.of(timetable(value))),
            new Key(
                    "catch-up",
                    "yes or no",
                    "no",
                    "Whether a run that was missed is made up, once, as soon as it can be.",
                    (draft, value) -> draft.catchUp = Values.yesNo(value)),
            new Key(
                    "schedule-overlap",
                    "skip, queue or kill",
                    "skip",
                    "What happens to a run whose time comes while the last one still runs.",
                    (draft, value) -> draft.overlap = Values.constant(value, Overlap.values())));

    private ScheduleKeys() {}

    private static Timetable timetable(String value) {
        try {
            return Timetable.parse(value);
        } catch (ScheduleException wrong) {
            throw new BadValue(wrong.getMessage());
        }
    }
}

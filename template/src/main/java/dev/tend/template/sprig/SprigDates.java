package dev.tend.template.sprig;

import static dev.tend.template.value.GoType.ANY;
import static dev.tend.template.value.GoType.STRING;

import dev.tend.template.library.Arguments;
import dev.tend.template.library.Group;
import dev.tend.template.text.Durations;
import dev.tend.template.text.Numerals;
import dev.tend.template.text.TimeLayout;
import dev.tend.template.text.Times;
import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStruct;
import dev.tend.template.value.Int;
import dev.tend.template.value.Kind;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/** Sprig's functions on dates that do not ask for the time of day. Times without a zone are in UTC. */
final class SprigDates {

    private static final long SECOND = 1_000_000_000;

    private SprigDates() {}

    static void add(Group group) {
        group.add("toDate", Times.TIME, List.of(STRING, STRING), arguments -> {
                    try {
                        return toDate(arguments);
                    } catch (FunctionException e) {
                        return Times.value(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
                    }
                })
                .add("mustToDate", Times.TIME, List.of(STRING, STRING), SprigDates::toDate)
                .add("must_date_modify", Times.TIME, List.of(STRING, Times.TIME), SprigDates::modified)
                .add("mustDateModify", Times.TIME, List.of(STRING, Times.TIME), SprigDates::modified)
                .add(
                        "unixEpoch",
                        STRING,
                        List.of(Times.TIME),
                        arguments -> GoString.of(Long.toString(
                                Times.of((GoStruct) arguments.any(0)).toEpochSecond())))
                .add("duration", STRING, List.of(ANY), arguments -> duration(arguments.any(0)))
                .add("durationRound", STRING, List.of(ANY), arguments -> rounded(arguments.any(0)));
    }

    private static GoStruct toDate(Arguments arguments) {
        return Times.value(
                TimeLayout.parse(arguments.text(0).utf8(), arguments.text(1).utf8()));
    }

    private static GoStruct modified(Arguments arguments) {
        long nanos = Durations.parse(arguments.text(0));
        try {
            return Times.value(Times.of((GoStruct) arguments.any(1)).plusNanos(nanos));
        } catch (DateTimeException e) {
            throw new FunctionException("time out of range");
        }
    }

    private static GoString duration(Object seconds) {
        long number = 0;
        if (seconds instanceof Int integer && integer.kind() == Kind.INT64) {
            number = integer.bits();
        } else if (seconds instanceof GoString text) {
            try {
                number = Numerals.parseInt(text, 10);
            } catch (FunctionException e) {
                number = 0;
            }
        }
        return GoString.of(Durations.format(number * SECOND));
    }

    /** Returns a duration in its largest unit. */
    private static GoString rounded(Object duration) {
        long nanos = 0;
        if (duration instanceof Int integer && integer.kind() == Kind.INT64) {
            nanos = integer.bits();
        } else if (duration instanceof GoString text) {
            try {
                nanos = Durations.parse(text);
            } catch (FunctionException e) {
                nanos = 0;
            }
        }
        long seconds = Math.abs(nanos / SECOND);
        long[] units = {365 * 86_400, 30 * 86_400, 86_400, 3600, 60, 1};
        for (int i = 0; i < units.length; i++) {
            if (seconds > units[i] || seconds == units[i] && nanos % SECOND != 0) {
                return GoString.of(seconds / units[i] + String.valueOf("ymdhms".charAt(i)));
            }
        }
        return GoString.of("0s");
    }
}

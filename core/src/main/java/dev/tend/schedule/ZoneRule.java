package dev.tend.schedule;

import dev.tend.text.Timestamps;
import java.util.Optional;

/**
 * The rule of a zone for every year, as POSIX has it in {@code TZ}.
 *
 * @param standard the offset in winter, or always, in seconds
 */
record ZoneRule(int standard, Optional<Summer> summer) {

    private static final long DAY = 86_400;

    /** @param offset in seconds */
    record Summer(int offset, YearDay begin, YearDay end) {}

    /**
     * A day of each year, and a time on it.
     *
     * @param time in seconds after midnight, by the clock that is about to change; it may lie on another day
     */
    record YearDay(Kind kind, int month, int week, int day, int time) {

        private static final int MARCH_1 = 60;

        /** The ways to count a day. */
        enum Kind {
            /** From 1 to 365; the leap day does not count. */
            JULIAN,
            /** From 0 to 365. */
            ZERO_BASED,
            /** The first to fourth one of a weekday in a month, or the last one, as week 5. */
            WEEKDAY
        }

        /** Its seconds since 1970 in a year, as if clocks showed UTC. */
        long in(int year) {
            return epochDay(year) * DAY + time;
        }

        private long epochDay(int year) {
            long newYear = Timestamps.epochDay(year, 1, 1);
            return switch (kind) {
                case ZERO_BASED -> newYear + day;
                case JULIAN -> day < MARCH_1 ? newYear + day - 1 : Timestamps.epochDay(year, 3, 1) + day - MARCH_1;
                case WEEKDAY -> weekday(year);
            };
        }

        private long weekday(int year) {
            long first = Timestamps.epochDay(year, month, 1);
            long next = month == 12 ? Timestamps.epochDay(year + 1, 1, 1) : Timestamps.epochDay(year, month + 1, 1);
            long found = first + Math.floorMod(day - (first + 4), 7L) + 7L * (week - 1); // 1970 began on a Thursday
            return found < next ? found : found - 7;
        }
    }

    /** @throws ZoneException where it is none */
    static ZoneRule parse(String text) {
        return new ZoneRuleParser(text).rule();
    }

    int offset(long second) {
        if (summer.isEmpty()) {
            return standard;
        }
        int offset = standard;
        long latest = Long.MIN_VALUE;
        int year = year(second);
        for (int y = year - 1; y <= year + 1; y++) {
            long begin = begin(summer.get(), y);
            long end = end(summer.get(), y);
            if (begin <= second && begin >= latest) { // a summer that begins as the last one ends never ends
                latest = begin;
                offset = summer.get().offset();
            }
            if (end <= second && end > latest) {
                latest = end;
                offset = standard;
            }
        }
        return offset;
    }

    long nextChange(long second) {
        long next = Schedule.NEVER;
        int year = year(second);
        for (int y = year - 1; y <= year + 2 && summer.isPresent(); y++) {
            long begin = begin(summer.get(), y);
            long end = end(summer.get(), y);
            next = begin > second ? Math.min(next, begin) : next;
            next = end > second ? Math.min(next, end) : next;
        }
        return next;
    }

    private long begin(Summer summer, int year) {
        return summer.begin().in(year) - standard;
    }

    private static long end(Summer summer, int year) {
        return summer.end().in(year) - summer.offset();
    }

    private static int year(long second) {
        return Timestamps.date(Math.floorDiv(second, DAY)) / 10_000;
    }
}

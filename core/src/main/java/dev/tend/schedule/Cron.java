package dev.tend.schedule;

import dev.tend.text.Durations;
import dev.tend.text.Timestamps;

/**
 * The five fields of crontab(5), as sets of bits.
 *
 * <p>The search goes through the stretches between two changes of the zone's clocks. In each of them local time is UTC
 * and an offset, and {@code dealt} is the local time, in seconds, up to which no match counts any more.
 *
 * @param either whether a day of the month or one of the week is enough, rather than that both must fit
 * @param fixed whether it runs once for each local time, as {@link Schedule} explains
 */
record Cron(long minutes, long hours, long days, long months, long weekdays, boolean either, boolean fixed)
        implements Schedule {

    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final long SECONDS_OF_DAY = DAY * 60;
    private static final int THURSDAY = 4;

    /** A calendar repeats itself after 28 years, except where a leap year is left out: then it may take 40. */
    private static final long CYCLE = 28 * 366 * SECONDS_OF_DAY;

    private static final long LONGEST_SEARCH = 41 * 366 * SECONDS_OF_DAY;
    private static final long YEAR_2000 = Timestamps.epochDay(2000, 1, 1) * SECONDS_OF_DAY;
    private static final long YEAR_10000 = Timestamps.epochDay(10_000, 1, 1) * SECONDS_OF_DAY;

    /** Twice as much as clocks have ever been put back: by a day, where a country changed its side of the date line. */
    private static final long LONGEST_REPETITION = 2 * SECONDS_OF_DAY;

    boolean everComes() {
        return match(YEAR_2000, YEAR_2000 + CYCLE) != NEVER;
    }

    @Override
    public long next(long after, Zone zone) {
        long at = Math.floorDiv(Math.max(after, -1), Durations.SECOND);
        long horizon = Math.min(at + LONGEST_SEARCH, YEAR_10000);
        long dealt = fixed ? latestShown(at, zone) : at + zone.offset(at);
        while (at < horizon) {
            int offset = zone.offset(at);
            long end = Math.min(zone.nextChange(at), horizon);
            long local = match(dealt, end + offset);
            if (local != NEVER) {
                return Math.max(local - offset, at) * Durations.SECOND;
            }
            dealt = fixed ? Math.max(dealt, end - 1 + offset) : end - 1 + zone.offset(end);
            at = end;
        }
        return NEVER;
    }

    /** The latest local time that the zone's clocks have shown until a second: a later one than now after they were put back. */
    private static long latestShown(long second, Zone zone) {
        long latest = second + zone.offset(second);
        long at = second - LONGEST_REPETITION;
        for (long change = zone.nextChange(at); change <= second; change = zone.nextChange(at)) {
            latest = Math.max(latest, change - 1 + zone.offset(at));
            at = change;
        }
        return latest;
    }

    /** The first local time that matches, later than one and earlier than the other. */
    private long match(long dealt, long limit) {
        long minute = Math.floorDiv(dealt, 60L) + 1;
        long day = Math.floorDiv(minute, (long) DAY);
        int from = (int) (minute - day * DAY);
        while (day * SECONDS_OF_DAY < limit) {
            int date = Timestamps.date(day);
            boolean month = has(months, date / 100 % 100);
            int found = month && hasDay(date % 100, day) ? minuteOfDay(from) : -1;
            if (found >= 0) {
                long local = day * SECONDS_OF_DAY + found * 60L;
                return local < limit ? local : NEVER;
            }
            day += month ? 1 : Math.max(1, 29 - date % 100); // never beyond the first of the next month
            from = 0;
        }
        return NEVER;
    }

    private boolean hasDay(int dayOfMonth, long epochDay) {
        boolean day = has(days, dayOfMonth);
        boolean weekday = has(weekdays, (int) Math.floorMod(epochDay + THURSDAY, 7L));
        return either ? day || weekday : day && weekday;
    }

    /** The first minute of a day that matches, from one on; or -1. */
    private int minuteOfDay(int from) {
        for (int hour = from / HOUR; hour < DAY / HOUR; hour++) {
            int skipped = hour == from / HOUR ? from % HOUR : 0;
            long left = minutes >>> skipped;
            if (has(hours, hour) && left != 0) {
                return hour * HOUR + skipped + Long.numberOfTrailingZeros(left);
            }
        }
        return -1;
    }

    private static boolean has(long bits, int number) {
        return (bits >>> number & 1) != 0;
    }
}

package dev.tend.schedule;

/**
 * The times at which a job runs. A schedule has no clock and no memory: it returns the first time after a given one.
 *
 * <p>Where a zone's clocks are put forward or back, cron(8) is followed, except that it does not matter by how much:
 * <ul>
 * <li>A job at fixed times, with neither {@code *} nor a step of it as minute or hour, runs once for each of them.
 * Those that the clock leaves out run once, all together, in the moment it is put forward. Those that it shows twice
 * count the first time.
 * <li>Any other job, such as one of every half hour, runs whenever the clock shows one of its times: not at those left
 * out, and twice at those shown twice. So its pace stays the same.
 * <li>{@code @every} has nothing to do with what clocks show.
 * </ul>
 */
public sealed interface Schedule permits Cron, Every {

    /** The result of {@link #next} if there is no next time. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Reads the five fields of crontab(5), one of their short names such as {@code @daily}, or {@code @every} and a
     * duration.
     *
     * @throws ScheduleException if it is invalid, or its time never comes, such as the 31st of February
     */
    static Schedule parse(String text) {
        return ScheduleParser.parse(text);
    }

    /**
     * The first time after another one.
     *
     * @param after in microseconds since 1970, UTC, as is what comes back
     * @return {@link #NEVER} where none is left before the year 10000
     */
    long next(long after, Zone zone);
}

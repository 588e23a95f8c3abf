package dev.tend.schedule;

import static dev.tend.schedule.Times.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The meaning of the fields, where no clock is ever changed. */
class ScheduleTest {

    /** A Saturday. */
    private static final String NOON = "2026-11-21T12:00Z";

    private static void next(String schedule, String... times) {
        var seen = new ArrayList<String>();
        long time = at(NOON);
        for (int i = 0; i < times.length; i++) {
            time = Schedule.parse(schedule).next(time, Zone.UTC);
            seen.add(Times.utc(time).replace(":00Z", "Z"));
        }
        assertThat(seen).as(schedule).containsExactly(times);
    }

    private static void refused(String schedule, String message) {
        assertThatThrownBy(() -> Schedule.parse(schedule))
                .isInstanceOf(ScheduleException.class)
                .hasMessage(message);
    }

    @Test
    void comesEveryMinuteButNeverNow() {
        next("* * * * *", "2026-11-21T12:01Z", "2026-11-21T12:02Z");
        assertThat(Schedule.parse("* * * * *").next(at(NOON) - 1, Zone.UTC)).isEqualTo(at(NOON));
    }

    @Test
    void comesAtFixedTimes() {
        next("0 3 * * *", "2026-11-22T03:00Z", "2026-11-23T03:00Z");
        next("5,1,5 12-13 * * *", "2026-11-21T12:01Z", "2026-11-21T12:05Z", "2026-11-21T13:01Z");
        next("30 12 24 12 *", "2026-12-24T12:30Z", "2027-12-24T12:30Z");
    }

    @Test
    void stepsThroughRanges() {
        next("*/25 * * * *", "2026-11-21T12:25Z", "2026-11-21T12:50Z", "2026-11-21T13:00Z");
        next(
                "10-40/15,59 12 * * *",
                "2026-11-21T12:10Z",
                "2026-11-21T12:25Z",
                "2026-11-21T12:40Z",
                "2026-11-21T12:59Z");
        next("0 0 */10 * *", "2026-12-01T00:00Z", "2026-12-11T00:00Z");
    }

    @Test
    void knowsNamesInAnyCase() {
        next("0 0 1 JAN-mar/2,Jul *", "2027-01-01T00:00Z", "2027-03-01T00:00Z", "2027-07-01T00:00Z");
        next("0 0 * * Mon,FRI", "2026-11-23T00:00Z", "2026-11-27T00:00Z");
    }

    @Test
    void hasTwoNumbersForSunday() {
        next("0 0 * * 0", "2026-11-22T00:00Z", "2026-11-29T00:00Z");
        next("0 0 * * 7", "2026-11-22T00:00Z", "2026-11-29T00:00Z");
        next("0 0 * * sat-sun", "2026-11-22T00:00Z", "2026-11-28T00:00Z", "2026-11-29T00:00Z");
        next("0 0 * * 6-7", "2026-11-22T00:00Z", "2026-11-28T00:00Z", "2026-11-29T00:00Z");
        next("0 0 * * 0-1", "2026-11-22T00:00Z", "2026-11-23T00:00Z", "2026-11-29T00:00Z");
    }

    @Test
    void takesEitherDayWhereBothAreGiven() {
        next("0 0 25 * mon", "2026-11-23T00:00Z", "2026-11-25T00:00Z", "2026-11-30T00:00Z");
    }

    @Test
    void takesTheDayThatIsGiven() {
        next("0 0 25 * *", "2026-11-25T00:00Z", "2026-12-25T00:00Z");
        next("0 0 * * mon", "2026-11-23T00:00Z", "2026-11-30T00:00Z");
    }

    @Test
    void takesBothDaysWhereOneIsAStepOfAll() {
        next("0 0 */2 * mon", "2026-11-23T00:00Z", "2026-12-07T00:00Z", "2026-12-21T00:00Z", "2027-01-11T00:00Z");
    }

    @Test
    void knowsShortNames() {
        next("@hourly", "2026-11-21T13:00Z", "2026-11-21T14:00Z");
        next("@daily", "2026-11-22T00:00Z");
        next("@Midnight", "2026-11-22T00:00Z");
        next("@weekly", "2026-11-22T00:00Z", "2026-11-29T00:00Z");
        next("@monthly", "2026-12-01T00:00Z", "2027-01-01T00:00Z");
        next("@yearly", "2027-01-01T00:00Z", "2028-01-01T00:00Z");
        next("@annually", "2027-01-01T00:00Z");
    }

    @Test
    void comesAtASteadyPace() {
        next("@every 10m", "2026-11-21T12:10Z", "2026-11-21T12:20Z");
        next("@every 1h30m", "2026-11-21T13:30Z");
    }

    @Test
    void waitsForALeapYearAlsoWhereOneIsLeftOut() {
        next("0 0 29 2 *", "2028-02-29T00:00Z", "2032-02-29T00:00Z");
        long lastBefore2100 = at("2096-03-01T00:00Z");
        assertThat(Schedule.parse("0 0 29 2 *").next(lastBefore2100, Zone.UTC)).isEqualTo(at("2104-02-29T00:00Z"));
        long leapSundayOrSaturday = at("2088-03-01T00:00Z");
        assertThat(Schedule.parse("0 0 29 2 */6").next(leapSundayOrSaturday, Zone.UTC))
                .isEqualTo(at("2116-02-29T00:00Z"));
    }

    @Test
    void endsWithTheYears() {
        assertThat(Schedule.parse("@daily").next(at("9999-12-30T12:00Z"), Zone.UTC))
                .isEqualTo(at("9999-12-31T00:00Z"));
        assertThat(Schedule.parse("@daily").next(at("9999-12-31T12:00Z"), Zone.UTC))
                .isEqualTo(Schedule.NEVER);
        assertThat(Schedule.parse("@daily").next(Long.MAX_VALUE, Zone.UTC)).isEqualTo(Schedule.NEVER);
        assertThat(Schedule.parse("@every 1h").next(Long.MAX_VALUE - 1, Zone.UTC))
                .isEqualTo(Schedule.NEVER);
        assertThat(Schedule.parse("@daily").next(Long.MIN_VALUE, Zone.UTC)).isEqualTo(0);
    }

    @Test
    void refusesWhatNeverComes() {
        refused("0 0 31 2 *", "\"0 0 31 2 *\" never comes: no such month has such a day");
        refused("0 0 30,31 feb *", "\"0 0 30,31 feb *\" never comes: no such month has such a day");
        refused("0 0 31 4,6,9,11 *", "\"0 0 31 4,6,9,11 *\" never comes: no such month has such a day");
        next("0 0 31 2 mon", "2027-02-01T00:00Z");
    }

    @Test
    void refusesWhatIsNoField() {
        refused("60 * * * *", "\"60\" is no minute: write 0 to 59");
        refused("-1 * * * *", "\"\" is no minute: write 0 to 59");
        refused("* 24 * * *", "\"24\" is no hour: write 0 to 23");
        refused("* * 0 * *", "\"0\" is no day of the month: write 1 to 31");
        refused("* * * 13 *", "\"13\" is no month: write 1 to 12, or jan to dec");
        refused("* * * january *", "\"january\" is no month: write 1 to 12, or jan to dec");
        refused("* * * * 8", "\"8\" is no day of the week: write 0 to 7, or sun to sat");
        refused(
                "* * * * n m",
                "\"* * * * n m\" has 6 fields: write five, for minute, hour, day of the month, month and day"
                        + " of the week");
        refused("* * * * n_m", "\"n_m\" is no day of the week: write 0 to 7, or sun to sat");
        refused("1,,2 * * * *", "\"\" is no minute: write 0 to 59");
        refused("1, * * * *", "\"\" is no minute: write 0 to 59");
        refused("** * * * *", "\"**\" is no minute: write 0 to 59");
        refused("0x1 * * * *", "\"0x1\" is no minute: write 0 to 59");
        refused("+1 * * * *", "\"+1\" is no minute: write 0 to 59");
        refused("1-2-3 * * * *", "\"2-3\" is no minute: write 0 to 59");
    }

    @Test
    void refusesRangesAndStepsThatMeanNothing() {
        refused("40-10 * * * *", "\"40-10\" goes backwards: write 40-59,0-10");
        refused("* * * * fri-mon", "\"fri-mon\" goes backwards: write fri-6,0-mon");
        refused("5/15 * * * *", "\"5/15\" has a step but no range: write 5-59/15");
        refused("*/0 * * * *", "\"*/0\" has no good step: write one from 1 to 59");
        refused("*/90 * * * *", "\"*/90\" has no good step: write one from 1 to 59");
        refused("*/ * * * *", "\"*/\" has no good step: write one from 1 to 59");
        refused("*/5/5 * * * *", "\"*/5/5\" has no good step: write one from 1 to 59");
    }

    @Test
    void refusesWhatIsNoSchedule() {
        refused("  ", "has no value: write five fields such as 0 3 * * *, or a name such as @daily");
        refused(
                "daily",
                "\"daily\" has 1 field: write five, for minute, hour, day of the month, month and day of the week");
        refused(
                "@dayly",
                "\"@dayly\" is none of @every, @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually: did"
                        + " you mean \"@daily\"?");
        refused("@daily 3", "\"3\" follows @daily, which stands alone: remove it");
        refused("@reboot", "\"@reboot\" is not a time: a service without a schedule starts with the keeper");
        refused("@every", "\"\" is no duration of a second or more: write one such as @every 10m or 1h30m");
        refused("@every soon", "\"soon\" is no duration of a second or more: write one such as @every 10m or 1h30m");
        refused("@every 999ms", "\"999ms\" is no duration of a second or more: write one such as @every 10m or 1h30m");
    }
}

package dev.tend.schedule;

import static dev.tend.schedule.Times.VIENNA;
import static dev.tend.schedule.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The rule where clocks are changed. In Vienna they go from 2 to 3 on March 29, 2026, and back on October 25, at 1:00 UTC. */
class ClockChangeTest {

    private static void next(Zone zone, String after, String schedule, String... times) {
        var seen = new ArrayList<String>();
        long time = at(after);
        for (int i = 0; i < times.length; i++) {
            time = Schedule.parse(schedule).next(time, zone);
            seen.add(Times.utc(time).replace(":00Z", "Z"));
        }
        assertThat(seen).as(schedule).containsExactly(times);
    }

    @Test
    void runsWhatIsLeftOutInTheMomentOfTheChange() {
        next(VIENNA, "2026-03-28T12:00Z", "30 2 * * *", "2026-03-29T01:00Z", "2026-03-30T00:30Z");
        next(VIENNA, "2026-03-28T12:00Z", "0 2 * * *", "2026-03-29T01:00Z", "2026-03-30T00:00Z");
        next(VIENNA, "2026-03-28T12:00Z", "0 3 * * *", "2026-03-29T01:00Z", "2026-03-30T01:00Z");
    }

    @Test
    void runsOnceForAllThatIsLeftOut() {
        next(
                VIENNA,
                "2026-03-29T00:45Z",
                "10,20,50 1,2,3 * * *",
                "2026-03-29T00:50Z",
                "2026-03-29T01:00Z",
                "2026-03-29T01:10Z");
    }

    @Test
    void runsOnceForWhatComesTwice() {
        next(VIENNA, "2026-10-24T12:00Z", "30 2 * * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z");
        next(VIENNA, "2026-10-25T01:10Z", "30 2 * * *", "2026-10-26T01:30Z");
        next(VIENNA, "2026-10-24T12:00Z", "0 3 * * *", "2026-10-25T02:00Z", "2026-10-26T02:00Z");
        next(VIENNA, "2026-10-25T00:50Z", "15,55 1,2,3 * * *", "2026-10-25T00:55Z", "2026-10-25T02:15Z");
    }

    @Test
    void keepsThePaceOfWhatRunsByTheHourOrMinute() {
        next(
                VIENNA,
                "2026-03-29T00:15Z",
                "*/30 * * * *",
                "2026-03-29T00:30Z",
                "2026-03-29T01:00Z",
                "2026-03-29T01:30Z");
        next(
                VIENNA,
                "2026-10-25T00:15Z",
                "*/30 * * * *",
                "2026-10-25T00:30Z",
                "2026-10-25T01:00Z",
                "2026-10-25T01:30Z");
        next(VIENNA, "2026-10-24T23:30Z", "@hourly", "2026-10-25T00:00Z", "2026-10-25T01:00Z", "2026-10-25T02:00Z");
        next(VIENNA, "2026-03-29T00:30Z", "30 * * * *", "2026-03-29T01:30Z");
    }

    @Test
    void goesByWhatTheClockShowsWhereTheMinuteOrHourIsOpen() {
        next(VIENNA, "2026-03-28T12:00Z", "*/30 2 * * *", "2026-03-30T00:00Z");
        next(
                VIENNA,
                "2026-10-24T12:00Z",
                "*/30 2 * * *",
                "2026-10-25T00:00Z",
                "2026-10-25T00:30Z",
                "2026-10-25T01:00Z",
                "2026-10-25T01:30Z",
                "2026-10-26T01:00Z");
        next(VIENNA, "2026-03-28T23:30Z", "0 */2 * * *", "2026-03-29T02:00Z");
    }

    @Test
    void takesNoNoticeWhereItGoesByNoClock() {
        next(VIENNA, "2026-03-29T00:30Z", "@every 1h", "2026-03-29T01:30Z", "2026-03-29T02:30Z");
    }

    @Test
    void goesByMidnightWhereClocksAreChangedThen() {
        Zone beirut = Zone.ofRule("EET-2EEST,M3.5.0/0,M10.5.0/0");
        next(beirut, "2026-03-28T12:00Z", "@daily", "2026-03-28T22:00Z", "2026-03-29T21:00Z");
        next(beirut, "2026-10-24T12:00Z", "@daily", "2026-10-24T22:00Z", "2026-10-25T22:00Z");
    }

    @Test
    void runsOnceForADayThatIsLeftOut() {
        Zone apia = Times.ofJdk(ZoneId.of("Pacific/Apia"));
        next(
                apia,
                "2011-12-29T12:00Z",
                "0 3,9 * * *",
                "2011-12-29T13:00Z",
                "2011-12-29T19:00Z",
                "2011-12-30T10:00Z",
                "2011-12-30T13:00Z");
    }

    @Test
    void goesByChangesOfHalfAnHour() {
        Zone lordHowe = Zone.ofRule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
        next(lordHowe, "2026-10-03T15:00Z", "15 2 * * *", "2026-10-03T15:30Z", "2026-10-04T15:15Z");
        next(lordHowe, "2026-04-04T14:00Z", "45 1 * * *", "2026-04-04T14:45Z", "2026-04-05T15:15Z");
    }
}

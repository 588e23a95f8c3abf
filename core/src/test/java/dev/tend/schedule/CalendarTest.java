package dev.tend.schedule;

import static dev.tend.schedule.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The jobs that are due, also when the clock jumps. */
class CalendarTest {

    private static final long SECOND = 1_000_000;
    private static final long START = at("2026-11-21T12:00Z");

    private final Calendar calendar = new Calendar();

    private void add(String name, String timetable, boolean catchUp) {
        calendar.put(name, job(timetable, catchUp), OptionalLong.empty(), START);
    }

    private static Job job(String timetable, boolean catchUp) {
        return new Job(Timetable.parse(timetable), Zone.UTC, catchUp);
    }

    private List<Due> due(String iso) {
        return calendar.due(at(iso));
    }

    private static Due due(String name, String scheduled, Due.Kind kind) {
        return new Due(name, at(scheduled), kind);
    }

    @Test
    void hasNothingToDoWithoutJobs() {
        assertThat(calendar.next()).isEqualTo(Schedule.NEVER);
        assertThat(calendar.due(START)).isEmpty();
        assertThat(calendar.next("none")).isEqualTo(Schedule.NEVER);
    }

    @Test
    void isNextWhenItsFirstJobIs() {
        add("night", "0 3 * * *", false);
        add("noon", "0 12 * * *", false);
        add("often", "@every 10m", false);

        assertThat(calendar.next()).isEqualTo(at("2026-11-21T12:10Z"));
        assertThat(calendar.next("night")).isEqualTo(at("2026-11-22T03:00Z"));
        assertThat(calendar.next("noon")).isEqualTo(at("2026-11-22T12:00Z"));
        calendar.remove("often");
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T03:00Z"));
    }

    @Test
    void tellsEachTimeOnce() {
        add("b", "0 13 * * *", false);
        add("a", "0 * * * *", false);

        assertThat(due("2026-11-21T12:59Z")).isEmpty();
        assertThat(due("2026-11-21T13:00Z"))
                .containsExactly(
                        due("a", "2026-11-21T13:00Z", Due.Kind.ON_TIME),
                        due("b", "2026-11-21T13:00Z", Due.Kind.ON_TIME));
        assertThat(due("2026-11-21T13:00Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T14:00Z"));
    }

    @Test
    void keepsThePaceOfWhatIsALittleLate() {
        add("a", "@every 10m", false);

        assertThat(calendar.due(at("2026-11-21T12:10Z") + 5 * SECOND))
                .containsExactly(due("a", "2026-11-21T12:10Z", Due.Kind.ON_TIME));
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T12:20Z"));
    }

    @Test
    void runsOnceForSeveralTimesThatHaveGoneBy() {
        add("a", "@every 1s", false);

        assertThat(calendar.due(START + 30 * SECOND)).containsExactly(new Due("a", START + SECOND, Due.Kind.ON_TIME));
        assertThat(calendar.next()).isEqualTo(START + 31 * SECOND);
    }

    @Test
    void skipsWhatTheClockJumpedOver() {
        add("a", "0 * * * *", false);

        assertThat(due("2026-11-21T15:30Z")).containsExactly(due("a", "2026-11-21T13:00Z", Due.Kind.MISSED));
        assertThat(due("2026-11-21T15:30Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T16:00Z"));
    }

    @Test
    void makesUpOnceForWhatTheClockJumpedOver() {
        add("a", "0 * * * *", true);

        assertThat(due("2026-11-21T15:30Z")).containsExactly(due("a", "2026-11-21T13:00Z", Due.Kind.MADE_UP));
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T16:00Z"));
    }

    @Test
    void makesUpForWhatWasMissedWhileNoKeeperWasThere() {
        OptionalLong ran = OptionalLong.of(at("2026-11-20T03:00Z"));
        calendar.put("a", job("0 3 * * *", true), ran, START);
        calendar.put("b", job("0 3 * * *", false), ran, START);

        assertThat(calendar.due(START))
                .containsExactly(
                        due("a", "2026-11-21T03:00Z", Due.Kind.MADE_UP),
                        due("b", "2026-11-21T03:00Z", Due.Kind.MISSED));
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T03:00Z"));
    }

    @Test
    void missesNothingWhereTheKeeperWasAwayBetweenTwoTimes() {
        calendar.put("a", job("0 3 * * *", true), OptionalLong.of(at("2026-11-21T03:00Z")), START);

        assertThat(calendar.due(START)).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T03:00Z"));
    }

    @Test
    void doesNotRepeatATimeWhereTheClockIsSetBack() {
        add("a", "0 13 * * *", true);
        assertThat(due("2026-11-21T13:00Z")).hasSize(1);

        assertThat(due("2026-11-21T12:30Z")).isEmpty();
        assertThat(due("2026-11-21T13:00Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T13:00Z"));
    }

    @Test
    void doesNotWaitForWhatNeverRan() {
        add("a", "0 * * * *", false);

        assertThat(due("2026-11-21T02:30Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T03:00Z"));
    }

    @Test
    void beginsAnewWhereTheClockWasFarAhead() {
        add("a", "0 * * * *", false);
        assertThat(due("2026-11-21T13:00Z")).hasSize(1);

        assertThat(due("2022-01-01T00:30Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2022-01-01T01:00Z"));
    }

    @Test
    void forgetsAJumpThatIsTakenBack() {
        add("a", "0 13 * * *", false);
        assertThat(due("2030-01-01T12:00Z")).containsExactly(due("a", "2026-11-21T13:00Z", Due.Kind.MISSED));

        assertThat(due("2026-11-21T12:01Z")).isEmpty();
        assertThat(due("2026-11-21T13:00Z")).containsExactly(due("a", "2026-11-21T13:00Z", Due.Kind.ON_TIME));
    }

    @Test
    void doesNotRepeatWhatWasMadeUpByMistake() {
        add("a", "0 13 * * *", true);
        assertThat(due("2030-01-01T12:00Z")).containsExactly(due("a", "2026-11-21T13:00Z", Due.Kind.MADE_UP));

        assertThat(due("2026-11-21T12:01Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T13:00Z"));
    }

    @Test
    void countsASteadyPaceAnewWhereTheClockIsSetBack() {
        add("a", "@every 10m", false);
        assertThat(due("2026-11-21T12:10Z")).hasSize(1);

        assertThat(due("2026-11-21T11:00Z")).isEmpty();
        assertThat(calendar.next()).isEqualTo(at("2026-11-21T11:10Z"));
    }

    @Test
    void doesNotRepeatATimeWhereTheClockWasSetBackWhileNoKeeperWasThere() {
        calendar.put("a", job("0 * * * *", true), OptionalLong.of(at("2026-11-21T13:00Z")), START);

        assertThat(calendar.next()).isEqualTo(at("2026-11-21T14:00Z"));
    }

    @Test
    void goesOnWhereItWasUnlessItsTimetableChanges() {
        add("a", "0 13 * * *", false);
        assertThat(due("2026-11-21T13:00Z")).hasSize(1);

        calendar.put("a", job("0 13 * * *", true), OptionalLong.empty(), at("2026-11-21T12:30Z"));
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T13:00Z"));
        calendar.put("a", job("45 12 * * *", true), OptionalLong.empty(), at("2026-11-21T13:30Z"));
        assertThat(calendar.next()).isEqualTo(at("2026-11-22T12:45Z"));
    }

    @Test
    void neverTellsATimeTwiceHoweverTheClockWanders() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String[] timetables = {"* * * * *", "*/5 * * * *", "17 * * * *", "0 13 * * *", "0,30 8-18 * * mon-fri"};
        for (String timetable : timetables) {
            for (boolean catchUp : new boolean[] {false, true}) {
                add(timetable + catchUp, timetable, catchUp);
            }
        }
        var told = new TreeSet<String>();
        long now = START;
        long latest = START;
        for (int round = 0; round < 20_000; round++) {
            boolean set = random.nextInt(20) == 0;
            long step = set ? random.nextLong(-6 * 3600 * SECOND, 6 * 3600 * SECOND) : random.nextLong(200 * SECOND);
            now = Math.max(now + step, latest - Calendar.LONGEST_WAIT / 2);
            latest = Math.max(now, latest);
            for (Due due : calendar.due(now)) {
                assertThat(due.scheduled()).as("seed %s", seed).isLessThanOrEqualTo(now);
                if (due.kind() != Due.Kind.MISSED) {
                    assertThat(told.add(due.name() + due.scheduled()))
                            .as("seed %s: %s", seed, due)
                            .isTrue();
                }
            }
            assertThat(calendar.next()).as("seed %s", seed).isGreaterThan(now);
        }
        assertThat(told).hasSizeGreaterThan(1000);
    }
}

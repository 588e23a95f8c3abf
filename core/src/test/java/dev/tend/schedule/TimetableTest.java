package dev.tend.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The zone before a schedule. */
class TimetableTest {

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> Timetable.parse(text))
                .isInstanceOf(ScheduleException.class)
                .hasMessage(message);
    }

    @Test
    void mayNameNoZone() {
        assertThat(Timetable.parse(" 0 3 * * *").zone()).isEmpty();
        assertThat(Timetable.parse("@daily")).isEqualTo(Timetable.parse("0  0\t* * *"));
    }

    @Test
    void namesAZoneInFront() {
        assertThat(Timetable.parse("TZ=Europe/Vienna 0 3 * * *").zone()).contains("Europe/Vienna");
        assertThat(Timetable.parse("CRON_TZ=UTC\t@daily").zone()).contains("UTC");
        assertThat(Timetable.parse("TZ=America/Argentina/Buenos_Aires @daily").zone())
                .isPresent();
        assertThat(Timetable.parse("TZ=Etc/GMT+12 @daily").zone()).isPresent();
    }

    @Test
    void refusesNamesThatLeadElsewhere() {
        for (String name : new String[] {
            "../../etc/passwd",
            "/etc/passwd",
            "Europe//Vienna",
            "Europe/",
            ".",
            "a b",
            "ä",
            "Europe\\Vienna",
            "",
            "x".repeat(101),
            "a\0b"
        }) {
            assertThat(Zone.isName(name)).as(name).isFalse();
        }
        refused(
                "TZ=../../etc/passwd 0 3 * * *",
                "\"../../etc/passwd\" is no time zone: write one such as UTC or Europe/Vienna");
        refused("TZ= 0 3 * * *", "\"\" is no time zone: write one such as UTC or Europe/Vienna");
    }

    @Test
    void refusesAZoneWithoutAClock() {
        refused("TZ=UTC @every 5m", "@every goes by no clock: remove TZ=UTC");
        refused("TZ=UTC", "has no value: write five fields such as 0 3 * * *, or a name such as @daily");
    }
}

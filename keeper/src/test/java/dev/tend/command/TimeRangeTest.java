package dev.tend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.schedule.Zone;
import dev.tend.text.Timestamps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reading of {@code --since} and {@code --until}, and how times are shown. */
class TimeRangeTest {

    private static final Zone VIENNA = Zone.ofRule("CET-1CEST,M3.5.0,M10.5.0/3");

    /** 08:09:07 in Vienna. */
    private static final long NOW =
            Timestamps.parse("2026-11-21T07:09:07.000000Z").orElseThrow();

    private static TimeRange since(String text) {
        return new TimeRange(VIENNA, NOW, text, "");
    }

    @ParameterizedTest
    @CsvSource({
        "3:00, 2026-11-21T02:00:00",
        "03:00:15, 2026-11-21T02:00:15",
        "9:30, 2026-11-20T08:30:00",
        "today, 2026-11-20T23:00:00",
        "yesterday, 2026-11-19T23:00:00",
        "yesterday 3:00, 2026-11-20T02:00:00",
        "2h ago, 2026-11-21T05:09:07",
        "1h 30m ago, 2026-11-21T05:39:07",
        "now, 2026-11-21T07:09:07",
        "2026-07-01, 2026-06-30T22:00:00",
        "2026-07-01 12:00, 2026-07-01T10:00:00",
        "2026-07-01T12:00:01, 2026-07-01T10:00:01",
        "2026-07-01T12:00:01Z, 2026-07-01T12:00:01",
        "2026-10-25 00:30, 2026-10-24T22:30:00",
        "2026-10-25 12:00, 2026-10-25T11:00:00"
    })
    void beginsAtAMoment(String text, String utc) {
        long moment = Timestamps.parse(utc + ".000000Z").orElseThrow();
        assertThat(since(text).contains(moment)).isTrue();
        assertThat(since(text).contains(moment - 1)).isFalse();
    }

    @Test
    void endsAtAMoment() {
        var range = new TimeRange(VIENNA, NOW, "", "2h ago");
        assertThat(range.contains(NOW - 7_200_000_000L)).isTrue();
        assertThat(range.contains(NOW - 7_199_999_999L)).isFalse();
        assertThat(range.isLimited()).isTrue();
        assertThat(new TimeRange(VIENNA, NOW, "", "").isLimited()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"tomorrow", "25:00", "3", "2026-13-01", "2026-11-21 3", "ago", "x ago", "'3:00 '' '"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> since(text)).isInstanceOf(Failure.class).hasMessageContaining("is no time");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new TimeRange(VIENNA, NOW, "1h ago", "2h ago"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("is after --until");
    }

    @Test
    void showsTimesOfItsZone() {
        assertThat(since("").text(NOW)).isEqualTo("2026-11-21T08:09:07.000+01:00");
        assertThat(new TimeRange(Zone.UTC, NOW, "", "").text(NOW)).isEqualTo("2026-11-21T07:09:07.000Z");
        assertThat(new TimeRange(Zone.ofRule("NST3:30"), NOW, "", "").text(NOW))
                .isEqualTo("2026-11-21T03:39:07.000-03:30");
    }
}

package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Durations, to and from text. */
class DurationsTest {

    @Test
    void readsUnits() {
        assertThat(Durations.parse("5")).hasValue(5_000_000);
        assertThat(Durations.parse("0.25")).hasValue(250_000);
        assertThat(Durations.parse("7us")).hasValue(7);
        assertThat(Durations.parse("100ms")).hasValue(100_000);
        assertThat(Durations.parse("1.5s")).hasValue(1_500_000);
        assertThat(Durations.parse("1m30s")).hasValue(90_000_000);
        assertThat(Durations.parse("2h")).hasValue(2 * Durations.HOUR);
        assertThat(Durations.parse("10000d")).hasValue(10_000 * Durations.DAY);
    }

    @Test
    void refusesWhatIsNoDuration() {
        for (String text : new String[] {
            "",
            "s",
            ".5s",
            "5.s",
            "1.5.5s",
            "-1s",
            "5 s",
            "5x",
            "1m30",
            "0s5",
            "1e3",
            "10001d",
            "9999d9999d",
            "9999999999999s",
            "1.1234567s",
            "٣s"
        }) {
            assertThat(Durations.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void formatsExactly() {
        assertThat(Durations.format(0)).isEqualTo("0s");
        assertThat(Durations.format(100_000)).isEqualTo("100ms");
        assertThat(Durations.format(90 * Durations.SECOND)).isEqualTo("1m30s");
        assertThat(Durations.format(1_500_000)).isEqualTo("1s500ms");
        for (long micros : new long[] {1, 999, 1001, 86_399_999_999L, 3 * Durations.DAY + 1}) {
            assertThat(Durations.parse(Durations.format(micros))).hasValue(micros);
        }
    }

    @Test
    void saysDurationsShortly() {
        assertThat(Durations.words(-5)).isEqualTo("0 s");
        assertThat(Durations.words(0)).isEqualTo("0 s");
        assertThat(Durations.words(12)).isEqualTo("12 us");
        assertThat(Durations.words(800_999)).isEqualTo("800 ms");
        assertThat(Durations.words(3_200_000)).isEqualTo("3.2 s");
        assertThat(Durations.words(3_000_000)).isEqualTo("3 s");
        assertThat(Durations.words(59_999_999)).isEqualTo("59 s");
        assertThat(Durations.words(320 * Durations.SECOND)).isEqualTo("5 m 20 s");
        assertThat(Durations.words(2 * Durations.HOUR)).isEqualTo("2 h");
        assertThat(Durations.words(50 * Durations.HOUR)).isEqualTo("2 d 2 h");
    }
}

package dev.tend.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTest {

    /** 2026-11-21T07:09:07.123456Z, and half a year before. */
    @ParameterizedTest
    @CsvSource({
        "UTC0, 1795244947123456, 2026-11-21T07:09:07Z, 2026-11-21T07:09:07.123Z",
        "'CET-1CEST,M3.5.0,M10.5.0/3', 1795244947123456, 2026-11-21T08:09:07+01:00, 2026-11-21T08:09:07.123+01:00",
        "'CET-1CEST,M3.5.0,M10.5.0/3', 1779692947123456, 2026-05-25T09:09:07+02:00, 2026-05-25T09:09:07.123+02:00",
        "NST3:30, 1795244947123456, 2026-11-21T03:39:07-03:30, 2026-11-21T03:39:07.123-03:30"
    })
    void showsWhatClocksShow(String rule, long micros, String text, String withMillis) {
        var zone = Zone.ofRule(rule);

        assertThat(zone.text(micros)).isEqualTo(text);
        assertThat(zone.textWithMillis(micros)).isEqualTo(withMillis);
    }
}

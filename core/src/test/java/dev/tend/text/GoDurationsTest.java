package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "500ms, 500000",
        "1m30s, 90000000",
        "1.5h, 5400000000",
        ".5s, 500000",
        "5.s, 5000000",
        "+2s, 2000000",
        "1500ns, 1",
        "3us, 3",
        "3\u00b5s, 3",
        "1h1m1s1ms, 3661001000",
    })
    void reads(String text, long micros) {
        assertThat(GoDurations.parse(text)).hasValue(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "5",
                "s",
                ".s",
                "1d",
                "1 s",
                "-1s",
                "1.2.3s",
                "99999999999999h",
                "5s3",
                "9999999h9999999h"
            })
    void refuses(String text) {
        assertThat(GoDurations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0s",
        "0, 0s",
        "1, 1\u00b5s",
        "999, 999\u00b5s",
        "1000, 1ms",
        "1500, 1.5ms",
        "1001, 1.001ms",
        "999999, 999.999ms",
        "1000000, 1s",
        "1000001, 1.000001s",
        "62500000, 1m2.5s",
        "60000000, 1m0s",
        "3600000000, 1h0m0s",
        "90061000100, 25h1m1.0001s",
    })
    void writes(long micros, String text) {
        assertThat(GoDurations.format(micros)).isEqualTo(text);
    }
}

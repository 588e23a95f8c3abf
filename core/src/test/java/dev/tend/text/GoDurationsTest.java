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
}

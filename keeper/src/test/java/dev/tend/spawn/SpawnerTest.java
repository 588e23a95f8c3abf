package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpawnerTest {

    @ParameterizedTest
    @CsvSource({
        "5.16.0, true",
        "5.16, true",
        "6.1.0-18-amd64, true",
        "10.0, true",
        "5.9.16, false",
        "5.10.0-30-amd64, false",
        "4.19, false",
        "'', false"
    })
    void knowsWhichKernelsMayShareMemory(String release, boolean since) {
        assertThat(Spawner.isSince(new int[] {5, 16}, release)).isEqualTo(since);
    }
}

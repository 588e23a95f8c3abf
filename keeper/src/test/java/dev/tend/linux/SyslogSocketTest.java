package dev.tend.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyslogSocketTest {

    @Test
    void writesLinesAsSyslogDaemonsReadThem() {
        int[] date = {5, 4, 3, 1, 10, 126};
        assertThat(SyslogSocket.head(30, date)).isEqualTo("<30>Nov  1 03:04:05 ");
        int[] later = {59, 59, 23, 31, 0, 126};
        assertThat(SyslogSocket.head(27, later)).isEqualTo("<27>Jan 31 23:59:59 ");
    }
}

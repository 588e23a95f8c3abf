package dev.tend.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyslogTest {

    @Test
    void writesLinesAsSyslogDaemonsReadThem() {
        int[] date = {5, 4, 3, 1, 10, 126};
        assertThat(Syslog.line(Syslog.INFO, date, "tend[7]: up")).isEqualTo("<30>Nov  1 03:04:05 tend[7]: up");
        int[] later = {59, 59, 23, 31, 0, 126};
        assertThat(Syslog.line(Syslog.ERROR, later, "x")).isEqualTo("<27>Jan 31 23:59:59 x");
    }
}

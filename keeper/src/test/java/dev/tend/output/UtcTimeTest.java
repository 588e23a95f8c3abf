package dev.tend.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times read as the calendar has them. */
class UtcTimeTest {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void agreesWithTheCalendar() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(253_402_300_800_000_000L);
            Instant instant = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
            assertThat(UtcTime.iso(micros)).isEqualTo(ISO.format(instant));
            assertThat(UtcTime.ofFileName(UtcTime.fileName(micros))).hasValue(micros);
        }
    }

    @Test
    void namesAFile() {
        assertThat(UtcTime.fileName(1_795_244_947_123_456L)).isEqualTo("20261121T070907.123456Z.log");
        assertThat(UtcTime.fileName(-1)).isEqualTo("19700101T000000.000000Z.log");
        assertThat(UtcTime.fileName(Long.MAX_VALUE)).isEqualTo("99991231T235959.999999Z.log");
    }

    @Test
    void knowsNoOtherName() {
        assertThat(UtcTime.ofFileName("current")).isEmpty();
        assertThat(UtcTime.ofFileName("20261121T070907.123456Z.txt")).isEmpty();
        assertThat(UtcTime.ofFileName("2026x121T070907.123456Z.log")).isEmpty();
    }

    @Test
    void knowsAStamp() {
        byte[] line = "2026-11-21T07:09:07.123456Z line".getBytes(StandardCharsets.US_ASCII);
        assertThat(UtcTime.isStamp(line, 0, line.length)).isTrue();
        assertThat(UtcTime.isStamp(line, 1, line.length)).isFalse();
        assertThat(UtcTime.isStamp(line, 0, 27)).isFalse();
        assertThat(new String(UtcTime.stamp(0), StandardCharsets.US_ASCII)).isEqualTo("1970-01-01T00:00:00.000000Z ");
    }
}

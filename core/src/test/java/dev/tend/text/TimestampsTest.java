package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Moments as text, compared with the JDK's own calendar. */
class TimestampsTest {

    private static final DateTimeFormatter REFERENCE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void writesIsoWithMicroseconds() {
        assertThat(Timestamps.format(0)).isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThat(Timestamps.format(1_795_244_947_123_456L)).isEqualTo("2026-11-21T07:09:07.123456Z");
        assertThat(Timestamps.format(-1)).isEqualTo("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void agreesWithTheCalendarOfTheJdk() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long first = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("0001-01-01T00:00:00Z"));
        long last = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999999Z"));
        for (int round = 0; round < 20_000; round++) {
            long micros = random.nextLong(first, last + 1);
            String text = Timestamps.format(micros);
            assertThat(text)
                    .as("seed %s", seed)
                    .isEqualTo(REFERENCE.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
            assertThat(Timestamps.parse(text)).as("seed %s", seed).hasValue(micros);
        }
    }

    @Test
    void staysWithinFourDigitYears() {
        assertThat(Timestamps.format(Long.MAX_VALUE)).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(Timestamps.format(Long.MIN_VALUE)).isEqualTo("0001-01-01T00:00:00.000000Z");
    }

    @Test
    void writesIntoBytesAndFindsThemAgain() {
        byte[] bytes = "xx...........................yy".getBytes(StandardCharsets.US_ASCII);

        Timestamps.write(1_795_244_947_123_456L, bytes, 2);

        assertThat(bytes).asString(StandardCharsets.US_ASCII).isEqualTo("xx2026-11-21T07:09:07.123456Zyy");
        assertThat(Timestamps.isTimestamp(bytes, 2)).isTrue();
        assertThat(Timestamps.isTimestamp(bytes, 1)).isFalse();
        assertThat(Timestamps.isTimestamp(bytes, 5)).isFalse();
        assertThat(Timestamps.isTimestamp(bytes, -1)).isFalse();
    }

    @Test
    void refusesWhatIsNoTimestamp() {
        assertThat(Timestamps.parse("2026-11-21T07:09:07Z")).isEmpty();
        assertThat(Timestamps.parse("2026-13-21T07:09:07.123456Z")).isEmpty();
        assertThat(Timestamps.parse("2026-02-29T07:09:07.123456Z")).isEmpty();
        assertThat(Timestamps.parse("2026-02-28T25:09:07.123456Z")).isEmpty();
        assertThat(Timestamps.parse("2026-11-21 07:09:07.123456Z")).isEmpty();
    }
}

package dev.tend.schedule;

import static dev.tend.schedule.Times.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules for the time to come, as in TZ. */
class ZoneRuleTest {

    private static final int HOUR = 3600;

    private static int offset(String rule, String time) {
        return Zone.ofRule(rule).offset(at(time) / 1_000_000);
    }

    @Test
    void mayHaveNoSummer() {
        assertThat(offset("UTC0", "2026-07-01T00:00Z")).isEqualTo(0);
        assertThat(offset("<+0530>-5:30", "2026-07-01T00:00Z")).isEqualTo(5 * HOUR + 1800);
        assertThat(offset("LMT+1:02:03", "2026-07-01T00:00Z")).isEqualTo(-HOUR - 123);
        assertThat(Zone.ofRule("UTC0").nextChange(0)).isEqualTo(Schedule.NEVER);
    }

    @Test
    void countsDaysInThreeWays() {
        assertThat(offset("AAA0BBB,J60/0,J300/0", "2024-02-29T12:00Z")).isEqualTo(0);
        assertThat(offset("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,J60/0,J300/0", "2023-03-01T00:00Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,J59/0,J300/0", "2024-02-28T00:00Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,59/0,300/0", "2024-02-29T00:00Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,59/0,300/0", "2023-02-28T12:00Z")).isEqualTo(0);
        assertThat(offset("AAA0BBB,M3.5.0,M10.5.0", "2026-03-29T01:59Z")).isEqualTo(0);
        assertThat(offset("AAA0BBB,M3.5.0,M10.5.0", "2026-03-29T02:00Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,M3.5.0,M12.5.4", "2026-12-31T00:59Z")).isEqualTo(HOUR);
        assertThat(offset("AAA0BBB,M3.5.0,M12.5.4", "2026-12-31T01:00Z")).isEqualTo(0);
    }

    @Test
    void knowsASummerWithoutEnd() {
        Zone zone = Zone.ofRule("EST5EDT,0/0,J365/25");
        for (long second = 0; second < 5_000_000_000L; second += 12 * HOUR) {
            assertThat(zone.offset(second)).isEqualTo(-4 * HOUR);
        }
    }

    @Test
    void agreesWithTheJdk() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var rules = Map.of(
                "Europe/Vienna", "CET-1CEST,M3.5.0,M10.5.0/3",
                "America/New_York", "EST5EDT,M3.2.0,M11.1.0",
                "Australia/Sydney", "AEST-10AEDT,M10.1.0,M4.1.0/3",
                "Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                "Asia/Jerusalem", "IST-2IDT,M3.4.4/26,M10.5.0",
                "America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                "Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1");
        rules.forEach((id, rule) -> {
            Zone zone = Zone.ofRule(rule);
            var expected = ZoneId.of(id).getRules();
            for (int round = 0; round < 2000; round++) {
                long second = random.nextLong(1_735_689_600L, 4_000_000_000L); // from 2025 on
                Instant instant = Instant.ofEpochSecond(second);
                assertThat(zone.offset(second))
                        .as("seed %s: %s at %s", seed, id, instant)
                        .isEqualTo(expected.getOffset(instant).getTotalSeconds());
                assertThat(zone.nextChange(second))
                        .as("seed %s: %s at %s", seed, id, instant)
                        .isEqualTo(expected.nextTransition(instant).toEpochSecond());
            }
        });
    }

    @Test
    void refusesWhatIsNoRule() {
        for (String text : new String[] {
            "",
            "AB1",
            "ABC",
            "ABC25",
            "ABC1x",
            "ABC1DEF",
            "ABC1DEF,M3.5.0",
            "ABC1DEF,M13.1.0,M10.1.0",
            "ABC1DEF,M3.6.0,M10.1.0",
            "ABC1DEF,M3.1.7,M10.1.0",
            "ABC1DEF,J0,J300",
            "ABC1DEF,366,300",
            "ABC1DEF,M3.1.0/168,M10.1.0",
            "<ABC1",
            "ABC1:60",
            "ABC9999999999",
            "A".repeat(101) + "1"
        }) {
            assertThatThrownBy(() -> Zone.ofRule(text)).as(text).isInstanceOf(ZoneException.class);
        }
        assertThatThrownBy(() -> Zone.ofRule("ABC1DEF"))
                .hasMessage("has a rule for the time to come that cannot be read: \"ABC1DEF\"");
    }
}

package dev.tend.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random schedules in random zones against cron-utils. The library decides which local times match; where clocks are
 * changed, the rule of {@link Schedule} applies, written down here a second time, on the JDK's zones.
 */
class OracleTest {

    private static final int ROUNDS = 4_000;
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** Zones whose clocks behave in an unusual way. */
    private static final List<String> ODD = List.of(
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/Havana",
            "Asia/Beirut",
            "Asia/Pyongyang",
            "Pacific/Kwajalein",
            "America/Caracas",
            "Europe/Dublin",
            "Europe/Vienna",
            "America/New_York",
            "UTC");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void agreesWithCronUtils() {
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int round = 0; round < ROUNDS; round++) {
            ZoneId id = ZoneId.of(random.nextBoolean() ? one(ODD) : one(zones));
            String expression = expression();
            Zone zone = Times.ofJdk(id);
            Instant after = instant(id.getRules());
            for (int i = 0; i < 3; i++) {
                Instant expected = expected(expression, id.getRules(), after);
                long next = Schedule.parse(expression).next(after.getEpochSecond() * 1_000_000, zone);
                assertThat(Times.utc(next))
                        .as("seed %s: %s in %s after %s", seed, expression, id, after)
                        .isEqualTo(expected.toString());
                after = expected;
            }
        }
    }

    /** As often as not near a change of the zone's clocks. */
    private Instant instant(ZoneRules rules) {
        Instant any = Instant.ofEpochSecond(random.nextLong(2_400_000_000L));
        ZoneOffsetTransition change = rules.nextTransition(any);
        return change == null || random.nextBoolean()
                ? any
                : change.getInstant().plusSeconds(random.nextLong(-100_000, 100_000));
    }

    // ---- the rule

    private static Instant expected(String expression, ZoneRules rules, Instant after) {
        ExecutionTime times = ExecutionTime.forCron(PARSER.parse(expression));
        boolean fixed = !expression.split(" ")[0].startsWith("*") && !expression.split(" ")[1].startsWith("*");
        Duration repeated = repeatedNear(rules, after);
        LocalDateTime now = LocalDateTime.ofInstant(after, rules.getOffset(after));
        LocalDateTime local = now.minus(repeated);
        Instant best = Instant.MAX;
        while (best.equals(Instant.MAX) || local.isBefore(now.plus(repeated))) {
            local = times.nextExecution(local.atZone(ZoneOffset.UTC))
                    .orElseThrow()
                    .toLocalDateTime();
            for (Instant instant : instants(local, rules, fixed)) {
                best = instant.isAfter(after) && instant.isBefore(best) ? instant : best;
            }
        }
        return best;
    }

    private static List<Instant> instants(LocalDateTime local, ZoneRules rules, boolean fixed) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return fixed ? List.of(rules.getTransition(local).getInstant()) : List.of();
        }
        return offsets.stream().limit(fixed ? 1 : 2).map(local::toInstant).toList();
    }

    private static Duration repeatedNear(ZoneRules rules, Instant after) {
        Duration repeated = Duration.ZERO;
        Instant end = after.plus(Duration.ofDays(2));
        for (var change = rules.nextTransition(after.minus(Duration.ofDays(2)));
                change != null && change.getInstant().isBefore(end);
                change = rules.nextTransition(change.getInstant())) {
            repeated = change.isOverlap() ? repeated.plus(change.getDuration().abs()) : repeated;
        }
        return repeated;
    }

    // ---- expressions

    /** A step of all days beside days of the other kind is left out: there cron-utils takes either, and cron(8) both. */
    private String expression() {
        String day = field(1, 31, List.of());
        String weekday = field(0, 7, WEEKDAYS);
        boolean both = !day.equals("*") && !weekday.equals("*");
        if (both && (day.startsWith("*") || weekday.startsWith("*"))) {
            weekday = "*";
        }
        String month = field(1, 12, MONTHS);
        String expression =
                field(0, 59, List.of()) + " " + field(0, 23, List.of()) + " " + day + " " + month + " " + weekday;
        try {
            Schedule.parse(expression);
            return expression;
        } catch (ScheduleException neverComes) {
            assertThat(neverComes).as("seed %s", seed).hasMessageContaining("never comes");
            return expression();
        }
    }

    private String field(int least, int most, List<String> names) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> "*";
            case 2 -> "*/" + random.nextInt(1, Math.min(most, 30));
            case 3 -> value(random.nextInt(least, most + 1), least, names);
            case 4 -> range(least, most, names);
            default -> value(random.nextInt(least, most + 1), least, names) + "," + range(least, most, names);
        };
    }

    /** Without Sunday, at which no range of cron-utils may begin or end. */
    private String range(int least, int most, List<String> names) {
        int sunday = names.equals(WEEKDAYS) ? 1 : 0;
        int first = random.nextInt(least + sunday, most - sunday);
        int last = random.nextInt(first + 1, most + 1 - sunday);
        String step = random.nextBoolean() ? "" : "/" + random.nextInt(1, Math.min(most, 30));
        return value(first, least, names) + "-" + value(last, least, names) + step;
    }

    private String value(int number, int least, List<String> names) {
        boolean named = number - least < names.size() && random.nextInt(3) == 0;
        return named ? names.get(number - least) : String.valueOf(number);
    }

    private <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}

package dev.tend.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Optional;

/** Moments and zones for tests. */
final class Times {

    static final Zone VIENNA = Zone.ofRule("CET-1CEST,M3.5.0,M10.5.0/3");

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private Times() {}

    /** In microseconds. @param iso without seconds, such as {@code 2026-11-21T07:09Z} or {@code 2026-11-21T08:09+01:00} */
    static long at(String iso) {
        return java.time.OffsetDateTime.parse(iso).toEpochSecond() * 1_000_000;
    }

    static String utc(long micros) {
        return Instant.EPOCH
                .plusNanos(micros % 1_000_000 * 1000)
                .plusSeconds(micros / 1_000_000)
                .toString();
    }

    /** A zone as the JDK knows it, up to the year 2100. */
    static Zone ofJdk(ZoneId id) {
        var rules = id.getRules();
        var transitions = new ArrayList<ZoneOffsetTransition>();
        for (var next = rules.nextTransition(Instant.MIN);
                next != null && next.getInstant().isBefore(END);
                next = rules.nextTransition(next.getInstant())) {
            transitions.add(next);
        }
        long[] changes = transitions.stream()
                .mapToLong(ZoneOffsetTransition::toEpochSecond)
                .toArray();
        int[] offsets = new int[changes.length + 1];
        offsets[0] = rules.getOffset(Instant.MIN).getTotalSeconds();
        for (int i = 0; i < changes.length; i++) {
            offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
        }
        return new Zone(changes, offsets, Optional.empty());
    }
}

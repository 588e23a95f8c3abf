package dev.tend.schedule;

import dev.tend.text.Ascii;
import dev.tend.text.Durations;
import dev.tend.text.Timestamps;
import java.util.Arrays;
import java.util.Optional;

/** A time zone: an offset to UTC, in seconds, that changes at given times. Leap seconds are ignored. */
public final class Zone {

    public static final Zone UTC = new Zone(new long[0], new int[1], Optional.empty());

    private static final int LONGEST_NAME = 100;
    private static final int SECONDS_LENGTH = "2026-11-21T08:09:07".length();
    private static final int MILLIS_LENGTH = "2026-11-21T08:09:07.123".length();

    private final long[] changes;
    private final int[] offsets;
    private final Optional<ZoneRule> rule;

    /**
     * @param changes the times of the offset's changes, in seconds since 1970, ascending
     * @param offsets the one before the first change, and the one after each, in seconds
     * @param rule the rule from the last change on; empty: its offset, for ever
     */
    Zone(long[] changes, int[] offsets, Optional<ZoneRule> rule) {
        this.changes = changes;
        this.offsets = offsets;
        this.rule = rule;
    }

    /**
     * Reads a file of the system's, as described in tzfile(5); its second version or a later one, for the first one ends in 2037.
     *
     * @throws ZoneException where it is none, is damaged, or counts leap seconds
     */
    public static Zone parse(byte[] file) {
        return new ZoneFile(file).zone();
    }

    /**
     * Reads a rule as POSIX has it in {@code TZ}, such as {@code CET-1CEST,M3.5.0,M10.5.0/3}.
     *
     * @throws ZoneException where it is none
     */
    public static Zone ofRule(String text) {
        return new Zone(new long[0], new int[1], Optional.of(ZoneRule.parse(text)));
    }

    /** Tells whether this may be a zone's name: words between slashes, so that it stays inside the folder of zones. */
    public static boolean isName(String text) {
        boolean valid = !text.isEmpty() && text.length() <= LONGEST_NAME;
        boolean inWord = false;
        for (int i = 0; i < text.length() && valid; i++) {
            char c = text.charAt(i);
            valid = c == '/' ? inWord : isWord(c);
            inWord = c != '/';
        }
        return valid && inWord;
    }

    private static boolean isWord(char c) {
        return Ascii.isAlphanumeric(c) || c == '_' || c == '-' || c == '+';
    }

    /** Returns what clocks show, such as {@code 2026-11-21T08:09:07+01:00}, or with {@code Z} where that is UTC. */
    public String text(long micros) {
        return text(micros, SECONDS_LENGTH);
    }

    /** Returns the same with milliseconds. */
    public String textWithMillis(long micros) {
        return text(micros, MILLIS_LENGTH);
    }

    private String text(long micros, int length) {
        int offset = offset(Math.floorDiv(micros, Durations.SECOND));
        return Timestamps.format(micros + offset * Durations.SECOND).substring(0, length) + suffix(offset / 60);
    }

    private static String suffix(int minutes) {
        int ahead = Math.abs(minutes);
        return minutes == 0 ? "Z" : (minutes < 0 ? "-" : "+") + two(ahead / 60) + ":" + two(ahead % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** Returns the offset to UTC, in seconds, at a second since 1970. */
    public int offset(long second) {
        int index = changesUntil(second);
        return index == changes.length && rule.isPresent() ? rule.get().offset(second) : offsets[index];
    }

    /** The first second after another one from which the offset may be another; {@link Schedule#NEVER} where it stays. */
    public long nextChange(long second) {
        int index = changesUntil(second);
        if (index < changes.length) {
            return changes[index];
        }
        return rule.isPresent() ? rule.get().nextChange(second) : Schedule.NEVER;
    }

    private int changesUntil(long second) {
        int index = Arrays.binarySearch(changes, second);
        return index < 0 ? -index - 1 : index + 1;
    }
}

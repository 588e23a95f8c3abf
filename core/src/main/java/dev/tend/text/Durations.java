package dev.tend.text;

import java.util.OptionalLong;

/** Durations as people write them, in microseconds as Tend counts them. */
public final class Durations {

    public static final long MILLISECOND = 1_000;
    public static final long SECOND = 1_000_000;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    private Durations() {}

    /**
     * Reads {@code 100ms}, {@code 1m30s}, {@code 1.5s}, {@code 2h}, {@code 1d}; a bare number is seconds.
     *
     * @return empty where the text is no duration, or one above 10,000 days
     */
    public static OptionalLong parse(String text) {
        long total = 0;
        int at = 0;
        int end = text.length();
        if (end == 0 || end > 40) {
            return OptionalLong.empty();
        }
        while (at < end) {
            int from = at;
            while (at < end && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            String number = text.substring(from, at);
            from = at;
            while (at < end && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
                at++;
            }
            String unit = text.substring(from, at);
            boolean bare = unit.isEmpty() && number.length() == end;
            long scale = bare ? SECOND : scale(unit);
            long part = scaled(number, scale);
            if (scale == 0 || part < 0 || part > 10_000 * DAY) {
                return OptionalLong.empty();
            }
            total += part;
        }
        return total > 10_000 * DAY ? OptionalLong.empty() : OptionalLong.of(total);
    }

    private static long scale(String unit) {
        return switch (unit) {
            case "us" -> 1;
            case "ms" -> MILLISECOND;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            case "d" -> DAY;
            default -> 0;
        };
    }

    /** {@code number * scale}, or -1 where {@code number} is no decimal number of sane length. */
    private static long scaled(String number, long scale) {
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String fraction = dot < 0 ? "" : number.substring(dot + 1);
        if (whole.isEmpty()
                || whole.length() > 12
                || fraction.length() > 6
                || fraction.indexOf('.') >= 0
                || (dot >= 0 && fraction.isEmpty())) {
            return -1;
        }
        long micros = Long.parseLong(whole);
        if (micros > 10_000 * DAY / Math.max(scale, 1)) {
            return -1;
        }
        micros *= scale;
        long place = scale;
        for (int i = 0; i < fraction.length(); i++) {
            place /= 10;
            micros += place * (fraction.charAt(i) - '0');
        }
        return micros;
    }

    /** Exactly, as a file would have it: {@code 100ms}, {@code 1m30s}, {@code 0s}. */
    public static String format(long micros) {
        if (micros <= 0) {
            return "0s";
        }
        var text = new StringBuilder();
        long rest = part(micros, DAY, "d", text);
        rest = part(rest, HOUR, "h", text);
        rest = part(rest, MINUTE, "m", text);
        rest = part(rest, SECOND, "s", text);
        rest = part(rest, MILLISECOND, "ms", text);
        part(rest, 1, "us", text);
        return text.toString();
    }

    private static long part(long micros, long scale, String unit, StringBuilder text) {
        if (micros >= scale) {
            text.append(micros / scale).append(unit);
        }
        return micros % scale;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** For a sentence: the one or two largest units that matter, such as {@code 800 ms}, {@code 3.2 s}, {@code 5 m 20 s}. */
    public static String words(long micros) {
        if (micros < MILLISECOND) {
            return micros <= 0 ? "0 s" : micros + " us";
        }
        if (micros < SECOND) {
            return micros / MILLISECOND + " ms";
        }
        if (micros < 10 * SECOND) {
            long tenths = micros % SECOND / (SECOND / 10);
            return micros / SECOND + (tenths == 0 ? "" : "." + tenths) + " s";
        }
        if (micros < MINUTE) {
            return micros / SECOND + " s";
        }
        if (micros < HOUR) {
            return pair(micros, MINUTE, "m", SECOND, "s");
        }
        return micros < DAY ? pair(micros, HOUR, "h", MINUTE, "m") : pair(micros, DAY, "d", HOUR, "h");
    }

    private static String pair(long micros, long large, String largeName, long small, String smallName) {
        long rest = micros % large / small;
        return micros / large + " " + largeName + (rest == 0 ? "" : " " + rest + " " + smallName);
    }
}

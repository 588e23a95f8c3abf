package dev.tend.text;

import static dev.tend.text.Durations.MILLISECOND;
import static dev.tend.text.Durations.MINUTE;
import static dev.tend.text.Durations.SECOND;

import java.util.OptionalLong;

/**
 * Durations as Go's {@code time.ParseDuration} reads them, {@code 1m30s}, {@code 1.5h}, {@code 250us}, a bare number only if it is
 * 0; and as its {@code Duration.String} writes them.
 */
public final class GoDurations {

    private static final int LONGEST = 60;
    private static final int MOST_DIGITS = 9;

    private GoDurations() {}

    /** In microseconds, what is less cut off; empty where the text is no duration, is negative, or has absurdly many digits. */
    public static OptionalLong parse(String text) {
        String rest = text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return OptionalLong.of(0);
        }
        long nanos = 0;
        int at = 0;
        while (at < rest.length() && rest.length() <= LONGEST && nanos >= 0) {
            int unit = past(rest, at, true);
            int end = past(rest, unit, false);
            long part = nanos(rest.substring(at, unit), scale(rest.substring(unit, end)));
            nanos = part < 0 || nanos > Long.MAX_VALUE - part ? -1 : nanos + part;
            at = end;
        }
        return nanos < 0 || at == 0 ? OptionalLong.empty() : OptionalLong.of(nanos / 1000);
    }

    /**
     * Returns a text such as {@code 0s}, {@code 1.5ms}, {@code 1m2.5s} or {@code 2h0m0.5s}; negative microseconds are
     * none.
     */
    public static String format(long micros) {
        if (micros <= 0) {
            return "0s";
        }
        if (micros < MILLISECOND) {
            return micros + "\u00b5s";
        }
        if (micros < SECOND) {
            return decimal(micros, MILLISECOND) + "ms";
        }
        long minutes = micros / MINUTE;
        String seconds = decimal(micros % MINUTE, SECOND) + "s";
        String hours = minutes < 60 ? "" : minutes / 60 + "h";
        return minutes == 0 ? seconds : hours + minutes % 60 + "m" + seconds;
    }

    /** {@code micros / unit}, with as many digits after the point as there are. */
    private static String decimal(long micros, long unit) {
        var digits = new StringBuilder().append(unit + micros % unit).deleteCharAt(0);
        int length = digits.length();
        while (length > 0 && digits.charAt(length - 1) == '0') {
            length--;
        }
        return micros / unit + (length == 0 ? "" : "." + digits.substring(0, length));
    }

    private static int past(String text, int from, boolean number) {
        int at = from;
        while (at < text.length()
                && number == (text.charAt(at) == '.' || text.charAt(at) >= '0' && text.charAt(at) <= '9')) {
            at++;
        }
        return at;
    }

    private static long scale(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s", "\u03bcs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> -1L;
        };
    }

    /** {@code number * scale}, or -1. */
    private static long nanos(String number, long scale) {
        int dot = number.indexOf('.');
        String whole = dot < 0 ? number : number.substring(0, dot);
        String fraction = dot < 0 ? "" : number.substring(dot + 1);
        if (scale < 0
                || whole.length() + fraction.length() == 0
                || whole.length() > MOST_DIGITS
                || fraction.length() > MOST_DIGITS
                || fraction.indexOf('.') >= 0) {
            return -1;
        }
        long units = whole.isEmpty() ? 0 : Long.parseLong(whole);
        if (units > Long.MAX_VALUE / 2 / scale) {
            return -1;
        }
        long nanos = units * scale;
        long place = scale;
        for (int i = 0; i < fraction.length(); i++) {
            place /= 10;
            nanos += place * (fraction.charAt(i) - '0');
        }
        return nanos;
    }
}

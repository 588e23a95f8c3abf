package dev.tend.template.text;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import java.math.BigDecimal;

/** Durations in nanoseconds, as Go reads and writes them: {@code 1h30m0.5s}. */
public final class Durations {

    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws FunctionException as {@code time.ParseDuration} says it
     */
    public static long parse(GoString raw) {
        String text = raw.utf8();
        boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        if (rest.isEmpty() || rest.length() > 100) {
            throw invalid("", raw);
        }
        BigDecimal total = BigDecimal.ZERO;
        for (int at = 0; at < rest.length(); ) {
            int number = at;
            while (number < rest.length() && "0123456789.".indexOf(rest.charAt(number)) >= 0) {
                number++;
            }
            int unit = number;
            while (unit < rest.length() && "0123456789.".indexOf(rest.charAt(unit)) < 0) {
                unit++;
            }
            total = total.add(
                    amount(rest.substring(at, number), raw).multiply(unit(rest.substring(number, unit), raw)));
            at = unit;
        }
        if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw invalid("", raw);
        }
        return text.charAt(0) == '-' ? -total.longValue() : total.longValue();
    }

    private static BigDecimal amount(String number, GoString text) {
        int point = number.indexOf('.');
        boolean digits = Numerals.isDigits(number.replaceFirst("\\.", ""));
        if (!digits || point != number.lastIndexOf('.')) {
            throw invalid("", text);
        }
        String whole = point < 0 ? number : number.substring(0, point);
        if (!whole.isEmpty()
                && new BigDecimal(whole).compareTo(BigDecimal.valueOf(2).pow(63)) > 0) {
            throw invalid("", text);
        }
        return new BigDecimal(number.startsWith(".") ? "0" + number : number.endsWith(".") ? number + "0" : number);
    }

    private static BigDecimal unit(String unit, GoString text) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1;
                    case "us", "\u00b5s", "\u03bcs" -> 1000;
                    case "ms" -> 1_000_000;
                    case "s" -> SECOND;
                    case "m" -> MINUTE;
                    case "h" -> HOUR;
                    case "" -> throw invalid("missing unit in ", text);
                    default -> throw invalid("unknown unit " + TimeElements.quote(GoString.of(unit)) + " in ", text);
                });
    }

    private static FunctionException invalid(String what, GoString text) {
        return new FunctionException(
                "time: " + (what.isEmpty() ? "invalid " : what) + "duration " + TimeElements.quote(text));
    }

    /** Returns a duration as Go writes it, without units that are zero in front. */
    public static String format(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        BigDecimal size = BigDecimal.valueOf(nanos).abs();
        String sign = nanos < 0 ? "-" : "";
        if (size.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
            long small = size.longValue();
            return small < 1000
                    ? sign + small + "ns"
                    : small < 1_000_000 ? sign + plain(size, 3) + "\u00b5s" : sign + plain(size, 6) + "ms";
        }
        BigDecimal[] minutes = size.divideAndRemainder(BigDecimal.valueOf(MINUTE));
        long whole = minutes[0].longValue();
        String seconds = plain(minutes[1], 9) + "s";
        String text = whole == 0
                ? seconds
                : whole < 60 ? whole + "m" + seconds : whole / 60 + "h" + whole % 60 + "m" + seconds;
        return sign + text;
    }

    private static String plain(BigDecimal number, int places) {
        BigDecimal shorter = number.movePointLeft(places).stripTrailingZeros();
        return shorter.toPlainString();
    }
}

package dev.tend.template.text;

import dev.tend.template.value.FunctionException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Times as text by Go's layouts, which show how the second of January 2006, 15:04:05, would be written. */
public final class TimeLayout {

    /** {@code 2006-01-02T15:04:05Z07:00}. */
    public static final String RFC3339 = "2006-01-02T15:04:05Z07:00";

    private TimeLayout() {}

    /** Returns a time as the layout says. */
    public static String format(ZonedDateTime time, String layout) {
        var text = new StringBuilder();
        for (int at = 0; at < layout.length(); ) {
            String element = TimeElements.element(layout, at);
            int fraction = element.isEmpty() ? TimeElements.fraction(layout, at) : 0;
            if (fraction > 0) {
                appendFraction(text, time.getNano(), layout.charAt(at), fraction, layout.charAt(at + 1) == '9');
                at += fraction + 1;
            } else if (element.isEmpty()) {
                text.append(layout.charAt(at++));
            } else {
                append(text, time, element);
                at += element.length();
            }
        }
        return text.toString();
    }

    private static void appendFraction(StringBuilder text, int nanos, char point, int digits, boolean trimmed) {
        String all = pad(nanos, 9);
        int end = Math.min(digits, 9);
        if (trimmed) {
            while (end > 0 && all.charAt(end - 1) == '0') {
                end--;
            }
            if (end == 0) {
                return;
            }
        }
        text.append(point).append(all, 0, end);
    }

    private static void append(StringBuilder text, ZonedDateTime time, String element) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        switch (element) {
            case "January" -> text.append(TimeElements.month(time.getMonthValue()));
            case "Jan" -> text.append(TimeElements.month(time.getMonthValue()), 0, 3);
            case "Monday" -> text.append(TimeElements.weekday(time.getDayOfWeek()));
            case "Mon" -> text.append(TimeElements.weekday(time.getDayOfWeek()), 0, 3);
            case "MST" -> text.append(zoneName(time));
            case "01" -> text.append(pad(time.getMonthValue(), 2));
            case "1" -> text.append(time.getMonthValue());
            case "002" -> text.append(pad(time.getDayOfYear(), 3));
            case "__2" ->
                text.append(" ".repeat(3 - Integer.toString(time.getDayOfYear()).length()))
                        .append(time.getDayOfYear());
            case "02" -> text.append(pad(time.getDayOfMonth(), 2));
            case "_2" -> text.append(time.getDayOfMonth() < 10 ? " " : "").append(time.getDayOfMonth());
            case "2" -> text.append(time.getDayOfMonth());
            case "15" -> text.append(pad(time.getHour(), 2));
            case "03" -> text.append(pad(hour12, 2));
            case "3" -> text.append(hour12);
            case "04" -> text.append(pad(time.getMinute(), 2));
            case "4" -> text.append(time.getMinute());
            case "05" -> text.append(pad(time.getSecond(), 2));
            case "5" -> text.append(time.getSecond());
            case "2006" -> text.append(time.getYear() < 0 ? "-" : "").append(pad(Math.abs(time.getYear()), 4));
            case "06" -> text.append(pad(Math.floorMod(time.getYear(), 100), 2));
            case "PM" -> text.append(time.getHour() >= 12 ? "PM" : "AM");
            case "pm" -> text.append(time.getHour() >= 12 ? "pm" : "am");
            default -> appendOffset(text, time.getOffset().getTotalSeconds(), element);
        }
    }

    private static String zoneName(ZonedDateTime time) {
        if (time.getZone().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        return time.getOffset().getTotalSeconds() == 0
                ? "UTC"
                : offset(time.getOffset().getTotalSeconds(), "-0700");
    }

    private static void appendOffset(StringBuilder text, int seconds, String element) {
        text.append(seconds == 0 && element.startsWith("Z") ? "Z" : offset(seconds, element));
    }

    private static String offset(int seconds, String element) {
        int size = Math.abs(seconds);
        String colon = element.indexOf(':') >= 0 ? ":" : "";
        int digits = element.replace(":", "").length() - 1;
        String text = (seconds < 0 ? "-" : "+") + pad(size / 3600, 2);
        if (digits >= 4) {
            text += colon + pad(size / 60 % 60, 2);
        }
        return digits >= 6 ? text + colon + pad(size % 60, 2) : text;
    }

    private static String pad(int number, int digits) {
        String text = Integer.toString(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }

    /**
     * Reads a time. What the layout does not say is the least: the year 0, the first of January, midnight, UTC.
     *
     * @throws FunctionException if the text does not fit the layout
     */
    public static ZonedDateTime parse(String layout, String text) {
        return new TimeParser(layout, text).parse();
    }
}

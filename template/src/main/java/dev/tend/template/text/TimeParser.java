package dev.tend.template.text;

import dev.tend.template.value.FunctionException;
import dev.tend.template.value.GoString;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Takes a text apart by a layout. */
final class TimeParser {

    private final String layout;
    private final String text;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offset;
    private boolean afternoon;
    private boolean twelve;

    TimeParser(String layout, String text) {
        this.layout = layout;
        this.text = text;
    }

    ZonedDateTime parse() {
        for (int from = 0; from < layout.length(); ) {
            String element = TimeElements.element(layout, from);
            int fraction = element.isEmpty() ? TimeElements.fraction(layout, from) : 0;
            if (fraction > 0) {
                readFraction(layout.substring(from, from + fraction + 1));
                from += fraction + 1;
            } else if (element.isEmpty()) {
                literal(layout.charAt(from++));
            } else {
                from += element.length();
                read(element, from);
            }
        }
        if (at < text.length()) {
            throw failure(": extra text: " + TimeElements.quote(GoString.of(text.substring(at))));
        }
        return time();
    }

    private ZonedDateTime time() {
        int clock = twelve ? hour % 12 + (afternoon ? 12 : 0) : hour;
        try {
            return LocalDateTime.of(year, month, day, clock, minute, second, nanos)
                    .atZone(ZoneOffset.ofTotalSeconds(offset));
        } catch (DateTimeException e) {
            throw failure(": day out of range");
        }
    }

    private FunctionException failure(String why) {
        return new FunctionException("parsing time " + TimeElements.quote(GoString.of(text)) + why);
    }

    private FunctionException mismatch(String element) {
        return new FunctionException("parsing time " + TimeElements.quote(GoString.of(text)) + " as "
                + TimeElements.quote(GoString.of(layout)) + ": cannot parse "
                + TimeElements.quote(GoString.of(text.substring(at))) + " as "
                + TimeElements.quote(GoString.of(element)));
    }

    private void literal(char c) {
        if (at >= text.length() || text.charAt(at) != c) {
            throw mismatch(Character.toString(c));
        }
        at++;
    }

    /** Reads the fraction of a layout: zeros stand for so many digits, nines for any number of them or none. */
    private void readFraction(String element) {
        boolean exact = element.charAt(1) == '0';
        int end = at + element.length();
        if (exact && (at >= text.length() || end > text.length() || ".,".indexOf(text.charAt(at)) < 0)) {
            throw mismatch(element);
        }
        readFraction();
    }

    private void readFraction() {
        if (at >= text.length() || text.charAt(at) != '.' && text.charAt(at) != ',') {
            return;
        }
        int unit = 100_000_000;
        for (at++; at < text.length() && Character.digit(text.charAt(at), 10) >= 0; at++, unit /= 10) {
            nanos += Character.digit(text.charAt(at), 10) * unit;
        }
    }

    /** @param next where the layout goes on */
    private void read(String element, int next) {
        switch (element) {
            case "January" -> month = month(element, false);
            case "Jan" -> month = month(element, true);
            case "Monday" -> weekday(element, false);
            case "Mon" -> weekday(element, true);
            case "MST" -> zone(element);
            case "01" -> month = monthNumber(digits(element, 2, 2));
            case "1" -> month = monthNumber(digits(element, 1, 2));
            case "02" -> day = digits(element, 2, 2);
            case "_2" -> {
                boolean blank = at + 1 < text.length() && text.charAt(at) == ' ';
                at += blank && Character.digit(text.charAt(at + 1), 10) >= 0 ? 1 : 0;
                day = digits(element, 1, 2);
            }
            case "2" -> day = digits(element, 1, 2);
            case "15" -> hour = below(24, "hour", digits(element, 1, 2));
            case "03", "3" -> {
                twelve = true;
                hour = below(13, "hour", digits(element, element.length(), 2));
            }
            case "04" -> minute = below(60, "minute", digits(element, 2, 2));
            case "4" -> minute = below(60, "minute", digits(element, 1, 2));
            case "05", "5" -> {
                second = below(60, "second", digits(element, element.length(), 2));
                // It may be there though the layout has none.
                if (next >= layout.length() || TimeElements.fraction(layout, next) == 0) {
                    readFraction();
                }
            }
            case "2006" -> year = digits(element, 4, 4);
            case "06" -> {
                int two = digits(element, 2, 2);
                year = two >= 69 ? 1900 + two : 2000 + two;
            }
            case "PM", "pm" -> halfDay(element);
            default -> readOffset(element);
        }
    }

    private int below(int end, String what, int number) {
        if (number >= end) {
            throw failure(": " + what + " out of range");
        }
        return number;
    }

    private int monthNumber(int number) {
        if (number == 0) {
            throw failure(": month out of range");
        }
        return below(13, "month", number);
    }

    private int digits(String element, int least, int most) {
        int from = at;
        int number = 0;
        while (at < text.length() && at - from < most && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at - from < least) {
            at = from;
            throw mismatch(element);
        }
        return number;
    }

    private int month(String element, boolean brief) {
        for (int month = 1; month <= 12; month++) {
            if (isAt(TimeElements.month(month), brief)) {
                return month;
            }
        }
        throw mismatch(element);
    }

    private void weekday(String element, boolean brief) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (isAt(TimeElements.weekday(day), brief)) {
                return;
            }
        }
        throw mismatch(element);
    }

    /** Steps over a name, or its first three letters, if it is next. */
    private boolean isAt(String name, boolean brief) {
        int length = brief ? 3 : name.length();
        boolean found = text.regionMatches(true, at, name, 0, length);
        at += found ? length : 0;
        return found;
    }

    private void zone(String element) {
        int from = at;
        while (at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z') {
            at++;
        }
        if (at - from < 3 || at - from > 5) {
            at = from;
            throw mismatch(element);
        }
    }

    private void halfDay(String element) {
        boolean small = element.equals("pm");
        if (text.startsWith(small ? "pm" : "PM", at)) {
            afternoon = true;
        } else if (!text.startsWith(small ? "am" : "AM", at)) {
            throw mismatch(element);
        }
        twelve = true;
        at += 2;
    }

    private void readOffset(String element) {
        if (element.startsWith("Z") && at < text.length() && text.charAt(at) == 'Z') {
            at++;
            return;
        }
        if (at >= text.length() || text.charAt(at) != '+' && text.charAt(at) != '-') {
            throw mismatch(element);
        }
        int sign = text.charAt(at++) == '-' ? -1 : 1;
        boolean colon = element.indexOf(':') >= 0;
        int digits = element.replace(":", "").length() - 1;
        int seconds = digits(element, 2, 2) * 3600;
        for (int i = 4, unit = 60; i <= digits; i += 2, unit /= 60) {
            if (colon) {
                literal(':');
            }
            seconds += digits(element, 2, 2) * unit;
        }
        if (seconds > 18 * 3600) {
            throw failure(": time zone offset out of range");
        }
        offset = sign * seconds;
    }
}

package dev.tend.schedule;

import dev.tend.text.Ascii;

/** One of the five fields of crontab(5). The values that it allows are a set of bits, one for each number. */
enum Field {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY("day of the month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    WEEKDAY("day of the week", 0, 7, "sun mon tue wed thu fri sat");

    private static final int SUNDAY = 7;

    private final String noun;
    private final int least;
    private final int most;

    /** Of three letters each, between blanks, beginning with the least number's. */
    private final String names;

    Field(String noun, int least, int most, String names) {
        this.noun = noun;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** @param text items between commas, each {@code *}, a value or a range; {@code *} and a range may have a step */
    long parse(String text) {
        long bits = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ',') {
                bits |= item(text.substring(from, i));
                from = i + 1;
            }
        }
        return this == WEEKDAY ? sundayIsZero(bits) : bits;
    }

    private static long sundayIsZero(long bits) {
        return (bits | bits >>> SUNDAY) & (1L << SUNDAY) - 1;
    }

    private long item(String item) {
        int slash = item.indexOf('/');
        String range = slash < 0 ? item : item.substring(0, slash);
        int dash = range.indexOf('-');
        boolean all = range.equals("*");
        int first = all ? least : value(dash < 0 ? range : range.substring(0, dash));
        int last = all ? most : dash < 0 ? first : last(range, first, value(range.substring(dash + 1)));
        if (slash >= 0 && !all && dash < 0) {
            throw new ScheduleException(ScheduleException.quoted(item) + " has a step but no range: write " + range
                    + "-" + top() + item.substring(slash));
        }
        int step = slash < 0 ? 1 : step(item, item.substring(slash + 1));
        long bits = 0;
        for (int value = first; value <= last; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    /** {@code fri-sun} ends with the Sunday that follows. */
    private int last(String range, int first, int written) {
        int last = this == WEEKDAY && written == 0 && first > 0 ? SUNDAY : written;
        if (last < first) {
            throw new ScheduleException(ScheduleException.quoted(range) + " goes backwards: write "
                    + range.substring(0, range.indexOf('-')) + "-" + top() + "," + least
                    + range.substring(range.indexOf('-')));
        }
        return last;
    }

    private int step(String item, String text) {
        int step = number(text);
        if (step < 1 || step > top()) {
            throw new ScheduleException(
                    ScheduleException.quoted(item) + " has no good step: write one from 1 to " + top());
        }
        return step;
    }

    private int value(String text) {
        int named = text.length() == 3 ? names.indexOf(Ascii.lower(text)) : -1;
        int value = named < 0 || named % 4 != 0 ? number(text) : named / 4 + least;
        if (value < least || value > most) {
            throw ScheduleException.no(noun, text, advice());
        }
        return value;
    }

    private String advice() {
        String numbers = least + " to " + most;
        return names.isEmpty()
                ? numbers
                : numbers + ", or " + names.substring(0, 3) + " to " + names.substring(names.length() - 3);
    }

    /** The largest number that is not another word for the least. */
    private int top() {
        return this == WEEKDAY ? SUNDAY - 1 : most;
    }

    /** -1 where it is none of one or two digits. */
    private static int number(String text) {
        int number = text.isEmpty() || text.length() > 2 ? -1 : 0;
        for (int i = 0; i < text.length() && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }
}

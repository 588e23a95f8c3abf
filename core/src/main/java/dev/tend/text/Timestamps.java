package dev.tend.text;

import java.util.OptionalLong;

/**
 * UTC as ISO 8601 with microseconds, {@code 2026-11-21T07:09:07.123456Z}, to and from microseconds since 1970. Years are 0001 to
 * 9999; a moment beyond is shown as the last one within.
 */
public final class Timestamps {

    /** The length of every timestamp, in bytes. */
    public static final int LENGTH = 27;

    /** 0 stands for a digit; everything else for itself. */
    private static final String SHAPE = "0000-00-00T00:00:00.000000Z";

    private static final int DAYS_IN_ERA = 146_097;
    private static final int DAYS_FROM_0000_03_01_TO_1970 = 719_468;
    private static final long FIRST = epochDay(1, 1, 1) * Durations.DAY;
    private static final long LAST = (epochDay(9999, 12, 31) + 1) * Durations.DAY - 1;

    private Timestamps() {}

    /** Writes {@link #LENGTH} bytes from {@code offset} on; allocates nothing. */
    public static void write(long micros, byte[] into, int offset) {
        long moment = Math.min(Math.max(micros, FIRST), LAST);
        long day = Math.floorDiv(moment, Durations.DAY);
        int date = date(day);
        long time = moment - day * Durations.DAY;
        int second = (int) (time / Durations.SECOND);
        put(into, offset, date / 10_000, 4, '-');
        put(into, offset + 5, date / 100 % 100, 2, '-');
        put(into, offset + 8, date % 100, 2, 'T');
        put(into, offset + 11, second / 3600, 2, ':');
        put(into, offset + 14, second / 60 % 60, 2, ':');
        put(into, offset + 17, second % 60, 2, '.');
        put(into, offset + 20, (int) (time % Durations.SECOND), 6, 'Z');
    }

    private static void put(byte[] into, int offset, int number, int digits, char behind) {
        int rest = number;
        for (int at = offset + digits - 1; at >= offset; at--) {
            into[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        into[offset + digits] = (byte) behind;
    }

    /** As text. */
    public static String format(long micros) {
        byte[] bytes = new byte[LENGTH];
        write(micros, bytes, 0);
        var text = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            text[i] = (char) bytes[i];
        }
        return new String(text);
    }

    /** Tells whether a whole timestamp of this form is at {@code offset}. Only its shape is looked at. */
    public static boolean isTimestamp(byte[] bytes, int offset) {
        if (offset < 0 || bytes.length - offset < LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!fits(SHAPE.charAt(i), bytes[offset + i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char shape, int c) {
        return shape == '0' ? c >= '0' && c <= '9' : c == shape;
    }

    /** Microseconds since 1970; empty where the text is no timestamp as written here. */
    public static OptionalLong parse(String text) {
        if (text.length() != LENGTH) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!fits(SHAPE.charAt(i), text.charAt(i))) {
                return OptionalLong.empty();
            }
        }
        long day = epochDay(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        long second = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        long micros = day * Durations.DAY + second * Durations.SECOND + number(text, 20, 26);
        return format(micros).equals(text) ? OptionalLong.of(micros) : OptionalLong.empty();
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }

    /**
     * The date so many days after 1970, as the decimal number {@code yyyymmdd}. Years are counted from March, so that the leap
     * day comes last (the algorithm is Howard Hinnant's {@code civil_from_days}).
     */
    public static int date(long epochDay) {
        long day = epochDay + DAYS_FROM_0000_03_01_TO_1970;
        int era = (int) Math.floorDiv(day, (long) DAYS_IN_ERA);
        int dayOfEra = (int) (day - (long) era * DAYS_IN_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + dayOfMonth;
    }

    /** The days from 1970 to a date; the inverse of {@link #date}. */
    public static long epochDay(int year, int month, int day) {
        int fromMarch = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(fromMarch, 400);
        int yearOfEra = fromMarch - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_IN_ERA + dayOfEra - DAYS_FROM_0000_03_01_TO_1970;
    }
}

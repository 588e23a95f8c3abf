package dev.tend.output;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * UTC times with microseconds, as they stand before lines and in the names of rotated files. Knows the proleptic Gregorian
 * calendar from 1970 to 9999 and refuses, by clamping, every other year; knows no time zone.
 */
public final class UtcTime {

    private static final long DAY = 24L * 60 * 60 * 1_000_000;
    private static final long LATEST = 253_402_300_800L * 1_000_000 - 1;

    /** A stamp as it is put before a line: {@code 2026-11-21T07:09:07.123456Z} and a space. */
    static final int STAMP_LENGTH = 28;

    private static final String STAMP_FORM = "0000-00-00T00:00:00.000000Z ";
    private static final String NAME_FORM = "00000000T000000.000000Z.log";

    private UtcTime() {}

    /** {@code 2026-11-21T07:09:07.123456Z}. @param micros since 1970 */
    public static String iso(long micros) {
        return filled(STAMP_FORM, micros).substring(0, STAMP_LENGTH - 1);
    }

    static byte[] stamp(long micros) {
        return filled(STAMP_FORM, micros).getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code 20261121T070907.123456Z.log}: names sort as their times do. */
    static String fileName(long micros) {
        return filled(NAME_FORM, micros);
    }

    /** The time in a name made by {@link #fileName}; empty for any other name. */
    static OptionalLong ofFileName(String name) {
        if (name.length() != NAME_FORM.length()) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < name.length(); i++) {
            if (!fits(NAME_FORM.charAt(i), name.charAt(i))) {
                return OptionalLong.empty();
            }
        }
        long days = daysSince1970(number(name, 0, 4), number(name, 4, 6), number(name, 6, 8));
        long seconds = number(name, 9, 11) * 3600L + number(name, 11, 13) * 60L + number(name, 13, 15);
        return OptionalLong.of(days * DAY + seconds * 1_000_000 + number(name, 16, 22));
    }

    /** Tells whether there is a stamp at a position. */
    static boolean isStamp(byte[] bytes, int from, int to) {
        return to - from >= STAMP_LENGTH && fits(bytes, from, from + STAMP_LENGTH);
    }

    /** Tells whether the bytes from a position on are a stamp or the beginning of one, and nothing else. */
    static boolean isTornStamp(byte[] bytes, int from) {
        return bytes.length - from <= STAMP_LENGTH && fits(bytes, from, bytes.length);
    }

    private static boolean fits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!fits(STAMP_FORM.charAt(i - from), (char) (bytes[i] & 0xff))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char form, char c) {
        return form == '0' ? c >= '0' && c <= '9' : c == form;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text.substring(from, to));
    }

    /** Puts a time's digits, most significant first, in place of the form's zeros. */
    private static String filled(String form, long micros) {
        long time = Math.max(0, Math.min(micros, LATEST));
        long ofDay = time % DAY;
        long seconds = ofDay / 1_000_000;
        long clock = seconds / 3600 * 10_000 + seconds / 60 % 60 * 100 + seconds % 60;
        long dateDigits = date(time / DAY);
        long clockDigits = clock * 1_000_000 + ofDay % 1_000_000;
        char[] text = form.toCharArray();
        int left = 20;
        for (int i = text.length - 1; i >= 0; i--) {
            if (form.charAt(i) != '0') {
                continue;
            }
            if (left > 8) {
                text[i] = (char) ('0' + clockDigits % 10);
                clockDigits /= 10;
            } else {
                text[i] = (char) ('0' + dateDigits % 10);
                dateDigits /= 10;
            }
            left--;
        }
        return new String(text);
    }

    /** A day as the number yyyymmdd. Years are counted from March, in eras of 400, so that leap days come last. */
    private static long date(long daysSince1970) {
        long days = daysSince1970 + 719_468;
        long era = days / 146_097;
        long dayOfEra = days % 146_097;
        long year = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
        long month = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * month + 2) / 5 + 1;
        long civilMonth = month < 10 ? month + 3 : month - 9;
        return (year + era * 400 + (civilMonth <= 2 ? 1 : 0)) * 10_000 + civilMonth * 100 + day;
    }

    private static long daysSince1970(int year, int month, int day) {
        long y = month <= 2 ? year - 1 : year;
        long era = y / 400;
        long yearOfEra = y % 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}

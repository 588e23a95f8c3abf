package dev.tend.text;

import java.util.OptionalLong;

/** Sizes as people write them, in bytes; k, M, G and T are powers of 1024. */
public final class Sizes {

    private static final String UNITS = "kMGT";

    private Sizes() {}

    /**
     * Reads {@code 10M}, {@code 64k}, {@code 4096}; a unit may be written small or large.
     *
     * @return empty where the text is no size, or one above 8 EiB
     */
    public static OptionalLong parse(String text) {
        if (text.isEmpty() || text.length() > 19) {
            return OptionalLong.empty();
        }
        int unit = "kmgt".indexOf(Ascii.lower(text.substring(text.length() - 1)));
        String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        int shift = 10 * (unit + 1);
        if (!isNumber(digits)) {
            return OptionalLong.empty();
        }
        long number = digits(digits);
        return number < 0 || number > Long.MAX_VALUE >> shift ? OptionalLong.empty() : OptionalLong.of(number << shift);
    }

    private static boolean isNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return !digits.isEmpty();
    }

    /** The number, or -1 where it does not fit. */
    private static long digits(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return -1;
        }
    }

    /** Exactly, as a file would have it: {@code 10M}, {@code 1537}. */
    public static String format(long bytes) {
        int unit = 0;
        while (unit < UNITS.length() && bytes != 0 && bytes % 1024 == 0) {
            bytes /= 1024;
            unit++;
        }
        return unit == 0 ? String.valueOf(bytes) : bytes + UNITS.substring(unit - 1, unit);
    }

    /** For a sentence or a table: {@code 812 B}, {@code 1.4 MB}, {@code 23 GB}. */
    public static String words(long bytes) {
        if (bytes < 1024) {
            return Math.max(bytes, 0) + " B";
        }
        int unit = 0;
        while (unit < UNITS.length() - 1 && bytes >= 1024 * 1024) {
            bytes /= 1024;
            unit++;
        }
        long tenths = bytes % 1024 * 10 / 1024;
        String fraction = bytes >= 10 * 1024 || tenths == 0 ? "" : "." + tenths;
        return bytes / 1024 + fraction + " " + UNITS.charAt(unit) + "B";
    }
}

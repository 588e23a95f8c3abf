package dev.tend.text;

/**
 * Letters A to Z and digits 0 to 9, whatever the locale, and without the tables of Unicode that {@link String#toLowerCase()} and
 * {@link Character#digit} need.
 */
public final class Ascii {

    private static final int CASE = 'a' - 'A';

    private Ascii() {}

    public static String lower(String text) {
        return shifted(text, 'A', 'Z', CASE);
    }

    public static String upper(String text) {
        return shifted(text, 'a', 'z', -CASE);
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    public static boolean isLetter(char c) {
        return isUpper(c) || c >= 'a' && c <= 'z';
    }

    /** Tells whether a character is a letter or a digit. */
    public static boolean isAlphanumeric(char c) {
        return isLetter(c) || isDigit(c);
    }

    /** Returns the value of a digit, up to z in radix 36; -1 if it is none. */
    public static int digit(char c, int radix) {
        int letter = c | CASE; // of the lower case
        int value = isDigit(c) ? c - '0' : letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : radix;
        return value < radix ? value : -1;
    }

    private static String shifted(String text, char from, char to, int by) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= from && c <= to ? (char) (c + by) : c);
        }
        return out.toString();
    }
}

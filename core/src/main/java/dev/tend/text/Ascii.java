package dev.tend.text;

/** Letters A to Z, whatever the locale, and without the tables of Unicode that {@link String#toLowerCase()} needs. */
public final class Ascii {

    private static final int CASE = 'a' - 'A';

    private Ascii() {}

    public static String lower(String text) {
        return shifted(text, 'A', 'Z', CASE);
    }

    public static String upper(String text) {
        return shifted(text, 'a', 'z', -CASE);
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

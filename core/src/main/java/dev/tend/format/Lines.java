package dev.tend.format;

import java.util.ArrayList;
import java.util.List;

/** A file cut into its lines, as every dialect of {@code key=value} lines wants them. */
public final class Lines {

    /** No service file is longer, in characters. */
    public static final int MOST_CHARACTERS = 64 << 10;

    private Lines() {}

    /** @param number counted from 1 @param text without its end, carriage return included, and without blanks around it */
    public record Line(int number, String text) {

        public boolean isBlankOrComment() {
            return text.isEmpty() || text.charAt(0) == '#';
        }

        public boolean isPair() {
            return text.indexOf('=') >= 0;
        }

        /** Returns the text before the first {@code =}, without blanks around it. */
        public String key() {
            return text.substring(0, text.indexOf('=')).trim();
        }

        /** Returns the text after the first {@code =}, without blanks around it. */
        public String value() {
            return text.substring(text.indexOf('=') + 1).trim();
        }
    }

    public static List<Line> of(String text) {
        var lines = new ArrayList<Line>();
        int from = text.startsWith("\ufeff") ? 1 : 0; // some editors begin a file with a byte order mark
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            lines.add(new Line(lines.size() + 1, blanksCut(text, from, end)));
            from = end + 1;
        }
        return lines;
    }

    /** As {@link String#trim}, but it keeps control characters, so that they can be complained about. */
    private static String blanksCut(String text, int from, int to) {
        int start = from;
        int end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}

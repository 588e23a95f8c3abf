package dev.tend.exchange;

/**
 * The service file from which an exported file was made, kept in it as comments. An import that finds that the file is still just
 * what would be made of it takes the service file back instead; so a round trip loses nothing, not even what the other format
 * has no words for.
 */
public final class Origin {

    private Origin() {}

    /** {@code text} as lines that begin with {@code mark}. */
    static String comment(String mark, String text) {
        var out = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            out.append(mark).append(text, from, end).append('\n');
            from = end + 1;
        }
        return out.toString();
    }

    /** The text in the lines that begin with {@code mark}; "" where there is none. */
    public static String read(String mark, String file) {
        var out = new StringBuilder();
        int from = 0;
        while (from < file.length()) {
            int newline = file.indexOf('\n', from);
            int end = newline < 0 ? file.length() : newline;
            if (file.startsWith(mark, from) && from + mark.length() <= end) {
                out.append(file, from + mark.length(), end).append('\n');
            }
            from = end + 1;
        }
        return out.toString();
    }
}

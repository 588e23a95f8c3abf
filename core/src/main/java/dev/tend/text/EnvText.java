package dev.tend.text;

import java.util.Map;

/**
 * The format of environment files: lines of {@code NAME=value}, blank ones and comments from {@code #}. A value may stand in one
 * pair of quotes, and {@code export} before the name, as those files often have it for a shell. In double quotes {@code \n} is a
 * newline, and a backslash before a quote, a backslash, {@code $} or a backtick is dropped; nothing is expanded.
 */
public final class EnvText {

    private static final String EXPORT = "export ";

    private EnvText() {}

    /**
     * Puts what {@code text} sets into a map, later lines over earlier ones.
     *
     * @throws EnvTextException where a line is none of these
     */
    public static void parse(String text, Map<String, String> into) {
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            number++;
            String line = text.substring(start, end).trim();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                variable(line, number, into);
            }
            start = end + 1;
        }
    }

    private static void variable(String line, int number, Map<String, String> into) {
        String assignment =
                line.startsWith(EXPORT) ? line.substring(EXPORT.length()).trim() : line;
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new EnvTextException(number, "not of the form NAME=value");
        }
        into.put(
                assignment.substring(0, equals).trim(),
                unquoted(assignment.substring(equals + 1).trim()));
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(last) == value.charAt(0);
        if (!quoted) {
            return value;
        }
        String inner = value.substring(1, last);
        return value.charAt(0) == '"' ? unescaped(inner) : inner;
    }

    private static String unescaped(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i) == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean escape = "n\"\\$`".indexOf(next) >= 0;
            out.append(!escape ? text.charAt(i) : next == 'n' ? '\n' : next);
            i += escape ? 1 : 0;
        }
        return out.toString();
    }
}

package dev.tend.kernel;

import java.util.Map;

/**
 * The format of an {@code env-file}: lines of {@code NAME=value}, blank ones and comments from {@code #}. A value may stand in
 * one pair of quotes, and {@code export} before the name, as those files often have it for a shell; nothing is expanded.
 */
final class EnvFile {

    private static final String EXPORT = "export ";

    private EnvFile() {}

    /** @throws KernelException that names the line at fault */
    static void parse(String path, String text, Map<String, String> into) {
        int number = 0;
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            number++;
            String line = text.substring(start, end).trim();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                variable(line, path + ":" + number, into);
            }
            start = end + 1;
        }
    }

    private static void variable(String line, String where, Map<String, String> into) {
        String assignment =
                line.startsWith(EXPORT) ? line.substring(EXPORT.length()).trim() : line;
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new KernelException(where + ": not of the form NAME=value");
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
        return quoted ? value.substring(1, last) : value;
    }
}

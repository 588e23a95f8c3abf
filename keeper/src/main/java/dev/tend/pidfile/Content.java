package dev.tend.pidfile;

/**
 * The content of a pidfile.
 *
 * @param pid the number it begins with, or 0 where that is no process's
 * @param exact whether there are only blanks beside it in its line; lines after that are the program's own matter, as in
 * PostgreSQL's
 */
record Content(int pid, boolean exact) {

    /** {@code PID_MAX_LIMIT}, the first number no process has. */
    static final int END = 1 << 22;

    static Content of(String text) {
        String trimmed = text.trim();
        int end = 0;
        while (end < trimmed.length() && trimmed.charAt(end) > ' ') {
            end++;
        }
        int line = trimmed.indexOf('\n');
        String rest = trimmed.substring(end, Math.max(end, line < 0 ? trimmed.length() : line));
        return new Content(number(trimmed.substring(0, end)), rest.trim().isEmpty());
    }

    private static int number(String word) {
        int number = 0;
        for (int i = 0; i < word.length(); i++) {
            int digit = word.charAt(i) - '0';
            number = digit < 0 || digit > 9 ? END : number * 10 + digit;
            if (number >= END) {
                return 0;
            }
        }
        return number;
    }
}

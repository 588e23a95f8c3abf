package dev.tend.output;

import dev.tend.posix.Text;

/** Makes of a run's last bytes a text of a few whole lines, without stamps and escape sequences. */
final class LastWords {

    /** So many bytes are looked at. */
    static final int LIMIT = 1024;

    private static final int LINES = 5;

    private LastWords() {}

    /** @param whole whether the bytes begin at a line's beginning */
    static String of(byte[] bytes, boolean whole) {
        int end = bytes.length;
        while (end > 0 && isBlank(bytes[end - 1])) {
            end--;
        }
        int start = end;
        int lines = 0;
        while (start > 0 && !(bytes[start - 1] == '\n' && ++lines == LINES)) {
            start--;
        }
        if (start == 0 && !whole) {
            start = afterCut(bytes, end);
        }
        return text(bytes, start, end);
    }

    private static boolean isBlank(byte b) {
        return b == '\n' || b == '\r' || b == ' ' || b == '\t';
    }

    /** The first place at which something whole begins: a line, or else a character. */
    private static int afterCut(byte[] bytes, int end) {
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        int i = 0;
        while (i < end && (bytes[i] & 0xc0) == 0x80) {
            i++;
        }
        return i;
    }

    private static String text(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            int begin = UtcTime.isStamp(bytes, at, end) ? at + UtcTime.STAMP_LENGTH : at;
            append(text, Text.decode(bytes, begin, end));
            at = end + 1;
            if (at < to) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    /**
     * Appends a line without its escape sequences: they would take more room than their effect is worth. The code that
     * shows the line escapes the rest.
     */
    private static void append(StringBuilder text, String line) {
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == 0x1b && at + 1 < line.length() && line.charAt(at + 1) == '[') {
                at = afterSequence(line, at + 2);
                continue;
            }
            if (c != '\r') {
                text.append(c);
            }
            at++;
        }
    }

    /** The place after the final letter of an escape sequence. */
    private static int afterSequence(String line, int at) {
        int i = at;
        while (i < line.length() && line.charAt(i) < '@') {
            i++;
        }
        return Math.min(i + 1, line.length());
    }
}

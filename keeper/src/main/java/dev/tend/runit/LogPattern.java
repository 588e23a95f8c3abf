package dev.tend.runit;

/**
 * svlogd's patterns. A character stands for itself; {@code +c} for one {@code c} or more; {@code *} for whatever comes before the
 * next place where the pattern's next character stands, and at the pattern's end for all the rest. Nothing is tried twice, so a
 * match takes no longer than the line is long.
 */
final class LogPattern {

    private LogPattern() {}

    /** Tells whether the first {@code length} bytes of a line match, all of them. */
    static boolean matches(byte[] pattern, byte[] line, int length) {
        int at = 0;
        int p = 0;
        while (p < pattern.length) {
            byte c = pattern[p];
            switch (c) {
                case '*' -> {
                    p++;
                    if (p == pattern.length) {
                        return true;
                    }
                    at = find(pattern[p], line, at, length);
                    if (at == length) {
                        return false;
                    }
                }
                case '+' -> {
                    if (p + 1 == pattern.length || at == length || line[at] != pattern[p + 1]) {
                        return false;
                    }
                    at = skip(pattern[p + 1], line, at, length);
                    if (at == length) {
                        return true; // whatever else the pattern wants: so does svlogd
                    }
                    p += 2;
                }
                default -> {
                    if (at == length || line[at] != c) {
                        return false;
                    }
                    at++;
                    p++;
                }
            }
        }
        return at == length;
    }

    private static int find(byte wanted, byte[] line, int from, int length) {
        int at = from;
        while (at < length && line[at] != wanted) {
            at++;
        }
        return at;
    }

    private static int skip(byte repeated, byte[] line, int from, int length) {
        int at = from;
        while (at < length && line[at] == repeated) {
            at++;
        }
        return at;
    }
}

package dev.tend.text;

/**
 * Shell patterns over names: {@code *} any characters, {@code ?} one, {@code [a-z]} and {@code [!a-z]} one of a set, a backslash
 * takes the next character as it is. A bracket that is never closed is a plain character. Time is bounded by the product of both
 * lengths, whatever the pattern.
 */
public final class Glob {

    private Glob() {}

    /** Tells whether {@code text} has any character that is special in a pattern. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('\\') >= 0;
    }

    /** Returns the pattern that matches this name and no other. */
    public static String literal(String name) {
        var pattern = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            pattern.append(isPattern(String.valueOf(c)) ? "\\" : "").append(c);
        }
        return pattern.toString();
    }

    /** Tells whether the whole of {@code name} matches. */
    public static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int afterStar = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                afterStar = ++p;
                retry = n;
            } else if (p < pattern.length() && one(pattern, p, name.charAt(n))) {
                p = next(pattern, p);
                n++;
            } else if (afterStar >= 0) { // let the last star swallow one more
                p = afterStar;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean one(String pattern, int p, char c) {
        return switch (pattern.charAt(p)) {
            case '?' -> true;
            case '[' -> close(pattern, p) < 0 ? c == '[' : inSet(pattern, p + 1, close(pattern, p), c);
            case '\\' -> pattern.charAt(Math.min(p + 1, pattern.length() - 1)) == c;
            default -> pattern.charAt(p) == c;
        };
    }

    /** Returns the index in the pattern after the element for one character at {@code p}. */
    private static int next(String pattern, int p) {
        return switch (pattern.charAt(p)) {
            case '[' -> Math.max(close(pattern, p), p) + 1;
            case '\\' -> Math.min(p + 2, pattern.length());
            default -> p + 1;
        };
    }

    /** The bracket that closes the set opened at {@code open}, or -1; one that comes first is a member of the set. */
    private static int close(String pattern, int open) {
        int first = isNegation(pattern, open + 1) ? open + 2 : open + 1;
        return pattern.indexOf(']', first + 1);
    }

    private static boolean isNegation(String pattern, int at) {
        return at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
    }

    private static boolean inSet(String pattern, int from, int close, char c) {
        boolean negated = isNegation(pattern, from);
        int at = negated ? from + 1 : from;
        boolean found = false;
        while (at < close) {
            boolean range = at + 2 < close && pattern.charAt(at + 1) == '-';
            char last = pattern.charAt(range ? at + 2 : at);
            found |= c >= pattern.charAt(at) && c <= last;
            at += range ? 3 : 1;
        }
        return found != negated;
    }
}

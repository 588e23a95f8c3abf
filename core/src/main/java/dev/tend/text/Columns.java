package dev.tend.text;

/**
 * Counts the columns of a terminal that a text takes, and cuts it to fewer. Colours ({@code ESC [ ... m}) take none.
 */
public final class Columns {

    private static final char ESCAPE = '\u001b';
    private static final String ELLIPSIS = "…";

    /** First and last code points of what combines with the character before it. */
    private static final int[] NONE = {
        0x300, 0x36f, 0x483, 0x489, 0x591, 0x5bd, 0x610, 0x61a, 0x64b, 0x65f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x200b,
        0x200f, 0x202a, 0x202e, 0x2060, 0x2064, 0x20d0, 0x20ff, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff, 0xe0100,
        0xe01ef
    };

    /** First and last code points of what is shown two columns wide: East Asian wide characters and emoji. */
    private static final int[] TWO = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x2614, 0x2615, 0x2648, 0x2653, 0x26a1, 0x26a1, 0x2705, 0x2705,
                0x274c,
        0x274c, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0,
                0xffe6,
        0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1faff, 0x20000, 0x3fffd
    };

    private Columns() {}

    /** The columns {@code text} takes. */
    public static int width(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        int width = 0;
        for (int at = 0; at < text.length(); at = next(text, at)) {
            width += widthAt(text, at);
        }
        return width;
    }

    /** As much of {@code text} as fits, with an ellipsis where something had to go. */
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int width = 0;
        int at = 0;
        while (width + widthAt(text, at) < columns) {
            width += widthAt(text, at);
            at = next(text, at);
        }
        String reset = text.indexOf(ESCAPE) >= 0 ? ESCAPE + "[0m" : "";
        return columns < 1 ? "" : text.substring(0, at) + ELLIPSIS + reset;
    }

    /** With blanks added on the right, or, where {@code right}, on the left. */
    public static String padded(String text, int columns, boolean right) {
        String blanks = " ".repeat(Math.max(0, columns - width(text)));
        return right ? blanks + text : text + blanks;
    }

    /** Tells whether it is all letters, digits, signs and blanks of ASCII, as nearly everything is. */
    private static boolean isPlain(String text) {
        char[] chars = text.toCharArray(); // in native code each call of charAt costs more than the rest of such a loop
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static int widthAt(String text, int at) {
        if (text.charAt(at) == ESCAPE && next(text, at) > at + 1) {
            return 0;
        }
        int c = text.codePointAt(at);
        return c < 0x300 ? 1 : within(c, NONE) ? 0 : within(c, TWO) ? 2 : 1;
    }

    /** Behind the character, or the colour, at {@code at}. */
    private static int next(String text, int at) {
        int end = text.charAt(at) == ESCAPE && text.startsWith("[", at + 1) ? text.indexOf('m', at) : -1;
        return end < 0
                ? at + Character.charCount(text.codePointAt(at))
                : isColour(text, at + 2, end) ? end + 1 : at + 1;
    }

    private static boolean isColour(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ("0123456789;".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean within(int c, int[] ranges) {
        for (int i = 0; i < ranges.length; i += 2) {
            if (c >= ranges[i] && c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}

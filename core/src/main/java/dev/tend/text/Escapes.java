package dev.tend.text;

/**
 * Makes text from others harmless to show: a byte or character that a terminal would obey, or that would change the order or look of
 * what stands around it, is shown as an escape. {@code \x9b} is a byte that is no UTF-8, or a control character of ASCII, and
 * <code>&#92;u202e</code> any other character: the controls U+0080 to U+009F, the marks that change the direction of writing, the
 * separators of lines and paragraphs, and what has no width and joins nothing. A backslash stays as it is.
 *
 * <p>A byte that is no UTF-8 is expected as one of the lone surrogates U+DC80 to U+DCFF.
 */
public final class Escapes {

    private static final String HEX = "0123456789abcdef";
    private static final char ESCAPE = '\u001b';
    private static final char DELETE = '\u007f';
    private static final String RESET = ESCAPE + "[0m";
    private static final char FIRST_BYTE = '\udc80';
    private static final char LAST_BYTE = '\udcff';

    /** First and last characters of those that are not to be seen, above the controls. */
    private static final char[] HIDDEN = {
        '\u061c', '\u061c', '\u180e', '\u180e', '\u200b', '\u200b', '\u200e', '\u200f', '\u2028', '\u202e', '\u2060',
        '\u206f', '\ufeff', '\ufeff', '\ufff9', '\ufffb'
    };

    /** Tags, which nothing shows, as the surrogates of U+E0000 to U+E007F. */
    private static final char TAG = '\udb40';

    private static final char LAST_TAG = '\udc7f';

    private Escapes() {}

    /** A text of one line: line ends and tabs are escapes too. */
    public static String line(String text) {
        return isPlain(text, false) ? text : escaped(text, false, false);
    }

    /** A text of several lines. */
    public static String lines(String text) {
        return isPlain(text, true) ? text : escaped(text, true, false);
    }

    /** A text of one line that may have colours ({@code ESC [ ... m}). */
    static String cell(String text) {
        return isPlain(text, false) ? text : escaped(text, false, true);
    }

    /** A text of several lines, each of which may have colours ({@code ESC [ ... m}); they end with it. */
    public static String colored(String text) {
        return isPlain(text, true) ? text : escaped(text, true, true);
    }

    /** Tells whether the character at {@code i} has to be escaped wherever it stands; no control character of ASCII has. */
    static boolean isHidden(String text, int i) {
        char c = text.charAt(i);
        if (c < DELETE) {
            return false;
        }
        return c < '\u00a0' || isLone(text, i) || isTag(text, i) || c >= HIDDEN[0] && isHidden(c);
    }

    private static boolean isHidden(char c) {
        for (int i = 0; i < HIDDEN.length; i += 2) {
            if (c >= HIDDEN[i] && c <= HIDDEN[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether it is half of a character. */
    static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** Tells whether it is either half of a tag. */
    private static boolean isTag(String text, int i) {
        char c = text.charAt(i);
        return c == TAG && i + 1 < text.length() && text.charAt(i + 1) <= LAST_TAG && !isLone(text, i)
                || Character.isLowSurrogate(c) && c <= LAST_TAG && i > 0 && text.charAt(i - 1) == TAG;
    }

    /** Appends the escape of a character: {@code \x9b} or <code>&#92;u202e</code>. */
    static void append(StringBuilder out, char c) {
        boolean isByte = c <= DELETE || c >= FIRST_BYTE && c <= LAST_BYTE;
        out.append(isByte ? "\\x" : "\\u");
        for (int shift = isByte ? 4 : 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 15));
        }
    }

    /**
     * Tells whether it is all letters, digits, signs and blanks of ASCII, as nearly everything is.
     *
     * @param lines whether it may have line ends and tabs
     */
    private static boolean isPlain(String text, boolean lines) {
        char[] chars = text.toCharArray(); // in native code each call of charAt costs more than the rest of such a loop
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if ((c < ' ' || c > '~') && !(lines && (c == '\n' || c == '\t'))) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String text, boolean lines, boolean colors) {
        var out = new StringBuilder(text.length() + 16);
        boolean colored = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = colors && c == ESCAPE ? colorEnd(text, i) : i;
            if (end > i) {
                out.append(text, i, end);
                colored = !isReset(text, i + 2, end - 1);
                i = end;
                continue;
            }
            if (c == '\n' && colored) {
                out.append(RESET);
                colored = false;
            }
            boolean moves = c < ' ' && !(lines && (c == '\n' || c == '\t'));
            if (moves || isHidden(text, i)) {
                append(out, c);
            } else {
                out.append(c);
            }
            i++;
        }
        return out.append(colored ? RESET : "").toString();
    }

    /** Behind the color that begins at {@code at}; {@code at} where none does. */
    private static int colorEnd(String text, int at) {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '[') {
            i++;
            while (i < text.length() && "0123456789;:".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
        }
        return i > at + 1 && i < text.length() && text.charAt(i) == 'm' ? i + 1 : at;
    }

    private static boolean isReset(String text, int from, int to) {
        return from == to || to - from == 1 && text.charAt(from) == '0';
    }
}

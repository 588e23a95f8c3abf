package dev.tend.template.fmt;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Text in quotes with escapes, as Go's {@code strconv.Quote} and its relatives write it. */
public final class Quotes {

    private Quotes() {}

    /** Returns a text in double quotes. */
    public static GoString quote(GoString text) {
        return quote(text, false);
    }

    /** Returns a text in double quotes, with only ASCII characters. */
    public static GoString quoteAscii(GoString text) {
        return quote(text, true);
    }

    /** Returns a text in double quotes. */
    public static String quote(String text) {
        return quote(GoString.of(text)).utf8();
    }

    /** Returns a character in single quotes, U+FFFD for a number that is none. */
    static GoString quoteRune(long code, boolean ascii) {
        var quoted = new GoStringBuilder().appendByte('\'');
        escape(quoted, Runes.isValid(code) ? (int) code : Runes.ERROR, '\'', ascii);
        return quoted.appendByte('\'').toGoString();
    }

    /** Tells whether a text fits between back quotes in one line. */
    static boolean canBackquote(GoString text) {
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            if (!text.isRune(at) || rune == 0xfeff || rune < ' ' && rune != '\t' || rune == '`' || rune == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static GoString quote(GoString text, boolean ascii) {
        var quoted = new GoStringBuilder().appendByte('"');
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            if (text.isRune(at)) {
                escape(quoted, text.rune(at), '"', ascii);
            } else {
                hex(quoted.append("\\x"), text.at(at), 2);
            }
        }
        return quoted.appendByte('"').toGoString();
    }

    private static void escape(GoStringBuilder quoted, int rune, char quote, boolean ascii) {
        if (rune == quote || rune == '\\') {
            quoted.appendByte('\\').appendByte(rune);
        } else if (Runes.isPrintable(rune) && (rune < 0x80 || !ascii)) {
            quoted.appendRune(rune);
        } else {
            escapeUnprintable(quoted.appendByte('\\'), rune);
        }
    }

    private static void escapeUnprintable(GoStringBuilder quoted, int rune) {
        int letter = "\u0007\b\f\n\r\t\u000b".indexOf(rune);
        if (letter >= 0) {
            quoted.appendByte("abfnrtv".charAt(letter));
        } else if (rune < ' ' || rune == 0x7f) {
            hex(quoted.appendByte('x'), rune, 2);
        } else if (rune < 0x10000) {
            hex(quoted.appendByte('u'), rune, 4);
        } else {
            hex(quoted.appendByte('U'), rune, 8);
        }
    }

    private static void hex(GoStringBuilder text, int value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            text.appendByte("0123456789abcdef".charAt(value >> 4 * i & 15));
        }
    }
}

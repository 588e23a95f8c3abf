package dev.tend.template.parse;

import dev.tend.template.value.GoString;

/** The place of the lexer in the source: what it has read of the next token. */
final class Scanner {
    static final int EOF = -1;

    private static final String DECIMAL = "0123456789_";

    private final GoString text;
    /** The place where the token begins. */
    int start;
    /** The place of what is read next. */
    int offset;

    Scanner(GoString text) {
        this.text = text;
    }

    /** Reads a character; a byte that is part of none is U+FFFD. */
    int next() {
        if (isAtEnd()) {
            return EOF;
        }
        int rune = text.rune(offset);
        offset += text.runeLength(offset);
        return rune;
    }

    int peek() {
        return isAtEnd() ? EOF : text.rune(offset);
    }

    /** Returns the byte at an offset, or -1 behind the end. */
    int at(int index) {
        return index < text.length() ? text.at(index) : EOF;
    }

    /** Returns the byte that was read last. */
    int last() {
        return text.at(offset - 1);
    }

    boolean isAtEnd() {
        return offset >= text.length();
    }

    boolean isDigit() {
        int next = at(offset);
        return next >= '0' && next <= '9';
    }

    boolean startsWith(GoString part, int at) {
        if (part.length() > text.length() - at) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (text.at(at + i) != part.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns what has been read of the token. */
    GoString pending() {
        return text.substring(start, offset);
    }

    boolean isPending() {
        return offset > start;
    }

    /** Begins the next token at an offset. */
    void skipTo(int next) {
        start = next;
        offset = next;
    }

    /** Returns where the text that ends at an offset ends without the blanks at its end. */
    int trimmedEnd(int end) {
        int trimmed = end;
        while (trimmed > start && Characters.isSpace(text.at(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    /** Returns where the text that begins at an offset begins without the blanks at its beginning. */
    int trimmedStart(int begin) {
        int trimmed = begin;
        while (Characters.isSpace(at(trimmed))) {
            trimmed++;
        }
        return trimmed;
    }

    /** Reads letters and digits; returns the character behind them. */
    int skipAlphanumerics() {
        while (Characters.isAlphanumeric(peek())) {
            next();
        }
        return peek();
    }

    /** Reads a number, of which only the characters are checked; returns whether none follows that may not. */
    boolean number() {
        accept("+-");
        String digits = DECIMAL;
        if (accept("0")) {
            digits = accept("xX")
                    ? "0123456789abcdefABCDEF_"
                    : accept("oO") ? "01234567_" : accept("bB") ? "01_" : digits;
        }
        acceptAll(digits);
        if (accept(".")) {
            acceptAll(digits);
        }
        if (digits.length() == 11 && accept("eE") || digits.length() == 23 && accept("pP")) {
            accept("+-");
            acceptAll(DECIMAL);
        }
        accept("i");
        if (Characters.isAlphanumeric(peek())) {
            next();
            return false;
        }
        return true;
    }

    private boolean accept(String characters) {
        int next = at(offset);
        if (next < 0 || characters.indexOf(next) < 0) {
            return false;
        }
        offset++;
        return true;
    }

    private void acceptAll(String characters) {
        while (accept(characters)) {}
    }
}

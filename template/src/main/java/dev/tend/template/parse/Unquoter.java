package dev.tend.template.parse;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Reads the escapes of strings and characters, as Go's {@code strconv.Unquote} does. */
final class Unquoter {
    private final GoString text;
    private final GoStringBuilder result = new GoStringBuilder(Integer.MAX_VALUE - 8);
    private int at = 1;

    private Unquoter(GoString text) {
        this.text = text;
    }

    /**
     * Returns what a string in double or back quotes means.
     *
     * @throws SyntaxException if an escape in it is none of Go's
     */
    static GoString unquote(GoString text) {
        return text.at(0) == '`' ? raw(text) : new Unquoter(text).string();
    }

    /** Returns the string without its quotes, and without carriage returns. */
    private static GoString raw(GoString text) {
        GoStringBuilder result = new GoStringBuilder(Integer.MAX_VALUE - 8);
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.at(i) != '\r') {
                result.appendByte(text.at(i));
            }
        }
        return result.toGoString();
    }

    /**
     * Returns the character that a constant in single quotes stands for.
     *
     * @throws SyntaxException if it is not one character
     */
    static int character(GoString text) {
        Unquoter unquoter = new Unquoter(text);
        int rune = unquoter.next('\'').value();
        if (unquoter.at != text.length() - 1) {
            throw new SyntaxException("malformed character constant: " + text.utf8());
        }
        return rune;
    }

    private GoString string() {
        while (at < text.length() - 1) {
            Unit unit = next('"');
            if (unit.isByte()) {
                result.appendByte(unit.value());
            } else {
                result.appendRune(unit.value());
            }
        }
        return result.toGoString();
    }

    /** A character, or a byte that an escape names. */
    private record Unit(int value, boolean isByte) {}

    private Unit next(char quote) {
        int first = text.at(at);
        if (first == quote || first == '\n') {
            throw invalid();
        }
        if (first != '\\') {
            int rune = text.rune(at);
            at += text.runeLength(at);
            return new Unit(rune, false);
        }
        at += 2;
        return at > text.length() - 1 ? fail() : escape(text.at(at - 1), quote);
    }

    private Unit escape(int letter, char quote) {
        return switch (letter) {
            case 'a' -> new Unit(7, false);
            case 'b' -> new Unit('\b', false);
            case 'f' -> new Unit('\f', false);
            case 'n' -> new Unit('\n', false);
            case 'r' -> new Unit('\r', false);
            case 't' -> new Unit('\t', false);
            case 'v' -> new Unit(11, false);
            case '\\' -> new Unit('\\', false);
            case 'x' -> new Unit(digits(2, 16), true);
            case 'u' -> new Unit(checked(digits(4, 16)), false);
            case 'U' -> new Unit(checked(digits(8, 16)), false);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> letter == quote ? new Unit(letter, false) : fail();
        };
    }

    private Unit octal() {
        at--;
        long value = digits(3, 8);
        return value > 0xff ? fail() : new Unit((int) value, true);
    }

    private int digits(int count, int base) {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            int digit = at < text.length() - 1 && text.at(at) < 0x80 ? Character.digit(text.at(at), base) : -1;
            if (digit < 0) {
                throw invalid();
            }
            value = value * base + digit;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private static int checked(int rune) {
        if (!Character.isValidCodePoint(rune) || rune >= 0xd800 && rune <= 0xdfff) {
            throw invalid();
        }
        return rune;
    }

    private static Unit fail() {
        throw invalid();
    }

    private static SyntaxException invalid() {
        return new SyntaxException("invalid syntax");
    }
}

package dev.tend.template.fmt;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Writes one boolean, number or text by the flags of its verb. */
final class Formatter {

    private final GoStringBuilder out;
    private final Flags flags;

    Formatter(GoStringBuilder out, Flags flags) {
        this.out = out;
        this.flags = flags;
    }

    /** Writes a text in a field as wide as the flags say; a width is a number of characters. */
    void pad(GoString text) {
        if (!flags.hasWidth() || flags.width == 0) {
            out.append(text);
            return;
        }
        int missing = flags.width - text.runeCount();
        if (flags.minus) {
            out.append(text);
            padding(missing);
        } else {
            padding(missing);
            out.append(text);
        }
    }

    void pad(String text) {
        pad(GoString.of(text));
    }

    private void padWithBlanks(GoString text) {
        boolean zero = flags.zero;
        flags.zero = false;
        pad(text);
        flags.zero = zero;
    }

    private void padding(int count) {
        repeat(out, flags.zero && !flags.minus ? '0' : ' ', count);
    }

    private static void repeat(GoStringBuilder text, char character, int times) {
        for (int i = 0; i < times; i++) {
            text.appendByte(character);
        }
    }

    /**
     * Writes an integer of 64 bits.
     *
     * @param base 2, 8, 10 or 16
     */
    void integer(long bits, int base, boolean signed, char verb) {
        boolean negative = signed && bits < 0;
        long size = negative ? -bits : bits;
        int digits = 0;
        if (flags.hasPrecision()) {
            digits = flags.precision;
            if (digits == 0 && size == 0) {
                padWithBlanks(GoString.EMPTY);
                return;
            }
        } else if (flags.zero && !flags.minus && flags.hasWidth()) {
            digits = flags.width - (negative || flags.plus || flags.space ? 1 : 0);
        }
        String text = Long.toUnsignedString(size, base);
        var number = new GoStringBuilder();
        sign(number, negative);
        prefix(number, base, verb, text.charAt(0) == '0' || digits > text.length());
        repeat(number, '0', digits - text.length());
        number.append(verb == 'X' ? upper(text) : text);
        padWithBlanks(number.toGoString());
    }

    /** Writes a number without a sign in hexadecimal digits, behind {@code 0x} or not whatever the flags say. */
    void hex(long bits, boolean prefix) {
        boolean sharp = flags.sharp;
        flags.sharp = prefix;
        integer(bits, 16, false, 'v');
        flags.sharp = sharp;
    }

    private void sign(GoStringBuilder number, boolean negative) {
        if (negative) {
            number.appendByte('-');
        } else if (flags.plus) {
            number.appendByte('+');
        } else if (flags.space) {
            number.appendByte(' ');
        }
    }

    private void prefix(GoStringBuilder number, int base, char verb, boolean beginsWithZero) {
        if (verb == 'O') {
            number.append("0o");
        }
        if (flags.sharp) {
            switch (base) {
                case 2 -> number.append("0b");
                case 8 -> {
                    if (!beginsWithZero) {
                        number.appendByte('0');
                    }
                }
                case 16 -> number.append(verb == 'X' ? "0X" : "0x");
                default -> {}
            }
        }
    }

    /** Returns a text with the letters of ASCII in upper case. */
    static String upper(String text) {
        var upper = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    /** Writes the character of a code. */
    void character(long code) {
        pad(new GoStringBuilder().appendRune(rune(code)).toGoString());
    }

    /** Writes the character of a code in single quotes. */
    void quotedCharacter(long code) {
        pad(Quotes.quoteRune(code, flags.plus));
    }

    private static int rune(long code) {
        return code < 0 || code > Runes.MAX ? Runes.ERROR : (int) code;
    }

    /** Writes a code as {@code U+0078}, with {@code #} as {@code U+0078 'x'}. */
    void unicode(long code) {
        String hex = upper(Long.toUnsignedString(code, 16));
        var text = new GoStringBuilder();
        repeat(text.append("U+"), '0', Math.max(4, flags.precision) - hex.length());
        text.append(hex);
        if (flags.sharp && code >= 0 && code <= Runes.MAX && Runes.isPrintable((int) code)) {
            text.append(" '").appendRune((int) code).appendByte('\'');
        }
        padWithBlanks(text.toGoString());
    }

    /** Writes a text, cut to as many characters as the precision says. */
    void text(GoString text) {
        pad(truncate(text));
    }

    private GoString truncate(GoString text) {
        if (!flags.hasPrecision()) {
            return text;
        }
        int at = 0;
        for (int left = flags.precision; left > 0 && at < text.length(); left--) {
            at += text.runeLength(at);
        }
        return text.substring(0, at);
    }

    /** Writes a text in quotes: back quotes with {@code #} where it can be, only ASCII with {@code +}. */
    void quoted(GoString text) {
        GoString cut = truncate(text);
        if (flags.sharp && Quotes.canBackquote(cut)) {
            pad(new GoStringBuilder()
                    .appendByte('`')
                    .append(cut)
                    .appendByte('`')
                    .toGoString());
        } else {
            pad(flags.plus ? Quotes.quoteAscii(cut) : Quotes.quote(cut));
        }
    }

    /** Writes the bytes of a text in hexadecimal digits. The precision is a number of bytes. */
    void hex(GoString bytes, boolean upper) {
        int length = flags.hasPrecision() ? Math.min(flags.precision, bytes.length()) : bytes.length();
        if (length == 0) {
            if (flags.hasWidth()) {
                padding(flags.width);
            }
            return;
        }
        String digits = upper ? "0123456789ABCDEFX" : "0123456789abcdefx";
        long width = 2L * length;
        if (flags.space) {
            width = width * (flags.sharp ? 2 : 1) + length - 1;
        } else if (flags.sharp) {
            width += 2;
        }
        int missing = (int) Math.max(0, flags.width - width);
        if (!flags.minus) {
            padding(missing);
        }
        hexDigits(bytes, length, digits);
        if (flags.minus) {
            padding(missing);
        }
    }

    private void hexDigits(GoString bytes, int length, String digits) {
        for (int i = 0; i < length; i++) {
            if (flags.space && i > 0) {
                out.appendByte(' ');
            }
            if (flags.sharp && (flags.space || i == 0)) {
                out.appendByte('0').appendByte(digits.charAt(16));
            }
            out.appendByte(digits.charAt(bytes.at(i) >> 4 & 15)).appendByte(digits.charAt(bytes.at(i) & 15));
        }
    }

    /**
     * Writes a floating point number.
     *
     * @param form the form as {@link FloatText} knows it
     * @param usual the precision where the flags give none
     * @param single whether it is one of 32 bits
     */
    void floating(double value, char form, int usual, boolean single) {
        int precision = flags.hasPrecision() ? flags.precision : usual;
        String text = FloatText.format(value, form, precision, single);
        boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
        char sign = signed ? text.charAt(0) : '+';
        String number = signed ? text.substring(1) : text;
        if (flags.space && sign == '+' && !flags.plus) {
            sign = ' ';
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            boolean bare = Double.isNaN(value) && !flags.space && !flags.plus;
            padWithBlanks(GoString.of(bare ? number : sign + number));
            return;
        }
        if (flags.sharp && form != 'b') {
            number = FloatPoints.keep(number, form, precision);
        }
        signedNumber(sign, number);
    }

    private void signedNumber(char sign, String number) {
        if (!flags.plus && sign == '+') {
            pad(number);
        } else if (flags.zero && !flags.minus && flags.width > number.length() + 1) {
            out.appendByte(sign);
            padding(flags.width - number.length() - 1);
            out.append(number);
        } else {
            pad(sign + number);
        }
    }
}

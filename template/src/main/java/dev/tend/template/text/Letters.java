package dev.tend.template.text;

import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import java.util.function.IntUnaryOperator;

/** Upper, lower and title case, character by character as in Go: a character stays one character. */
public final class Letters {

    private Letters() {}

    /** Returns the string in lower case. */
    public static GoString lower(GoString text) {
        return map(text, Character::toLowerCase);
    }

    /** Returns the string in upper case. */
    public static GoString upper(GoString text) {
        return map(text, Character::toUpperCase);
    }

    /** Replaces each character. A byte that is part of none becomes U+FFFD, as in Go. */
    public static GoString map(GoString text, IntUnaryOperator mapping) {
        var mapped = new GoStringBuilder();
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            mapped.appendRune(mapping.applyAsInt(text.rune(at)));
        }
        return mapped.toGoString();
    }

    /**
     * Returns the string with the first letter of each word in title case, others as they are. Words end as Unicode defines it: an
     * apostrophe, a dot or a colon between letters does not end one.
     */
    public static GoString titleWords(GoString text) {
        var titled = new GoStringBuilder();
        boolean within = false;
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            boolean part = isWordPart(rune) || within && isBetweenLetters(text, at);
            titled.appendRune(part && !within ? Character.toTitleCase(rune) : rune);
            within = part;
        }
        return titled.toGoString();
    }

    private static boolean isWordPart(int rune) {
        return Character.isLetterOrDigit(rune)
                || rune == '_'
                || switch (Character.getType(rune)) {
                    case Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK,
                            Character.COMBINING_SPACING_MARK,
                            Character.CONNECTOR_PUNCTUATION,
                            Character.FORMAT -> true;
                    default -> false;
                };
    }

    private static boolean isBetweenLetters(GoString text, int at) {
        int next = at + text.runeLength(at);
        return "'.:\u00b7\u2018\u2019\u2024\u2027".indexOf(text.rune(at)) >= 0
                && next < text.length()
                && Character.isLetter(text.rune(next));
    }

    /** Returns the string with the first letter of each word in title case, by the simpler rule of {@code strings.Title}. */
    public static GoString title(GoString text) {
        var titled = new GoStringBuilder();
        int before = ' ';
        for (int at = 0; at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            titled.appendRune(separates(before) ? Character.toTitleCase(rune) : rune);
            before = rune;
        }
        return titled.toGoString();
    }

    private static boolean separates(int rune) {
        if (rune <= 0x7f) {
            return !Character.isLetterOrDigit(rune) && rune != '_';
        }
        return !Character.isLetterOrDigit(rune) && Texts.isSpace(rune);
    }
}

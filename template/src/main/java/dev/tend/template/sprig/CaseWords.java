package dev.tend.template.sprig;

import dev.tend.template.text.Texts;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;

/** Names such as {@code first_name} and {@code FirstName}. */
final class CaseWords {

    private CaseWords() {}

    private static boolean isConnector(int rune) {
        return rune == '-' || rune == '_' || Texts.isSpace(rune);
    }

    /** Returns the words in one, each with a capital letter in front and small ones behind. Connectors at the ends stay. */
    static GoString pascal(GoString text) {
        var name = new GoStringBuilder();
        int at = 0;
        while (at < text.length() && isConnector(text.rune(at))) {
            name.appendRune(text.rune(at));
            at += text.runeLength(at);
        }
        if (at == text.length()) {
            return text;
        }
        int pending = Character.toUpperCase(text.rune(at));
        for (at += text.runeLength(at); at < text.length(); at += text.runeLength(at)) {
            int rune = text.rune(at);
            if (!isConnector(pending)) {
                name.appendRune(pending);
                pending = Character.toLowerCase(rune);
            } else if (isConnector(rune)) {
                name.appendRune(pending);
                pending = rune;
            } else {
                pending = Character.toUpperCase(rune);
            }
        }
        return name.appendRune(pending).toGoString();
    }

    /** Returns the words in small letters with a connector between them. */
    static GoString separated(GoString text, char connector) {
        var name = new GoStringBuilder();
        int[] runes = text.utf8().codePoints().toArray();
        for (int i = 0; i < runes.length; i++) {
            if (isConnector(runes[i])) {
                name.appendByte(connector);
                continue;
            }
            if (i > 0 && !isConnector(runes[i - 1]) && beginsWord(runes, i)) {
                name.appendByte(connector);
            }
            name.appendRune(Character.toLowerCase(runes[i]));
        }
        return name.toGoString();
    }

    /** A word begins at a capital letter behind a small one, at the last of several capitals, and at a number that small letters follow. */
    private static boolean beginsWord(int[] runes, int at) {
        int before = runes[at - 1];
        int rune = runes[at];
        if (Character.isUpperCase(rune)) {
            boolean small = at + 1 < runes.length && Character.isLowerCase(runes[at + 1]);
            return !Character.isUpperCase(before) || small;
        }
        if (Character.isDigit(rune) && Character.isLetter(before)) {
            int end = at;
            while (end < runes.length && Character.isDigit(runes[end])) {
                end++;
            }
            return end < runes.length && Character.isLowerCase(runes[end]) && !isWithinNumber(runes, at);
        }
        return false;
    }

    /** Tells whether a number stands in a word that begins with one, such as the 3 in 2m3s. */
    private static boolean isWithinNumber(int[] runes, int at) {
        int from = at;
        while (from > 0 && Character.isLowerCase(runes[from - 1])) {
            from--;
        }
        return from > 0 && Character.isDigit(runes[from - 1]);
    }
}

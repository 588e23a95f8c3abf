package dev.tend.template.parse;

import dev.tend.template.fmt.Runes;
import java.util.Locale;

/** Classes of characters in the source. */
final class Characters {
    private Characters() {}

    static boolean isSpace(int rune) {
        return rune == ' ' || rune == '\t' || rune == '\r' || rune == '\n';
    }

    static boolean isAlphanumeric(int rune) {
        return rune == '_' || rune >= 0 && (Character.isLetter(rune) || Character.isDigit(rune));
    }

    /** Returns a character by its number and, if it is printable, itself, as Go's {@code %#U} does. */
    static String describe(int rune) {
        String number =
                "U+" + "0".repeat(Math.max(0, 4 - Integer.toHexString(rune).length()))
                        + Integer.toHexString(rune).toUpperCase(Locale.ROOT);
        return Runes.isPrintable(rune) ? number + " '" + Character.toString(rune) + "'" : number;
    }
}

package dev.tend.template.parse;

import dev.tend.template.value.GoString;

/** White space of Unicode, of which a template may consist and yet count as empty. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(GoString text) {
        for (int i = 0; i < text.length(); i += text.runeLength(i)) {
            if (!isBlank(text.rune(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int rune) {
        return rune >= '\t' && rune <= '\r' || rune == 0x85 || Character.isSpaceChar(rune);
    }
}

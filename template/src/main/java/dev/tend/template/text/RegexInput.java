package dev.tend.template.text;

import dev.tend.template.value.GoString;
import java.util.Arrays;

/**
 * A string as the library for regular expressions gets it: as characters, of which each byte that is no UTF-8 is U+FFFD, as in Go. Given
 * bytes, the library takes what is behind a character beyond ASCII for the beginning of the text.
 */
final class RegexInput {

    private final String text;
    /** The offset of each character in the bytes, and the end of the last one. */
    private final int[] offsets;

    private RegexInput(String text, int[] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    static RegexInput of(GoString bytes) {
        var text = new StringBuilder(bytes.length());
        int[] offsets = new int[bytes.length() + 1];
        for (int at = 0; at < bytes.length(); at += bytes.runeLength(at)) {
            int rune = bytes.rune(at);
            Arrays.fill(offsets, text.length(), text.length() + Character.charCount(rune), at);
            text.appendCodePoint(rune);
        }
        offsets[text.length()] = bytes.length();
        return new RegexInput(text.toString(), offsets);
    }

    String text() {
        return text;
    }

    /** Returns the byte of a character; -1 for -1. */
    int offset(int index) {
        return index < 0 ? -1 : offsets[index];
    }

    /** Returns where the character behind another begins, or one more than the length. */
    int next(int index) {
        return index < text.length() ? index + Character.charCount(text.codePointAt(index)) : index + 1;
    }
}

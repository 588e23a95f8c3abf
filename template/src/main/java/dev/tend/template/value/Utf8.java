package dev.tend.template.value;

/** UTF-8, as Go reads and writes it: only the shortest form of a character, and no surrogates. */
final class Utf8 {
    static final int REPLACEMENT = 0xfffd;

    private Utf8() {}

    /** Returns the number of bytes of the character that begins at an index, or 0 where none does. */
    static int length(byte[] bytes, int index) {
        int first = bytes[index] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length == 0 || index + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[index + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return isShortest(decode(bytes, index, length), length) ? length : 0;
    }

    private static boolean isShortest(int rune, int length) {
        return switch (length) {
            case 2 -> rune >= 0x80;
            case 3 -> rune >= 0x800 && (rune < 0xd800 || rune > 0xdfff);
            default -> rune >= 0x10000 && rune <= 0x10ffff;
        };
    }

    /** Returns the character of a length that begins at an index. */
    static int decode(byte[] bytes, int index, int length) {
        if (length == 1) {
            return bytes[index];
        }
        int rune = bytes[index] & 0xff >> length + 1;
        for (int i = 1; i < length; i++) {
            rune = rune << 6 | bytes[index + i] & 0x3f;
        }
        return rune;
    }
}

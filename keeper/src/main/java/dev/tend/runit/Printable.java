package dev.tend.runit;

import dev.tend.posix.Text;

/** Replaces bytes that are not to be shown in a log, as {@code -r} and {@code -R} ask for it. */
final class Printable {

    private static final byte USUAL = '_';

    private final byte[] table = new byte[256];

    /**
     * @param replacement one byte, or "" for the usual one
     * @param others characters to replace beside those that do not print
     */
    Printable(String replacement, String others) {
        boolean asked = !replacement.isEmpty() || !others.isEmpty();
        byte instead = replacement.isEmpty() ? USUAL : Text.encode(replacement)[0];
        for (int c = 0; c < table.length; c++) {
            table[c] = asked && (c < ' ' || c > '~') ? instead : (byte) c;
        }
        for (byte other : Text.encode(others)) {
            table[other & 0xff] = instead;
        }
    }

    byte shown(byte one) {
        return table[one & 0xff];
    }
}

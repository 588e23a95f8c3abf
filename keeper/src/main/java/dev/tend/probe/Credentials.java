package dev.tend.probe;

import dev.tend.posix.Text;

/** A name and a password as a header has them: {@code Basic YWRhOmxvdmVsYWNl} (RFC 7617). */
final class Credentials {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private Credentials() {}

    /** @param user {@code name:password}; a name alone has an empty one */
    static String basic(String user) {
        byte[] bytes = Text.encode(user.indexOf(':') < 0 ? user + ":" : user);
        var text = new StringBuilder("Basic ");
        for (int i = 0; i < bytes.length; i += 3) {
            int group = at(bytes, i) << 16 | at(bytes, i + 1) << 8 | at(bytes, i + 2);
            for (int digit = 0; digit < 4; digit++) {
                boolean there = i + digit <= bytes.length;
                text.append(there ? DIGITS.charAt(group >> (18 - 6 * digit) & 0x3f) : '=');
            }
        }
        return text.toString();
    }

    private static int at(byte[] bytes, int i) {
        return i < bytes.length ? bytes[i] & 0xff : 0;
    }
}

package dev.tend.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Names of files as parts of keys. {@code %xx} is the byte of that number in hexadecimal digits, so that a key may have a part that cannot be
 * the name of a file.
 */
final class KeyNames {

    private KeyNames() {}

    /** Returns whether an entry of that name is none of the tree: editors and version control leave such. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.endsWith("~");
    }

    /** Returns the part of a key; empty where a percent sign is not followed by two hexadecimal digits. */
    static Optional<String> decode(String name) {
        if (name.indexOf('%') < 0) {
            return Optional.of(name);
        }
        var bytes = new ByteArrayOutputStream();
        byte[] encoded = name.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
                int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(encoded[i]);
            }
        }
        return Optional.of(bytes.toString(UTF_8));
    }
}

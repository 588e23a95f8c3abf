package dev.tend.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** C of our own that passes insert. */
final class Resources {

    private Resources() {}

    static String text(String name) {
        try (var file = Resources.class.getResourceAsStream(name)) {
            UnexpectedCodeException.unless(file != null, "a resource " + name);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

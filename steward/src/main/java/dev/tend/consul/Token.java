package dev.tend.consul;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** The token of the requests. One in a file is read again when the file changes. For any thread. */
final class Token {

    private static final int LONGEST = 4 << 10;

    private final Optional<Path> file;
    private Optional<String> value;
    private Optional<Stamp> stamp = Optional.empty();

    private record Stamp(FileTime changed, long size, Optional<Object> identity) {}

    /** @param value the token where there is no file */
    Token(Optional<String> value, Optional<Path> file) {
        this.value = value;
        this.file = file;
    }

    /** Returns the token as it is now; a file that cannot be read leaves the one before. */
    synchronized Optional<String> current() {
        if (file.isPresent()) {
            try {
                read(file.get());
            } catch (IOException unreadable) {
                return value;
            }
        }
        return value;
    }

    private void read(Path path) throws IOException {
        var attributes = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class);
        var now = Optional.of(
                new Stamp(attributes.lastModifiedTime(), attributes.size(), Optional.ofNullable(attributes.fileKey())));
        if (now.equals(stamp)) {
            return;
        }
        if (attributes.size() > LONGEST) {
            throw new IOException("too long for a token");
        }
        String text = Files.readString(path).strip();
        value = text.isEmpty() || text.chars().anyMatch(each -> each <= ' ' || each > '~')
                ? Optional.empty()
                : Optional.of(text);
        stamp = now;
    }
}

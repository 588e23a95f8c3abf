package dev.tend.render;

import dev.tend.template.value.GoString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The only directory that the renderer writes to. Each content is a file named by its hash, which the keeper reads. For one thread. */
final class Spool {

    private static final String BEING_WRITTEN = "new-";

    private final Path directory;

    /** @throws IOException where it cannot be emptied */
    Spool(Path directory) throws IOException {
        this.directory = directory;
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Returns the SHA-256 of a text, in lower hexadecimal digits. */
    static String hash(GoString text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.toBytes()));
        } catch (NoSuchAlgorithmException always) {
            throw new IllegalStateException(always);
        }
    }

    /**
     * Writes a content; returns the name of its file.
     *
     * @throws IOException where there is no space, or the directory is gone
     */
    String put(Outcome.Rendered content) throws IOException {
        var file = directory.resolve(content.hash());
        if (!Files.exists(file)) {
            var part = directory.resolve(BEING_WRITTEN + content.hash());
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(part, content.text().toBytes(), StandardOpenOption.WRITE);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return content.hash();
    }

    /** Removes a file that is not needed any more. */
    void remove(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}

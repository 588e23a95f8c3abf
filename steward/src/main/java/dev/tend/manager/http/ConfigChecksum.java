package dev.tend.manager.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** The CRC-32 of the managed process's configuration as it is now, so that clients see which one it would start with. */
final class ConfigChecksum {

    private static final String UNKNOWN = "unknown";
    private static final int CHUNK = 8 << 10;

    private final Optional<Path> file;

    ConfigChecksum(Optional<Path> file) {
        this.file = file;
    }

    /** In decimal, or {@code unknown} where the file cannot be read. */
    String text() {
        return file.filter(Files::isRegularFile).map(ConfigChecksum::of).orElse(UNKNOWN);
    }

    private static String of(Path path) {
        var checksum = new CRC32();
        try (var in = new CheckedInputStream(Files.newInputStream(path), checksum)) {
            var chunk = new byte[CHUNK];
            while (in.read(chunk) >= 0) {
                // only the sum is of interest
            }
            return String.valueOf(checksum.getValue());
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}

package dev.tend.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A folder of secrets: plain files, and such as Kubernetes mounts, which are swapped all at once by one link. */
final class SecretFolder {

    private final Path folder;
    private int version;

    SecretFolder(Path folder) {
        this.folder = folder;
        quietly(() -> Files.createDirectories(folder));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void quietly(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plain file, whole. */
    void put(String name, String value) {
        quietly(() -> {
            Path part = Files.writeString(folder.resolveSibling("part"), value);
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        });
    }

    void remove(String name) {
        quietly(() -> Files.delete(folder.resolve(name)));
    }

    /** Replaces the content of the volume, in the order in which Kubernetes does it: the swap, then the names. */
    void mount(Map<String, String> secrets) {
        quietly(() -> {
            Path data = Files.createDirectory(folder.resolve("..2026_" + ++version));
            for (var secret : secrets.entrySet()) {
                Files.writeString(data.resolve(secret.getKey()), secret.getValue());
            }
            Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
            Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            for (String name : secrets.keySet()) {
                if (!Files.isSymbolicLink(folder.resolve(name))) {
                    Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
                }
            }
            try (var names = Files.newDirectoryStream(folder, path -> isStale(path, secrets))) {
                for (Path stale : names) {
                    Files.delete(stale);
                }
            }
        });
    }

    private static boolean isStale(Path path, Map<String, String> secrets) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && Files.isSymbolicLink(path) && !secrets.containsKey(name);
    }
}

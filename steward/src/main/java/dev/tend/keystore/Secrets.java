package dev.tend.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The content of a folder of secrets at a moment, reduced to what tells it from that at another. Only files count,
 * links to them included, and none whose name begins with a dot, such as those with which Kubernetes swaps a volume.
 *
 * @param count the number of secrets
 * @param digest of all names and contents
 */
record Secrets(int count, String digest) {

    /** @throws IOException where the folder, or one of them, cannot be read */
    static Secrets in(Path folder) throws IOException {
        var all = sha256();
        var files = files(folder);
        for (Path file : files) {
            all.update(sha256().digest(file.getFileName().toString().getBytes(UTF_8)));
            all.update(contents(file));
        }
        return new Secrets(files.size(), HexFormat.of().formatHex(all.digest()));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var names = Files.newDirectoryStream(folder, path -> isSecret(path) && Files.isRegularFile(path))) {
            var files = new ArrayList<Path>();
            names.forEach(files::add);
            files.sort(null);
            return files;
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
    }

    private static boolean isSecret(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }

    private static byte[] contents(Path file) throws IOException {
        var digest = sha256();
        try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package dev.tend.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that can be seen of the files below some directories, from their mode to their content and the time of their last change. */
final class FileSnapshot {

    private static final List<String> ATTRIBUTES =
            List.of("unix:mode", "unix:uid", "unix:gid", "unix:nlink", "unix:ctime", "size");

    /** So much of a file's beginning is shown where it has changed. */
    private static final int SHOWN = 60;

    private FileSnapshot() {}

    static Map<String, String> of(List<Path> directories) {
        var found = new TreeMap<String, String>();
        for (Path directory : directories) {
            try (var paths = Files.walk(directory)) {
                paths.forEach(path -> found.put(path.toString(), describe(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** Returns the files that differ: both descriptions of each. */
    static Map<String, String> difference(Map<String, String> before, Map<String, String> now) {
        var difference = new TreeMap<String, String>();
        before.forEach((path, description) -> {
            if (!description.equals(now.get(path))) {
                difference.put(path, description + " became " + now.get(path));
            }
        });
        now.forEach((path, description) -> {
            if (!before.containsKey(path)) {
                difference.put(path, "new: " + description);
            }
        });
        return difference;
    }

    private static String describe(Path path) {
        try {
            var text = new StringBuilder();
            for (String attribute : ATTRIBUTES) {
                text.append(Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS))
                        .append(' ');
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                String content = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
                text.append(content.hashCode()).append(' ').append(content, 0, Math.min(content.length(), SHOWN));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tend.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import dev.tend.catalog.ConsulJson;
import dev.tend.catalog.HealthEntries;
import dev.tend.catalog.MalformedException;
import dev.tend.template.data.ServiceInstance;
import dev.tend.template.value.GoString;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a tree of keys and services. Each directory is opened relative to the one above it, so that no link leads out of the tree, whoever
 * changes it meanwhile: a link to a file is followed where that file is in the tree, a link to a directory is not. Files that have not
 * changed are not read again. For one thread.
 */
final class TreeReader {

    /** The directory of catalogue entries, at the top. */
    private static final String SERVICES = "services";

    private static final String ENTRY = ".json";

    /** The number of bytes of a value, as in Consul. */
    private static final int LARGEST_VALUE = 512 << 10;

    private static final int LARGEST_ENTRY = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int MOST_FILES = 100_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final int MOST_PROBLEMS = 20;

    private final TreeWatch watch;
    private Map<Path, Cached> cache = Map.of();

    /** The identity and the content of a file when it was last read. */
    private record Cached(Stamp stamp, GoString bytes, List<ServiceInstance> instances, Optional<String> problem) {}

    private record Stamp(long size, FileTime changed, Optional<Object> identity) {

        private static Stamp of(BasicFileAttributes file) {
            return new Stamp(file.size(), file.lastModifiedTime(), Optional.ofNullable(file.fileKey()));
        }
    }

    TreeReader(TreeWatch watch) {
        this.watch = watch;
    }

    /**
     * Reads the tree.
     *
     * @throws IOException where the root, or the tree as a whole, cannot be read; what cannot be read in it is a problem of the result
     */
    KeyTree read(Path root, Touched touched) throws IOException {
        watch.addParent();
        var real = root.toRealPath();
        var reading = new Reading(real, touched);
        watch.add(real);
        try (var top = open(real)) {
            reading.walk(top, real, "", 0);
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        } catch (OversizedException tooMuch) {
            throw new IOException(tooMuch.getMessage(), tooMuch);
        }
        cache = reading.read;
        return new KeyTree(reading.keys, List.copyOf(reading.instances), List.copyOf(reading.problems));
    }

    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    private static SecureDirectoryStream<Path> open(Path directory) throws IOException {
        var stream = Files.newDirectoryStream(directory);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this file system cannot be read without following links");
    }

    /** Ends a pass over a tree that has too much in it. */
    private static final class OversizedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private OversizedException(String message) {
            super(message);
        }
    }

    /** One pass over the tree. */
    private final class Reading {

        private final Path root;
        private final Touched touched;
        private final Map<Path, Cached> read = new HashMap<>();
        private final TreeMap<String, GoString> keys = new TreeMap<>();
        private final List<ServiceInstance> instances = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private long bytes;

        private Reading(Path root, Touched touched) {
            this.root = root;
            this.touched = touched;
        }

        private void walk(SecureDirectoryStream<Path> directory, Path path, String prefix, int depth)
                throws IOException {
            for (Path entry : directory) {
                String name = entry.getFileName().toString();
                if (!KeyNames.isHidden(name)) {
                    try {
                        visit(directory, path.resolve(name), prefix, depth);
                    } catch (IOException | MalformedException unreadable) {
                        problem(path.resolve(name), unreadable.getMessage());
                    }
                }
            }
        }

        private void visit(SecureDirectoryStream<Path> directory, Path path, String prefix, int depth)
                throws IOException {
            var name = path.getFileName();
            var attributes = attributes(directory, name);
            if (attributes.isDirectory()) {
                if (prefix.isEmpty() && name.toString().equals(SERVICES)) {
                    descend(directory, path, SERVICES, depth);
                } else {
                    descend(directory, path, prefix + part(name) + "/", depth);
                }
            } else if (attributes.isSymbolicLink()) {
                follow(path, prefix);
            } else if (attributes.isRegularFile()) {
                add(path, prefix, file(directory, path, path, attributes, prefix));
            }
        }

        private void descend(SecureDirectoryStream<Path> directory, Path path, String prefix, int depth)
                throws IOException {
            if (depth >= DEEPEST || prefix.equals(SERVICES) && depth > 0) {
                problem(path, "is nested too deep");
                return;
            }
            watch.add(path);
            try (var below = directory.newDirectoryStream(path.getFileName(), NOFOLLOW_LINKS)) {
                walk(below, path, prefix, depth + 1);
            }
        }

        private void follow(Path link, String prefix) throws IOException {
            var target = link.toRealPath();
            if (!target.startsWith(root)) {
                problem(link, "leads out of the tree");
                return;
            }
            var opened = new ArrayList<SecureDirectoryStream<Path>>();
            try {
                opened.add(open(root));
                var way = root.relativize(target);
                for (Path part : way.getNameCount() > 1 ? way.getParent() : Path.of("")) {
                    if (!part.toString().isEmpty()) {
                        opened.add(opened.getLast().newDirectoryStream(part, NOFOLLOW_LINKS));
                    }
                }
                var attributes = attributes(opened.getLast(), target.getFileName());
                if (attributes.isRegularFile()) {
                    add(link, prefix, file(opened.getLast(), target, link, attributes, prefix));
                } else {
                    problem(link, "leads to no file");
                }
            } finally {
                for (var each : opened) {
                    each.close();
                }
            }
        }

        private Cached file(
                SecureDirectoryStream<Path> directory,
                Path path,
                Path named,
                BasicFileAttributes attributes,
                String prefix)
                throws IOException {
            var stamp = Stamp.of(attributes);
            var before = Optional.ofNullable(cache.get(named));
            if (before.filter(known -> known.stamp().equals(stamp)).isPresent()
                    && !touched.has(path)
                    && !touched.has(named)) {
                return before.get();
            }
            boolean isEntry = prefix.equals(SERVICES);
            var content = content(directory, path.getFileName(), isEntry ? LARGEST_ENTRY : LARGEST_VALUE);
            return isEntry
                    ? entry(named, content, stamp, before)
                    : new Cached(stamp, value(content), List.of(), Optional.empty());
        }

        /** An entry that is not valid JSON leaves the services as they were. */
        private Cached entry(Path path, byte[] content, Stamp stamp, Optional<Cached> before) throws IOException {
            String name = path.getFileName().toString();
            try {
                var json = ConsulJson.parse(new String(content, UTF_8));
                String service = part(Path.of(name.substring(0, Math.max(0, name.length() - ENTRY.length()))));
                return new Cached(stamp, GoString.EMPTY, HealthEntries.ofFile(json, service), Optional.empty());
            } catch (MalformedException malformed) {
                return new Cached(
                        stamp,
                        GoString.EMPTY,
                        before.map(Cached::instances).orElse(List.of()),
                        Optional.of(malformed.getMessage()));
            }
        }

        private void add(Path path, String prefix, Cached file) throws IOException {
            read.put(path, file);
            bytes += file.bytes().length();
            if (read.size() > MOST_FILES || bytes > MOST_BYTES) {
                throw new OversizedException("more than " + MOST_FILES + " files or " + (MOST_BYTES >> 20) + " MiB");
            }
            file.problem().ifPresent(why -> problem(path, why));
            if (prefix.equals(SERVICES)) {
                if (path.toString().endsWith(ENTRY)) {
                    instances.addAll(file.instances());
                } else {
                    problem(path, "is no catalogue entry, whose name ends in " + ENTRY);
                }
            } else if (keys.put(prefix + part(path.getFileName()), file.bytes()) != null) {
                problem(path, "is the same key as another file");
            }
        }

        private void problem(Path path, String why) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(path + ": " + why);
            }
        }
    }

    private static String part(Path name) throws IOException {
        return KeyNames.decode(name.toString())
                .orElseThrow(() -> new IOException("% is not followed by two hexadecimal digits"));
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        return directory
                .getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static byte[] content(SecureDirectoryStream<Path> directory, Path name, int most) throws IOException {
        try (var in = Channels.newInputStream(directory.newByteChannel(name, Set.of(READ, NOFOLLOW_LINKS)))) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException("is larger than " + most + " bytes");
            }
            return content;
        }
    }

    /** Returns the bytes of a value: those of the file, without one newline at its end. */
    private static GoString value(byte[] content) {
        boolean ends = content.length > 0 && content[content.length - 1] == '\n';
        var all = GoString.of(content);
        return ends ? all.substring(0, content.length - 1) : all;
    }
}

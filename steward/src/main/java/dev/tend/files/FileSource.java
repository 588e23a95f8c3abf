package dev.tend.files;

import dev.tend.source.Answers;
import dev.tend.source.Changes;
import dev.tend.source.Condition;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import dev.tend.template.value.GoString;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files as a source: those that templates read, and the templates themselves. Their directories are watched, and those that links lead to;
 * where that is not possible they are looked at now and then. Files of the steward, such as that of its token, are not read.
 */
public final class FileSource implements Source {

    private static final Duration REST = Duration.ofMillis(20);

    /** The time between two looks at files that nothing is reported of. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The same where a directory cannot be watched. */
    private static final Duration UNWATCHED = Duration.ofSeconds(2);

    /** The number of bytes of a file. */
    private static final int LARGEST = 4 << 20;

    private final Set<Path> secrets;
    private final Changes changes;
    private final TreeWatch watch;
    private final Answers answers = new Answers();
    private volatile Set<Dependency.File> wanted = Set.of();

    /** Files that were asked for since those that are wanted were last named. */
    private final Set<Dependency.File> asked = ConcurrentHashMap.newKeySet();

    private volatile boolean isBlind;

    /**
     * Makes it; nothing is read yet.
     *
     * @param secrets files that are not read for a template
     */
    public FileSource(Set<Path> secrets, Changes changes) throws IOException {
        this.secrets = secrets;
        this.changes = changes;
        this.watch = new TreeWatch(Path.of("/"));
    }

    /** Begins to watch. */
    public void begin() {
        Thread.ofVirtual().name("files").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                watch.await(isBlind ? UNWATCHED : PATIENCE, REST);
                look();
            }
        } catch (InterruptedException | ClosedWatchServiceException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void want(Set<Dependency<?>> dependencies) {
        var files = new HashSet<Dependency.File>();
        for (var dependency : dependencies) {
            if (dependency instanceof Dependency.File file) {
                files.add(file);
            }
        }
        wanted = Set.copyOf(files);
        asked.removeAll(files);
        answers.retain(dependencies);
    }

    private void look() {
        var changed = new HashSet<Dependency<?>>();
        isBlind = false;
        var files = new HashSet<>(wanted);
        files.addAll(asked);
        for (var file : files) {
            if (read(file)) {
                changed.add(file);
            }
        }
        if (!changed.isEmpty()) {
            changes.changed(Set.copyOf(changed));
        }
    }

    /** Reads a file; returns whether it is another than before. */
    private synchronized boolean read(Dependency.File file) {
        try {
            return answers.put(file, Optional.of(content(file)), Instant.now());
        } catch (NoSuchFileException missing) {
            return answers.put(file, Optional.empty(), Instant.now());
        } catch (IOException unreadable) {
            boolean changed = answers.put(file, Optional.empty(), Instant.now());
            answers.fail(file, "cannot read it: " + unreadable.getMessage());
            return changed;
        }
    }

    private GoString content(Dependency.File file) throws IOException {
        var path = Path.of(file.path());
        if (!path.isAbsolute()) {
            throw new IOException("the path is not absolute");
        }
        isBlind |= !watches(path.getParent());
        var real = path.toRealPath();
        isBlind |= !watches(real.getParent());
        if (secrets.contains(real)) {
            throw new IOException("it is a file of the steward");
        }
        if (!Files.isRegularFile(real)) {
            throw new IOException("it is no regular file");
        }
        try (var in = Files.newInputStream(real)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
            }
            return GoString.of(content);
        }
    }

    private boolean watches(Path directory) {
        try {
            watch.add(directory);
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Returns the content of a file, which is read at the first question. */
    @Override
    public <A> Lookup<A> look(Dependency<A> dependency) {
        if (dependency instanceof Dependency.File file
                && answers.look(file).answer().isEmpty()) {
            asked.add(file);
            read(file);
        }
        return answers.look(dependency);
    }

    @Override
    public Condition condition(Dependency<?> dependency) {
        return answers.condition(dependency);
    }

    @Override
    public void close() {
        watch.close();
    }
}

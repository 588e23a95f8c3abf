package dev.tend.files;

import dev.tend.source.Changes;
import dev.tend.source.Condition;
import dev.tend.source.Source;
import dev.tend.template.data.Dependency;
import dev.tend.template.data.Lookup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A directory as the source of keys and services: a {@link KeyTree} that is read again when something in it changes. Where it cannot be
 * read, all answers stay as they were.
 */
public final class DirectorySource implements Source {

    /** The time without an event before the tree is read; a file that is being written is not read when it is half there. */
    private static final Duration REST = Duration.ofMillis(20);

    /** The time between two looks at a tree that does not change: some file systems report no changes. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final Changes changes;
    private final Consumer<String> log;
    private final TreeWatch watch;
    private final TreeReader reader;
    private volatile KeyTree tree = KeyTree.EMPTY;
    private volatile Optional<String> problem = Optional.empty();
    private volatile Instant read = Instant.EPOCH;
    private volatile Set<Dependency<?>> wanted = Set.of();

    /** Questions that were asked since those that are wanted were last named. */
    private final Set<Dependency<?>> asked = ConcurrentHashMap.newKeySet();

    /**
     * Reads the directory once.
     *
     * @param changes is told of questions with new answers
     * @param log is told of what cannot be read, once
     * @throws IOException where there is no such directory
     */
    public DirectorySource(Path root, Changes changes, Consumer<String> log) throws IOException {
        this.root = root.toAbsolutePath();
        this.changes = changes;
        this.log = log;
        this.watch = new TreeWatch(this.root);
        this.reader = new TreeReader(watch);
        tree = reader.read(this.root, Touched.NONE);
        read = Instant.now();
        tree.problems().forEach(log);
    }

    /** Begins to watch. */
    public void begin() {
        Thread.ofVirtual().name("kv-dir").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                readAgain(watch.await(PATIENCE, REST));
            }
        } catch (InterruptedException | java.nio.file.ClosedWatchServiceException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAgain(Touched touched) {
        KeyTree before = tree;
        try {
            var now = reader.read(root, touched);
            report(before, now);
            tree = now; // before it is told of: who asks meanwhile is told as well, or has this answer
            problem = Optional.empty();
            read = Instant.now();
            tell(before, now);
        } catch (IOException unreadable) {
            String why = "cannot read " + root + ": " + unreadable.getMessage() + "; all keys stay as they were";
            if (!problem.equals(Optional.of(why))) {
                log.accept(why);
            }
            problem = Optional.of(why);
        }
    }

    private void tell(KeyTree before, KeyTree now) {
        var changed = new HashSet<Dependency<?>>(wanted);
        changed.addAll(asked);
        changed.removeIf(dependency -> before.answer(dependency).equals(now.answer(dependency)));
        if (!changed.isEmpty()) {
            changes.changed(Set.copyOf(changed));
        }
    }

    private void report(KeyTree before, KeyTree now) {
        now.problems().stream()
                .filter(line -> !before.problems().contains(line))
                .forEach(log);
    }

    @Override
    public void want(Set<Dependency<?>> dependencies) {
        wanted = Set.copyOf(dependencies);
        asked.removeAll(dependencies);
    }

    @Override
    public <A> Lookup<A> look(Dependency<A> dependency) {
        if (!wanted.contains(dependency)) {
            asked.add(dependency);
        }
        return tree.answer(dependency);
    }

    @Override
    public Condition condition(Dependency<?> dependency) {
        return new Condition(Optional.of(read), problem);
    }

    @Override
    public void close() {
        watch.close();
    }
}

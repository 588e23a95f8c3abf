package dev.tend.files;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Waits for changes in the directories of a tree, and for the tree to come to rest afterwards. It also sees that another directory takes the
 * place of the root; of the other entries beside the root it sees nothing.
 */
final class TreeWatch implements AutoCloseable {

    /** The longest wait for rest. */
    private static final Duration LONGEST_UNREST = Duration.ofSeconds(1);

    private final Path root;
    private final WatchService watches;

    TreeWatch(Path root) throws IOException {
        this.root = root;
        this.watches = root.getFileSystem().newWatchService();
    }

    /** Watches a directory from now on, also one that has taken the place of one that was watched. */
    void add(Path directory) throws IOException {
        directory.register(watches, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
    }

    /** Watches the directory that the root is in, where that is allowed. */
    void addParent() {
        try {
            if (root.getParent() != null) {
                add(root.getParent());
            }
        } catch (IOException unreadable) {
            // then only the root itself can be watched
        }
    }

    /** Waits until something has changed, and is over, or the patience is. */
    Touched await(Duration patience, Duration rest) throws InterruptedException {
        var events = new Events();
        long end = System.nanoTime() + patience.toNanos();
        while (events.count == 0 && end - System.nanoTime() > 0) {
            poll(Duration.ofNanos(end - System.nanoTime()), events);
        }
        end = System.nanoTime() + LONGEST_UNREST.toNanos();
        for (int before = 0; events.count > before && end - System.nanoTime() > 0; ) {
            before = events.count;
            poll(rest, events);
        }
        return new Touched(Set.copyOf(events.paths), events.lost);
    }

    private void poll(Duration patience, Events events) throws InterruptedException {
        var told = Optional.ofNullable(watches.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        if (told.isPresent()) {
            WatchKey key = told.get();
            key.pollEvents().forEach(event -> events.add((Path) key.watchable(), event));
            key.reset();
        }
    }

    /** The events during a wait. */
    private final class Events {

        private final Set<Path> paths = new HashSet<>();
        private boolean lost;
        private int count;

        private void add(Path directory, WatchEvent<?> event) {
            if (event.kind() == OVERFLOW) {
                lost = true;
                count++;
                return;
            }
            var path = directory.resolve((Path) event.context());
            boolean beside = directory.equals(root.getParent()) && !path.equals(root);
            if (!beside) {
                paths.add(path);
                count++;
            }
        }
    }

    @Override
    public void close() {
        try {
            watches.close();
        } catch (IOException closed) {
            // it is no longer used
        }
    }
}

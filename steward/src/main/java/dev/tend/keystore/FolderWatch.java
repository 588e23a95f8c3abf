package dev.tend.keystore;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Wakes whoever waits for a change in a folder once that has come to rest: what makes up one change comes as many, such as the
 * links of a Kubernetes volume. It may wake without need, and it may miss what links lead to; so look, and look now and then.
 */
final class FolderWatch implements AutoCloseable {

    /** One who writes several files, or one bit by bit, does it faster than that. */
    private static final Duration REST = Duration.ofMillis(50);

    /** Where there is no rest at all. */
    private static final Duration LONGEST_UNREST = Duration.ofSeconds(1);

    private final Path folder;
    private final WatchService watches;

    FolderWatch(Path folder) throws IOException {
        this.folder = folder;
        watches = folder.getFileSystem().newWatchService();
    }

    /** Sees changes from now on, also where another folder has taken the place of the one that was there. */
    void arm() throws IOException {
        folder.register(watches, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
    }

    /** Waits until something has changed, and is over, or the patience is. */
    void await(Duration patience) throws InterruptedException {
        if (isTold(patience)) {
            long end = System.nanoTime() + LONGEST_UNREST.toNanos();
            while (isTold(REST) && System.nanoTime() < end) {
                // it goes on
            }
        }
    }

    private boolean isTold(Duration patience) throws InterruptedException {
        var key = Optional.ofNullable(watches.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        key.ifPresent(FolderWatch::forget);
        return key.isPresent();
    }

    private static void forget(WatchKey key) {
        key.pollEvents();
        key.reset();
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }
}

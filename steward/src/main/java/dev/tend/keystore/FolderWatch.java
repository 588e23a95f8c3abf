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
 * Waits for a change in a folder, and for the folder to come to rest afterwards: one change consists of many events,
 * such as those of the links of a Kubernetes volume. It may wake without need, and it may miss changes behind links; so
 * its callers look at the folder each time, and now and then besides.
 */
final class FolderWatch implements AutoCloseable {

    /**
     * The time without an event that counts as rest; writers of several files, or of one file bit by bit, are faster
     * than that.
     */
    private static final Duration REST = Duration.ofMillis(50);

    /** The longest wait for rest. */
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

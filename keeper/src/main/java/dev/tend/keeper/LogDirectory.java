package dev.tend.keeper;

import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.Files.Facts;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The lock in the log directory of a running keeper. Where somebody removes it, or renames or removes the directory, it
 * is made anew; otherwise a second keeper could write to the same logs.
 */
final class LogDirectory {

    private static final int MODE = 0750;

    private final Kernel kernel;
    private final String path;
    private final String lock;
    private final String runFolder;
    private final Consumer<String> trouble;
    private OptionalInt watch = OptionalInt.empty();
    private Optional<Long> inode = Optional.empty();

    /** @param trouble takes a sentence about what was missing */
    LogDirectory(Kernel kernel, KeeperOptions options, Consumer<String> trouble) {
        this.kernel = kernel;
        this.path = options.logFolder();
        this.lock = KeeperOptions.logLock(path);
        this.runFolder = options.runFolder();
        this.trouble = trouble;
    }

    /** Begins, where there is a lock to look after; without inotify, nothing is noticed. */
    void watch() {
        inode = inode();
        if (inode.isPresent()) {
            tryWatch();
        }
    }

    private void tryWatch() {
        try {
            watch = OptionalInt.of(kernel.poller().watchRemovals(path));
        } catch (KernelException none) {
            watch = OptionalInt.empty();
        }
    }

    void fileChanged(int changed, String name) {
        if (isWatch(changed) && lock.endsWith("/" + name)) {
            look();
        }
    }

    void folderGone(int gone) {
        if (isWatch(gone)) {
            watch = OptionalInt.empty();
            look();
        }
    }

    private boolean isWatch(int number) {
        return watch.isPresent() && watch.getAsInt() == number;
    }

    /** Makes anew what is missing. */
    void look() {
        if (inode.isEmpty()) {
            return;
        }
        try {
            if (kernel.files().facts(path).isEmpty()) {
                kernel.files().makeFolder(path, MODE);
            }
            if (watch.isEmpty()) {
                tryWatch();
            }
            if (!inode().equals(inode)) {
                takeAnew();
            }
        } catch (KernelException failed) {
            trouble.accept(failed.getMessage() + ": another keeper may write to the logs in " + path + " as well");
        }
    }

    private void takeAnew() {
        if (kernel.locks().lockLogs(path, lock, runFolder)) {
            inode = inode();
            trouble.accept(lock + " was removed: it is made anew");
        } else {
            trouble.accept("another keeper has taken " + path
                    + ", where the lock was removed, and the logs of both are mixed: stop one of the two");
        }
    }

    private Optional<Long> inode() {
        return kernel.files().facts(lock).map(Facts::inode);
    }
}

package dev.tend.runit;

import dev.tend.path.GuardedPaths;
import dev.tend.posix.Paths;

/** The file of a lock that runit's own programs take and respect, by {@code flock(2)}. */
final class FileLock {

    private static final int MODE = 0600;

    private FileLock() {}

    /** Opens the file, made if need be; a descriptor, or a negated errno. */
    static int open(GuardedPaths paths, String path) {
        return paths.tryOpen(path, Paths.O_WRONLY | Paths.O_NONBLOCK | Paths.O_APPEND | Paths.O_CREAT, MODE);
    }
}

package dev.tend.pidfile;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.path.DirectoryEntry;
import dev.tend.path.Ownership;
import dev.tend.path.PosixFiles;
import dev.tend.pidfile.PidfileException.Reason;
import java.util.OptionalInt;

/** The place of a pidfile: its folder, held open, and its name there. */
final class Location {

    private final String path;
    private final DirectoryEntry entry;

    private Location(String path, DirectoryEntry entry) {
        this.path = path;
        this.entry = entry;
    }

    /**
     * Finds it.
     *
     * @param make the mode of folders that are missing; empty: none are made
     * @throws PidfileException where a folder is missing that is not to be made, or a link in the way is not to be followed
     * @throws KernelException where a folder cannot be made or opened
     */
    static Location of(String path, OptionalInt make) {
        try {
            return new Location(path, DirectoryEntry.of(new Ownership(new PosixFiles()), path, make, true));
        } catch (KernelException unreached) {
            if (unreached.errno() == Errno.ENOENT && make.isEmpty()) {
                throw missing(path);
            }
            if (unreached.errno() == Errno.ELOOP) {
                String message = unreached.getMessage();
                String start = path + ": ";
                throw new PidfileException(
                        Reason.UNSUITABLE,
                        path,
                        0,
                        message.startsWith(start) ? message.substring(start.length()) : message);
            }
            throw unreached;
        }
    }

    private static PidfileException missing(String path) {
        return new PidfileException(Reason.MISSING, path, 0, Errno.phrase(Errno.ENOENT));
    }

    /** Returns the exception for a caller that needs it to exist. */
    PidfileException missing() {
        return missing(path);
    }

    /** Tells whether others may put there what they like. */
    boolean isShared() {
        return entry.isShared();
    }

    String path() {
        return path;
    }

    int folder() {
        return entry.directory();
    }

    String name() {
        return entry.name();
    }

    void close() {
        entry.close();
    }
}

package dev.tend.spawn;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.DirectoryEntry;
import dev.tend.path.Ownership;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Removes directories with all that is in them, in a child of the keeper's. It goes from one open directory to the next,
 * follows no link, stays on the mount that the directory is on, and ends where there are more entries or levels than a
 * service makes by intent.
 */
final class DirectoryRemoval {

    private static final int MOST_LEVELS = 128;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int INFO_LIMIT = 4096;
    private static final String MOUNT = "mnt_id:";
    private static final int DIRECTORY = Paths.O_RDONLY | Paths.O_DIRECTORY | Paths.O_NOFOLLOW;

    private final Files files;
    private final Ownership ownership;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int entries;

    DirectoryRemoval(Files files) {
        this.files = files;
        this.ownership = new Ownership(files);
    }

    /** A directory that is being emptied: in which directory it is, under what name, and which names in it are left. */
    private static final class Level {

        private final int parent;
        private final String name;
        private final String path;
        private final int fd;
        private final Deque<String> left = new ArrayDeque<>();

        Level(int parent, String name, String path, int fd) {
            this.parent = parent;
            this.name = name;
            this.path = path;
            this.fd = fd;
        }
    }

    /** Removes each directory. Returns why one is still there. */
    Optional<String> problem(List<String> paths) {
        var problem = Optional.<String>empty();
        for (String path : paths) {
            try {
                remove(path);
            } catch (KernelException stays) {
                if (stays.errno() != Errno.ENOENT) {
                    problem = Optional.of(stays.getMessage());
                }
            }
        }
        return problem;
    }

    private void remove(String path) {
        try (var entry = DirectoryEntry.of(ownership, path, OptionalInt.empty(), false)) {
            DirectoryMaking.refuseShared(entry);
            enter(entry.directory(), entry.name(), path);
            while (!levels.isEmpty()) {
                var level = levels.getLast();
                if (level.left.isEmpty()) {
                    leave();
                } else {
                    remove(level, level.left.removeFirst());
                }
            }
        } finally {
            while (!levels.isEmpty()) {
                Descriptors.close(levels.removeLast().fd);
            }
        }
    }

    private void enter(int parent, String name, String path) {
        if (levels.size() == MOST_LEVELS) {
            throw new KernelException("cannot remove " + path + ": it is too deep");
        }
        int fd = must(Entries.openat(parent, name, DIRECTORY, 0), "cannot remove ", path);
        var level = new Level(parent, name, path, fd);
        levels.addLast(level);
        if (mount(fd) != mount(parent)) {
            throw new KernelException("cannot remove " + path + ": something is mounted there");
        }
        List<String> names = new ArrayList<>();
        must(Paths.names(Descriptors.dup(fd, 0), names), "cannot list ", path);
        level.left.addAll(names);
        entries += names.size();
        if (entries > MOST_ENTRIES) {
            throw new KernelException("cannot remove " + path + ": it has too many entries");
        }
    }

    private void remove(Level in, String name) {
        int result = Entries.unlinkat(in.fd, name);
        if (result == -Errno.EISDIR) {
            enter(in.fd, name, in.path + "/" + name);
        } else if (result != -Errno.ENOENT) {
            must(result, "cannot remove ", in.path + "/" + name);
        }
    }

    private void leave() {
        var level = levels.removeLast();
        Descriptors.close(level.fd);
        must(Entries.removeDirectory(level.parent, level.name), "cannot remove ", level.path);
    }

    /** Returns the number of the mount that an open directory is on. */
    private int mount(int fd) {
        String info = files.read("/proc/self/fdinfo/" + fd, INFO_LIMIT);
        int at = info.indexOf(MOUNT) + MOUNT.length();
        int end = info.indexOf('\n', at);
        return Integer.parseInt(info.substring(at, end).trim());
    }
}

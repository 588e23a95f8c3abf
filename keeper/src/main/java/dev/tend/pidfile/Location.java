package dev.tend.pidfile;

import static dev.tend.kernel.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.pidfile.PidfileException.Reason;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where a pidfile is: its folder, held open, and its name there. The way to it is gone step by step, so that no symbolic link is
 * followed that somebody else may have put there.
 */
final class Location {

    private static final int FOLDER = Paths.O_PATH | Paths.O_DIRECTORY | Paths.O_NOFOLLOW;
    private static final int MOST_LINKS = 40; // as the kernel
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;

    private final String path;
    private final OptionalInt make;
    private final Deque<String> rest = new ArrayDeque<>();
    private final Stat stat = new Stat();
    private int folder;
    private int links;
    private String name = "";

    private Location(String path, OptionalInt make) {
        this.path = path;
        this.make = make;
        this.folder = root(path);
        lead(path);
    }

    /**
     * Finds it.
     *
     * @param make the mode of folders that are missing; empty: none are made
     * @throws PidfileException where a folder is missing that is not to be made, or a link in the way is not to be followed
     * @throws KernelException where a folder cannot be made or opened
     */
    static Location of(String path, OptionalInt make) {
        var location = new Location(path, make);
        location.go();
        return location;
    }

    private int root(String way) {
        return must(Paths.open(way.startsWith("/") ? "/" : ".", FOLDER, 0), "cannot open ", way);
    }

    /** Puts the names of a path before what is left to go. */
    private void lead(String way) {
        int end = way.length();
        for (int i = way.length() - 1; i >= -1; i--) {
            if (i < 0 || way.charAt(i) == '/') {
                String step = way.substring(i + 1, end);
                if (!step.isEmpty() && !step.equals(".")) {
                    rest.addFirst(step);
                }
                end = i;
            }
        }
    }

    private void go() {
        boolean there = false;
        while (!there) {
            if (rest.isEmpty()) {
                throw new KernelException("cannot open " + path, Errno.EISDIR);
            }
            name = rest.removeFirst();
            int result = stat.fstatat(folder, name);
            if (result >= 0 && stat.kind() == Stat.LINK) {
                follow();
            } else if (rest.isEmpty()) {
                must(result == -Errno.ENOENT ? 0 : result, "cannot look at ", path);
                there = true;
            } else {
                enter(result);
            }
        }
    }

    private void enter(int result) {
        if (result == -Errno.ENOENT && make.isPresent()) {
            int made = Entries.mkdirat(folder, name, make.getAsInt());
            must(made == -Errno.EEXIST ? 0 : made, "cannot make the folder of ", path);
        } else if (result == -Errno.ENOENT) {
            throw missing();
        }
        replace(must(Entries.openat(folder, name, FOLDER, 0), "cannot open the folder of ", path));
    }

    private void follow() {
        if (othersMayWrite()) {
            throw new PidfileException(
                    Reason.UNSUITABLE,
                    path,
                    0,
                    name + " is a symbolic link in a folder that others may write: name the file it stands for");
        }
        List<String> target = new ArrayList<>();
        must(Entries.readlinkat(folder, name, target), "cannot read the link ", path);
        links++;
        must(links > MOST_LINKS ? -Errno.ELOOP : 0, "cannot open ", path);
        lead(target.get(0));
        if (target.get(0).startsWith("/")) {
            replace(root("/"));
        }
    }

    private boolean othersMayWrite() {
        must(stat.fstat(folder), "cannot look at the folder of ", path);
        boolean trusted = stat.owner() == 0 || stat.owner() == Identity.geteuid();
        int mode = stat.permissions();
        return !trusted || (mode & OTHERS_WRITE) != 0 || (mode & GROUP_WRITES) != 0 && stat.group() != 0;
    }

    private void replace(int next) {
        Descriptors.close(folder);
        folder = next;
    }

    /** For who needs it to be there. */
    PidfileException missing() {
        return new PidfileException(Reason.MISSING, path, 0, Errno.phrase(Errno.ENOENT));
    }

    String path() {
        return path;
    }

    int folder() {
        return folder;
    }

    String name() {
        return name;
    }

    void close() {
        Descriptors.close(folder);
    }
}

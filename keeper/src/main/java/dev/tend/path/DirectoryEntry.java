package dev.tend.path;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.text.PathNames;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * A name in a directory that is held open. The path is followed step by step: no symbolic link is followed that another
 * user may have put there, nor any behind a directory that another user may write, and nobody can put another directory
 * in the place of one that was passed. It is what {@code openat2(2)} does for {@code RESOLVE_NO_SYMLINKS} and
 * {@code RESOLVE_BENEATH}, but follows the links that root and we have made, and needs no new kernel.
 */
public final class DirectoryEntry implements AutoCloseable {

    static final int DIRECTORY = Paths.O_PATH | Paths.O_DIRECTORY | Paths.O_NOFOLLOW;
    private static final int MOST_LINKS = 40; // as the kernel follows

    private final Ownership ownership;
    private final String path;
    private final OptionalInt make;
    private final boolean follows;
    private final Deque<String> rest;
    private final Stat stat = new Stat();
    private int directory;
    private int links;
    private String name = "";

    /** Tells whether others may put something else in the place of a directory that was passed. */
    private boolean exchangeable;

    /** Tells whether others may write to the directory that is open. */
    private boolean shared;

    /** Tells whether it nevertheless keeps others from removing or renaming files of another user. */
    private boolean sticky;

    private DirectoryEntry(Ownership ownership, String path, OptionalInt make, boolean follows) {
        this.ownership = ownership;
        this.path = path;
        this.make = make;
        this.follows = follows;
        this.rest = PathNames.of(path);
        this.directory = root(path);
    }

    /**
     * Finds the last name of a path; there need be nothing of that name.
     *
     * @param make the mode of directories that are missing on the way; empty: none are made
     * @param follows whether the last name is followed where it is a link
     * @throws KernelException where a directory is missing that is not to be made, and, with {@link Errno#ELOOP}, where a link
     *     is in the way that is not to be followed
     */
    public static DirectoryEntry of(Ownership ownership, String path, OptionalInt make, boolean follows) {
        var entry = new DirectoryEntry(ownership, path, make, follows);
        try {
            entry.go();
        } catch (KernelException refused) {
            entry.close();
            throw refused;
        }
        return entry;
    }

    private static int root(String way) {
        return must(Paths.open(way.startsWith("/") ? "/" : ".", DIRECTORY, 0), "cannot open ", way);
    }

    private void go() {
        look();
        boolean there = false;
        while (!there) {
            if (rest.isEmpty()) {
                throw new KernelException("cannot open " + path, Errno.EISDIR);
            }
            name = rest.removeFirst();
            int result = stat.fstatat(directory, name);
            if (result >= 0 && stat.kind() == Stat.LINK && (follows || !rest.isEmpty())) {
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
            int made = Entries.mkdirat(directory, name, make.getAsInt());
            must(made == -Errno.EEXIST ? 0 : made, "cannot make the folder of ", path);
        } else {
            must(result, "cannot open the folder of ", path);
        }
        if (isShared() && name.equals("..")) {
            throw refused(" leads out of a folder that others may write: write the path without it");
        }
        replace(must(Entries.openat(directory, name, DIRECTORY, 0), "cannot open the folder of ", path));
        look();
    }

    private void follow() {
        if (isShared()) {
            throw refused(" is a symbolic link in a folder that others may write: name the file it stands for");
        }
        List<String> target = new ArrayList<>();
        must(Entries.readlinkat(directory, name, target), "cannot read the link ", path);
        links++;
        must(links > MOST_LINKS ? -Errno.ELOOP : 0, "cannot open ", path);
        PathNames.lead(target.get(0), rest);
        if (target.get(0).startsWith("/")) {
            replace(root("/"));
            shared = false;
            look();
        }
    }

    private void look() {
        must(stat.fstat(directory), "cannot look at the folder of ", path);
        boolean trusted = ownership.isTrustedUser(stat.owner());
        exchangeable |= shared && !(sticky && trusted);
        shared = !trusted || ownership.isWrittenByOthers(stat.permissions(), stat.group());
        sticky = trusted && (stat.permissions() & Ownership.STICKY) != 0;
    }

    private KernelException refused(String why) {
        return KernelException.saying(path + ": " + name + why, Errno.ELOOP);
    }

    private void replace(int next) {
        Descriptors.close(directory);
        directory = next;
    }

    /** Tells whether others may change what is in the directory, or which one it is. */
    public boolean isShared() {
        return shared || exchangeable;
    }

    /** Tells whether nobody else can change which directory the path leads to, although others may change what is in it. */
    boolean isFixed() {
        return !exchangeable;
    }

    public String path() {
        return path;
    }

    /** Its descriptor. */
    public int directory() {
        return directory;
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        Descriptors.close(directory);
    }
}

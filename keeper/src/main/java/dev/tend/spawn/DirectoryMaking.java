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
import dev.tend.posix.Stat;
import java.util.OptionalInt;

/**
 * Makes the directories of a service, in the child that needs them, with the keeper's rights. One that exists gets the
 * owner and the mode of the service file, and what is in it stays as it is: whatever its user has put there, nothing
 * but the directory itself is given away. It refuses a directory where others could put another in its place.
 */
final class DirectoryMaking {

    private static final OptionalInt MODE_ABOVE = OptionalInt.of(0755);
    private static final int UNTIL_OWNED = 0700;

    private final Ownership ownership;
    private final int owner;
    private final int group;
    private final Stat stat = new Stat();

    DirectoryMaking(Files files, ResolvedUser user, Self self) {
        ownership = new Ownership(files);
        owner = user.user().orElse(self.effectiveUser());
        group = user.group().orElse(self.group());
    }

    /** @throws KernelException where there can be no such directory */
    void make(String path, int mode) {
        try (var entry = DirectoryEntry.of(ownership, path, MODE_ABOVE, true)) {
            refuseShared(entry);
            int made = Entries.mkdirat(entry.directory(), entry.name(), UNTIL_OWNED);
            must(made == -Errno.EEXIST ? 0 : made, "cannot make ", path);
            int flags = Paths.O_RDONLY | Paths.O_DIRECTORY | Paths.O_NOFOLLOW;
            int fd = must(Entries.openat(entry.directory(), entry.name(), flags, 0), "cannot open ", path);
            try {
                hand(fd, path, mode);
            } finally {
                Descriptors.close(fd);
            }
        }
    }

    static void refuseShared(DirectoryEntry entry) {
        if (entry.isShared()) {
            throw new KernelException(entry.path()
                    + ": others may write to the directory that it is in, and put something else in its place:"
                    + " take that right from them, or name another directory");
        }
    }

    private void hand(int fd, String path, int mode) {
        must(stat.fstat(fd), "cannot look at ", path);
        boolean given = stat.owner() == owner && stat.group() == group;
        if (!given) {
            must(Descriptors.fchown(fd, owner, group), "cannot change the owner of ", path);
        }
        if (stat.permissions() != mode) {
            must(Descriptors.fchmod(fd, mode), "cannot change the mode of ", path);
        }
    }
}

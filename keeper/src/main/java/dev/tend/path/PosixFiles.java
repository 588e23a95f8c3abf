package dev.tend.path;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Identity;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Files by path. Nothing is synced: what Tend writes whole stands in a run directory, which does not outlive the boot anyway. */
public final class PosixFiles implements Files {

    private static final int READ = Paths.O_RDONLY | Paths.O_NONBLOCK | Paths.O_NOCTTY;
    private static final int LIST = Paths.O_RDONLY | Paths.O_DIRECTORY;
    private static final int WRITE_ON = Paths.O_WRONLY | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;

    private final Stat stat = new Stat();
    private final GuardedPaths paths = new GuardedPaths(new Ownership(this));

    /** Returns the guarded paths through which its files are opened. */
    public GuardedPaths paths() {
        return paths;
    }

    @Override
    public String read(String path, int limit) {
        return look(path, limit).text();
    }

    /** A text, and the file that it was read from. */
    public record Look(String text, Facts facts) {}

    /** As {@link #read}. */
    public Look look(String path, int limit) {
        int fd = must(paths.open(path, READ, 0), "cannot read ", path);
        try {
            must(stat.fstat(fd), "cannot read ", path);
            if (stat.kind() != Stat.REGULAR) {
                throw new KernelException("cannot read " + path + ": it is no regular file");
            }
            return new Look(contents(fd, path, limit), facts());
        } finally {
            Descriptors.close(fd);
        }
    }

    /** Up to the end and not up to the stated size, which is 0 for the files of {@code /proc}. */
    private String contents(int fd, String path, int limit) {
        byte[] bytes = new byte[(int) Math.min(limit + 1L, Math.max(stat.size() + 1, 4096))];
        int filled = 0;
        while (true) {
            int count = must(Descriptors.read(fd, bytes, filled, bytes.length - filled), "cannot read ", path);
            filled += count;
            if (filled > limit) {
                throw new KernelException("cannot read " + path, Errno.EFBIG);
            }
            if (count == 0) {
                return Text.decode(bytes, 0, filled);
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit + 1L, filled * 2L));
            }
        }
    }

    /** The keeper's umask takes nothing from the modes that are asked for, so nobody need set them again. */
    @Override
    public void replace(String path, String text, int mode) {
        byte[] bytes = Text.encode(text);
        must(paths.at(path, (directory, name) -> replace(directory, name, bytes, mode)), "cannot write ", path);
    }

    /** @param path in a directory, which may be a whole path */
    private int replace(int directory, String path, byte[] bytes, int mode) {
        int slash = path.lastIndexOf('/') + 1;
        String draft = path.substring(0, slash) + "." + path.substring(slash) + ".new";
        int fd = GuardedPaths.create(directory, draft, mode);
        if (fd < 0) {
            return fd;
        }
        int result = writeAll(fd, bytes);
        int closed = Descriptors.close(fd);
        if (result >= 0) {
            result = closed < 0 ? closed : Entries.renameat(directory, draft, directory, path);
        }
        if (result < 0) {
            Entries.unlinkat(directory, draft);
        }
        return result;
    }

    @Override
    public void overwriteEnd(String path, int count, String text) {
        int fd = must(paths.open(path, WRITE_ON, 0), "cannot write ", path);
        int result = (int) Math.min(0, Descriptors.lseek(fd, -count, Descriptors.SEEK_END));
        if (result >= 0) {
            result = writeAll(fd, Text.encode(text));
        }
        Descriptors.close(fd);
        must(result, "cannot write ", path);
    }

    private static int writeAll(int fd, byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            int count = Descriptors.write(fd, bytes, done, bytes.length - done);
            if (count < 0 && count != -Errno.EINTR) {
                return count;
            }
            done += Math.max(count, 0);
        }
        return 0;
    }

    @Override
    public void rename(String from, String to) {
        int result = paths.at(
                from, (old, oldName) -> paths.at(to, (next, name) -> Entries.renameat(old, oldName, next, name)));
        must(result, "cannot rename " + from + " to ", to);
    }

    @Override
    public void remove(String path) {
        int result = paths.at(path, Entries::unlinkat);
        must(result == -Errno.ENOENT ? 0 : result, "cannot remove ", path);
    }

    @Override
    public List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        int fd = must(paths.open(folder, LIST, 0), "cannot list ", folder);
        int result = Paths.names(fd, names);
        if (result == -Errno.EFBIG) {
            throw KernelException.saying("cannot list " + folder + ": it has too many entries", Errno.EFBIG);
        }
        must(result, "cannot list ", folder);
        Collections.sort(names);
        return names;
    }

    @Override
    public void makeFolder(String path, int mode) {
        int result = mkdir(path, mode);
        int slash = path.lastIndexOf('/');
        if (result == -Errno.ENOENT && slash > 0) {
            makeFolder(path.substring(0, slash), mode);
            result = mkdir(path, mode);
        }
        if (result == -Errno.EEXIST) {
            result = paths.look(path, stat) == 0 && stat.kind() == Stat.FOLDER ? 0 : -Errno.ENOTDIR;
        }
        must(result, "cannot make the folder ", path);
    }

    private int mkdir(String path, int mode) {
        return paths.at(path, (directory, name) -> Entries.mkdirat(directory, name, mode));
    }

    @Override
    public Optional<Facts> facts(String path) {
        return found(paths.look(path, stat), path);
    }

    @Override
    public Optional<Facts> entry(String path) {
        return found(stat.lstat(path), path);
    }

    private Optional<Facts> found(int result, String path) {
        if (result == -Errno.ENOENT || result == -Errno.ENOTDIR) {
            return Optional.empty();
        }
        must(result, "cannot look at ", path);
        return Optional.of(facts());
    }

    private Facts facts() {
        return new Facts(
                kind(), stat.permissions(), stat.owner(), stat.group(), stat.size(), stat.changed(), stat.inode());
    }

    /** Tells whether a path is on a read-only file system; any other obstacle to writing takes precedence. */
    @Override
    public boolean isReadOnly(String path) {
        return Paths.writable(path) == -Errno.EROFS;
    }

    @Override
    public void own(String folder) {
        paths.ownership().own(folder);
    }

    @Override
    public Optional<String> link(String path) {
        List<String> target = new ArrayList<>();
        return Paths.readlink(path, target) == 0 ? Optional.of(target.get(0)) : Optional.empty();
    }

    private Kind kind() {
        return switch (stat.kind()) {
            case Stat.REGULAR -> Kind.FILE;
            case Stat.FOLDER -> Kind.FOLDER;
            case Stat.FIFO -> Kind.FIFO;
            case Stat.SOCKET -> Kind.SOCKET;
            case Stat.LINK -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    @Override
    public int userId() {
        return Identity.geteuid();
    }
}

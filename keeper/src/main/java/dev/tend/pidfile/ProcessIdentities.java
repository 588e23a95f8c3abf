package dev.tend.pidfile;

import dev.tend.kernel.Errno;
import dev.tend.posix.Attributes;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Entries;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import dev.tend.posix.Text;
import java.util.Optional;

/**
 * Keeps imprints in an extended attribute of the pidfile, or, on a file system that has none, in a hidden file beside it. It does
 * its best: without an imprint, a file is judged as one that another program wrote.
 */
final class ProcessIdentities {

    private static final String ATTRIBUTE = "user.tend.owner";
    private static final int READ = Paths.O_RDONLY | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;
    private static final int WRITE = Paths.O_WRONLY | Paths.O_CREAT | Paths.O_NOFOLLOW | Paths.O_NONBLOCK;

    private ProcessIdentities() {}

    static Optional<ProcessIdentity> read(OpenFile file) {
        byte[] bytes = new byte[ProcessIdentity.LIMIT];
        int count = Attributes.fgetxattr(file.descriptor(), ATTRIBUTE, bytes);
        if (count == -Errno.EOPNOTSUPP) {
            count = readBeside(file, bytes);
        }
        return count < 0 ? Optional.empty() : ProcessIdentity.parse(Text.decode(bytes, 0, count));
    }

    /** Says that the number that was just written is that of this process. */
    static void write(OpenFile file, int pid, ProcessIdentity.Life owner) {
        var machine = Machine.here();
        var imprint = new ProcessIdentity(pid, owner, file.stat().changed(), machine.bootId(), machine.namespace());
        byte[] text = Text.encode(imprint.text());
        if (Attributes.fsetxattr(file.descriptor(), ATTRIBUTE, text) == -Errno.EOPNOTSUPP) {
            writeBeside(file, text);
        }
    }

    private static int readBeside(OpenFile file, byte[] into) {
        int fd = openBeside(file, READ);
        if (fd < 0) {
            return fd;
        }
        int count = Descriptors.read(fd, into);
        Descriptors.close(fd);
        return count;
    }

    private static void writeBeside(OpenFile file, byte[] text) {
        int fd = openBeside(file, WRITE);
        if (fd >= 0) {
            Descriptors.pwrite(fd, text, 0);
            Descriptors.ftruncate(fd, text.length);
            Descriptors.close(fd);
        }
    }

    /** Only one that belongs to the same user: in a folder for everybody, others could put one there. */
    private static int openBeside(OpenFile file, int flags) {
        Location location = file.location();
        int fd = Entries.openat(location.folder(), beside(location), flags, 0644);
        Stat stat = new Stat();
        if (fd >= 0 && (stat.fstat(fd) < 0 || !sameKind(stat, file.stat()))) {
            Descriptors.close(fd);
            return -Errno.EPERM;
        }
        return fd;
    }

    private static boolean sameKind(Stat stat, Stat pidfile) {
        return stat.kind() == Stat.REGULAR
                && stat.links() == 1
                && (stat.owner() == pidfile.owner() || stat.owner() == 0);
    }

    static void remove(Location location) {
        Entries.unlinkat(location.folder(), beside(location));
    }

    private static String beside(Location location) {
        return "." + location.name() + ".owner";
    }
}

package dev.tend.spawn;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Memory;
import dev.tend.posix.Tasks;
import dev.tend.proc.PidNamespace;
import dev.tend.service.Limit.Resource;

/** A keeper's needs besides system calls. Without one of these, it would fail later, with a service half started. */
public final class KeeperNeeds {

    /** The file that says how many descriptors any process may have. */
    public static final String OPEN_FILES = "/proc/sys/fs/nr_open";

    /** The keeper's own descriptors; each service takes two more. */
    private static final long DESCRIPTORS = 32;

    /** The heap in bytes; the room for clients alone is a quarter of it. */
    private static final long HEAP = 32 << 20;

    /** The size of files in bytes; the journal and the largest state file fit in it. */
    private static final long FILE_SIZE = 1 << 20;

    private static final String REMEDY = "mount -t proc proc /proc";

    private KeeperNeeds() {}

    /** @throws KernelException that names what is missing and how to get it, with the errno ENOSYS */
    public static void check(Files files, Memory memory) {
        if (files.link("/proc/self").isEmpty()) {
            throw missing("/proc is not mounted, or not for this pid namespace, and a keeper knows processes by what it"
                    + " shows: " + REMEDY);
        }
        if (PidNamespace.isForeign(files)) {
            throw missing("/proc shows the processes of another pid namespace: " + REMEDY
                    + ", or as with unshare --mount-proc");
        }
        if (memory.heapSize() < HEAP) {
            throw missing(
                    "the limits on memory leave too little for a keeper: raise them where it is started (ulimit -v"
                            + " 65536, ulimit -d 65536)");
        }
        checkLimit(Resource.NOFILE, 1, DESCRIPTORS, "open files", "-n " + DESCRIPTORS);
        checkLimit(Resource.FSIZE, 0, FILE_SIZE, "the size of a file", "-f " + (FILE_SIZE >> 10));
    }

    /** @param hard 1 for the hard limit, 0 for the soft one */
    private static void checkLimit(Resource resource, int hard, long least, String of, String remedy) {
        long[] limit = new long[2];
        int result = Tasks.getrlimit(resource.number(), limit);
        if (result == 0 && limit[hard] >= 0 && limit[hard] < least) { // -1 is unlimited
            throw missing("the limit on " + of + " is " + limit[hard] + ", and a keeper needs " + least
                    + ": raise it where the keeper is started (ulimit " + remedy + ")");
        }
    }

    private static KernelException missing(String sentence) {
        return KernelException.saying(sentence, Errno.ENOSYS);
    }
}

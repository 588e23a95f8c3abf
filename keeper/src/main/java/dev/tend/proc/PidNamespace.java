package dev.tend.proc;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.posix.Tasks;
import java.util.Optional;

/**
 * The pid namespace of this process: pids mean something only within it. Its inode number alone does not identify it, for the
 * system uses that again as soon as a namespace is gone, as when a container is restarted; so the start time of its first process
 * belongs to it.
 */
public final class PidNamespace {

    private static final String LINK = "/proc/self/ns/pid";
    private static final int FIRST = 1;

    private PidNamespace() {}

    /** Its name; "" where this system does not tell. */
    public static String name(Files files) {
        Optional<String> link = link(files, LINK);
        if (link.isEmpty()) {
            return "";
        }
        int from = link.get().indexOf('[') + 1;
        int end = link.get().indexOf(']', from);
        long began = began();
        return end < 0 ? "" : link.get().substring(from, end) + (began < 0 ? "" : "." + began);
    }

    /** The start time of its first process, in clock ticks since boot; -1 where {@code /proc} does not show it. */
    public static long began() {
        try {
            return ProcStat.of(FIRST).map(ProcStat::birth).orElse(-1L);
        } catch (KernelException hidden) {
            return -1;
        }
    }

    /** Tells whether {@code /proc} shows the processes of another namespace, so that its numbers are not ours. */
    public static boolean isForeign(Files files) {
        Optional<String> self = link(files, "/proc/self");
        return self.isPresent() && !self.get().equals(String.valueOf(Tasks.getpid()));
    }

    private static Optional<String> link(Files files, String path) {
        try {
            return files.link(path);
        } catch (KernelException unreadable) {
            return Optional.empty();
        }
    }
}

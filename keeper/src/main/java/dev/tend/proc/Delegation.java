package dev.tend.proc;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import java.util.Optional;

/**
 * The control group of version 2 that a process may divide, by what {@code /proc} and {@code /sys} show: its own, if it is mounted
 * and not the machine's root. The root group of a container is only for the first process there: other processes were not started
 * to keep services.
 *
 * @param path of the group in the file system
 * @param limits whether groups below it may have limits. It can have no processes itself then, which systemd does not know of its
 *     units: it could not start the keeper of one again.
 */
public record Delegation(String path, boolean limits) {

    /** The group below its own in which a keeper is, or to which it moves, so that its own can have limits below it. */
    static final String KEEPER = "tend-keeper";

    private static final int LARGEST = 1 << 20;

    /** @param process a pid or {@code self} */
    public static Optional<Delegation> of(Files files, String process, int pid) {
        try {
            String membership = line(files.read("/proc/" + process + "/cgroup", LARGEST), "0::");
            boolean apart = membership.endsWith("/" + KEEPER);
            if (apart) {
                membership = membership.substring(0, Math.max(1, membership.length() - KEEPER.length() - 1));
            }
            var mount = mount(files.read("/proc/" + process + "/mounts", LARGEST));
            boolean outside =
                    membership.isEmpty() || membership.startsWith("/..") || membership.equals("/") && pid != 1;
            if (outside || mount.isEmpty()) {
                return Optional.empty();
            }
            String path = membership.equals("/") ? mount : mount + membership;
            boolean root = files.facts(path + "/cgroup.events").isEmpty();
            boolean limits = apart || !path.endsWith(".service");
            return root ? Optional.empty() : Optional.of(new Delegation(path, limits));
        } catch (KernelException unknown) {
            return Optional.empty();
        }
    }

    /** The rest of the line that begins so, or "". */
    private static String line(String text, String begin) {
        int at = text.startsWith(begin) ? 0 : text.indexOf("\n" + begin) + 1;
        boolean found = text.startsWith(begin, at);
        int end = text.indexOf('\n', at);
        return found ? text.substring(at + begin.length(), end < 0 ? text.length() : end) : "";
    }

    /** Returns the mount point of version 2, or "": the second word of a line whose third is its type. */
    static String mount(String mounts) {
        int type = mounts.indexOf(" cgroup2 ");
        while (type >= 0) {
            int start = mounts.lastIndexOf('\n', type) + 1;
            int path = mounts.indexOf(' ', start) + 1;
            if (path < type && mounts.indexOf(' ', path) == type) {
                return mounts.substring(path, type);
            }
            type = mounts.indexOf(" cgroup2 ", type + 1);
        }
        return "";
    }
}

package dev.tend.acceptance;

import java.nio.file.Path;
import java.util.List;

/**
 * The processes that a test would leave behind: those that carry the test's folder in the variable {@link #MARK}, or
 * have a file of it open. They are killed by pid.
 */
public final class Leftovers {

    public static final String MARK = "TEND_TEST";

    private static final List<String> LINKS = List.of("fd/1", "fd/2", "cwd", "root");

    private Leftovers() {}

    /** Kills them repeatedly, because a keeper may still be starting others. */
    static void killAll(Path root) {
        Tend.awaiting().until(() -> {
            var left = of(root.toString());
            left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
            return left.isEmpty();
        });
    }

    /** The processes that are left. */
    public static List<Long> of(String root) {
        long self = ProcessHandle.current().pid();
        return Proc.all()
                .filter(pid -> pid != self && Proc.alive(pid) && isOf(root, pid))
                .toList();
    }

    private static boolean isOf(String root, long pid) {
        return root.equals(Proc.environment(pid).get(MARK))
                || LINKS.stream().anyMatch(name -> Proc.link(pid, name).startsWith(root));
    }
}

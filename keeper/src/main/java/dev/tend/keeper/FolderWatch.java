package dev.tend.keeper;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.Map;

/**
 * Notices that service folders changed, and calls for a reload once they have been quiet for a while. A folder that is not there
 * is waited for in the nearest folder above it that is.
 */
final class FolderWatch {

    /** Editors and installers write in bursts. */
    private static final long QUIET = 100 * Durations.MILLISECOND;

    /** Not even a folder that never is quiet is left unread for longer. */
    private static final long PATIENCE = 2 * Durations.SECOND;

    /** What Kubernetes renames when a ConfigMap changes. */
    private static final String SWAPPED_LINK = "..data";

    private final Kernel kernel;
    private final Loop loop;
    private final KeeperOptions options;
    private final Alarm settled;
    private final Map<Integer, Watched> watches = new HashMap<>();
    private long firstChange;

    /** @param name what to look out for: a name on the way to the folder, or "" in the folder itself */
    private record Watched(String folder, String name) {}

    FolderWatch(Kernel kernel, Loop loop, KeeperOptions options, Runnable reload) {
        this.kernel = kernel;
        this.loop = loop;
        this.options = options;
        this.settled = new Alarm(reload);
    }

    void start() {
        options.folders().forEach(this::watch);
    }

    private void watch(String folder) {
        String at = folder;
        String name = "";
        while (!tryWatch(at, new Watched(folder, name)) && at.length() > 1) {
            int slash = at.lastIndexOf('/');
            name = at.substring(slash + 1);
            at = slash == 0 ? "/" : at.substring(0, slash);
        }
    }

    private boolean tryWatch(String path, Watched watched) {
        try {
            watches.put(kernel.watchFolder(path), watched);
            return true;
        } catch (KernelException notThere) {
            return false;
        }
    }

    void fileChanged(int watch, String name) {
        var watched = watches.get(watch);
        if (watched == null) {
            return;
        }
        if (watched.name().isEmpty()) {
            if (options.dialect().isServiceFile(name) || name.equals(SWAPPED_LINK)) {
                changed();
            }
        } else if (watched.name().equals(name)) {
            kernel.unwatchFolder(watch);
            watches.remove(watch);
            watch(watched.folder());
            changed();
        }
    }

    void folderGone(int watch) {
        var watched = watches.remove(watch);
        if (watched != null) {
            watch(watched.folder());
            changed();
        }
    }

    /** Something may have changed: reads again when it is quiet. */
    void changed() {
        long now = kernel.now();
        if (settled.at() == Alarm.UNSET) {
            firstChange = now;
        }
        loop.set(settled, Math.min(now + QUIET, firstChange + PATIENCE));
    }

    /** Whether a file was written so recently that it may not be whole; then the folders are read again soon. */
    boolean isUnsettled(long changed) {
        long age = kernel.wallTime() - changed;
        boolean fresh = age >= 0 && age < QUIET;
        if (fresh) {
            changed();
        }
        return fresh;
    }
}

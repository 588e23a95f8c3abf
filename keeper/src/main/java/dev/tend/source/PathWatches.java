package dev.tend.source;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches paths for others. Where a path does not exist, or is no folder, the nearest existing folder above it is watched. Where
 * the way to it leads over symbolic links, the folders of these are watched as well.
 */
public final class PathWatches {

    private final Kernel kernel;

    /** The watched names by the number of the watch, since the system has only one number for each folder. */
    private final Map<Integer, Set<Watched>> watches = new HashMap<>();

    private boolean exhausted;

    /** Receives what happens to a path. */
    public interface Listener {

        /** A name in the folder at the path has come, gone or was rewritten. */
        void entryChanged(String path, String name);

        /** The path is another file than before, or none, or has come to be. */
        void replaced(String path);
    }

    /** @param name the name to watch for on the way to the path, or "" in the folder at the path itself */
    private record Watched(String path, String name, Listener listener) {}

    public PathWatches(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Tells whether the system has refused a watch because there are too many. */
    public boolean isExhausted() {
        return exhausted;
    }

    /**
     * Watches a path; once more where a link was swapped before it was watched. If links are swapped more often, the
     * last swap is noticed.
     */
    public void watch(String path, Listener listener) {
        SymbolicLinks links = links(path);
        watch(path, listener, links);
        if (!links.equals(links(path))) {
            unwatch(path, listener);
            watch(path, listener, links(path));
        }
    }

    private SymbolicLinks links(String path) {
        return SymbolicLinks.of(path, kernel.files()::link);
    }

    private void watch(String path, Listener listener, SymbolicLinks links) {
        for (var link : links.places()) {
            tryWatch(link.folder(), new Watched(path, link.name(), listener));
        }
        String at = links.path();
        String name = "";
        while (!tryWatch(at, new Watched(path, name, listener)) && at.length() > 1) {
            int slash = at.lastIndexOf('/');
            name = at.substring(slash + 1);
            at = slash == 0 ? "/" : at.substring(0, slash);
        }
    }

    private boolean tryWatch(String folder, Watched watched) {
        try {
            watches.computeIfAbsent(kernel.poller().watchFolder(folder), _ -> new LinkedHashSet<>())
                    .add(watched);
            return true;
        } catch (KernelException refused) { // mostly since it is not there, or is no folder
            exhausted |= refused.errno() == Errno.ENOSPC;
            return false;
        }
    }

    public void unwatch(String path, Listener listener) {
        for (int watch : List.copyOf(watches.keySet())) {
            var watched = watches.get(watch);
            watched.removeIf(each -> each.listener() == listener && each.path().equals(path));
            if (watched.isEmpty()) {
                watches.remove(watch);
                kernel.poller().unwatchFolder(watch);
            }
        }
    }

    public void fileChanged(int watch, String name) {
        for (var watched : List.copyOf(watches.getOrDefault(watch, Set.of()))) {
            if (watched.name().isEmpty()) {
                watched.listener().entryChanged(watched.path(), name);
            } else if (watched.name().equals(name)) {
                followAnew(watched);
            }
        }
    }

    public void folderGone(int watch) {
        var gone = watches.remove(watch);
        if (gone != null) {
            gone.forEach(this::followAnew);
        }
    }

    /** The path may lead elsewhere now. */
    private void followAnew(Watched watched) {
        unwatch(watched.path(), watched.listener());
        watch(watched.path(), watched.listener());
        watched.listener().replaced(watched.path());
    }
}

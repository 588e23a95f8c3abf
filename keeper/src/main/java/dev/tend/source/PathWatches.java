package dev.tend.source;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Watches paths for others. Where a path does not exist, or is no folder, the nearest existing folder above it is watched. Where
 * the way to it leads over symbolic links, the folders of these are watched as well. Each folder higher up is watched itself:
 * where it is renamed or removed, the path leads to other files, and no event in the old ones shows that. What happens in a folder
 * higher up, such as a busy /tmp, wakes nobody.
 */
public final class PathWatches {

    /**
     * The most entries of {@link #watches} with which a further folder higher up is watched. A path beyond that is still watched
     * itself.
     */
    private static final int MOST = 16_384;

    private final Kernel kernel;

    /** The watched names by the number of the watch, since the system has only one number for each folder. */
    private final Map<Integer, Set<Watched>> watches = new HashMap<>();

    private int entries;
    private boolean exhausted;

    /** Receives what happens to a path. */
    public interface Listener {

        /** A name in the folder at the path has come, gone or was rewritten. */
        void entryChanged(String path, String name);

        /** The path is another file than before, or none, or has come to be. */
        void replaced(String path);
    }

    /** The mark of a folder that is watched for itself only; no file has this name. */
    private static final String ITSELF = "/";

    /** @param name the name to watch for on the way to the path, "" in the folder at the path itself, or {@link #ITSELF} */
    private record Watched(String path, String name, Listener listener) {}

    public PathWatches(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Returns why not all is watched that should be; empty where all is. */
    public Optional<String> shortage() {
        if (exhausted) {
            return Optional.of("the system has no watch left; raise fs.inotify.max_user_watches");
        }
        return entries < MOST
                ? Optional.empty()
                : Optional.of("the folders that lead to the files of all services are too many");
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
            watchAbove(link.folder(), path, listener);
            tryWatch(link.folder(), new Watched(path, link.name(), listener));
        }
        String at = links.path();
        watchAbove(at, path, listener);
        String name = "";
        while (!tryWatch(at, new Watched(path, name, listener)) && at.length() > 1) {
            int slash = at.lastIndexOf('/');
            name = at.substring(slash + 1);
            at = slash == 0 ? "/" : at.substring(0, slash);
        }
    }

    /** From the root on: a folder that is replaced meanwhile is noticed, or was followed to its replacement. */
    private void watchAbove(String folder, String path, Listener listener) {
        int from = 1;
        while (from < folder.length() && entries < MOST) {
            int slash = folder.indexOf('/', from);
            int end = slash < 0 ? folder.length() : slash;
            if (end < folder.length()) { // the last one is watched for more
                tryWatch(folder.substring(0, end), kernel.poller()::watchItself, new Watched(path, ITSELF, listener));
            }
            from = end + 1;
        }
    }

    private boolean tryWatch(String folder, Watched watched) {
        return tryWatch(folder, kernel.poller()::watchFolder, watched);
    }

    private boolean tryWatch(String folder, ToIntFunction<String> by, Watched watched) {
        try {
            int watch = by.applyAsInt(folder);
            var former = watches.get(watch);
            if (former != null) {
                kernel.poller().unwatchFolder(watch); // watched twice now
            }
            if (watches.computeIfAbsent(watch, _ -> new LinkedHashSet<>()).add(watched)) {
                entries++;
            }
            return true;
        } catch (KernelException refused) { // mostly since it is not there, or is no folder
            exhausted |= refused.errno() == Errno.ENOSPC;
            return false;
        }
    }

    public void unwatch(String path, Listener listener) {
        for (int watch : List.copyOf(watches.keySet())) {
            var watched = watches.get(watch);
            entries -= watched.size();
            watched.removeIf(each -> each.listener() == listener && each.path().equals(path));
            entries += watched.size();
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
            entries -= gone.size();
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

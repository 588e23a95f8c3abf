package dev.tend.source;

import dev.tend.format.ServiceSources;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Notices that service folders changed, and calls for a reload once they have been quiet for a while. Where a folder
 * does not exist, the nearest existing folder above it is watched. Where the way to a folder leads over symbolic links,
 * the folders of these are watched as well.
 */
public final class FolderWatch {

    /** Editors and installers write in bursts. */
    private static final long QUIET = 100 * Durations.MILLISECOND;

    /** The longest time, in microseconds, that a folder which is never quiet is left unread. */
    private static final long PATIENCE = 2 * Durations.SECOND;

    /** The link that Kubernetes renames when a ConfigMap changes. */
    private static final String SWAPPED_LINK = "..data";

    private final Kernel kernel;
    private final Loop loop;
    private final ServiceSources sources;
    private final LoopTimer settled;
    /** The watched names by the number of the watch, since the system has only one number for each folder. */
    private final Map<Integer, Set<Watched>> watches = new HashMap<>();

    private final Set<String> changed = new TreeSet<>();

    /** Tells whether more may have changed than is known by name. */
    private boolean anything;

    private long firstChange;

    /** @param name the name to watch for on the way to the folder, or "" in the folder itself */
    private record Watched(String folder, String name) {}

    /** @param reload reads the folders again, but of their files only those that it is given as worth reading */
    public FolderWatch(Kernel kernel, Loop loop, ServiceSources sources, Consumer<Catalogue.Interest> reload) {
        this.kernel = kernel;
        this.loop = loop;
        this.sources = sources;
        this.settled = new LoopTimer(() -> reload(reload));
    }

    private void reload(Consumer<Catalogue.Interest> reload) {
        var interest = interest();
        anything = true; // unless this comes to its end
        reload.accept(interest);
        anything = false;
    }

    public void start() {
        sources.watched().forEach(this::watch);
    }

    /**
     * Watches a folder; once more where a link was swapped before it was watched. If links are swapped more often, the
     * last swap is noticed.
     */
    private void watch(String folder) {
        SymbolicLinks links = SymbolicLinks.of(folder, kernel.files()::link);
        watch(folder, links);
        if (!links.equals(SymbolicLinks.of(folder, kernel.files()::link))) {
            unwatch(folder);
            watch(folder, SymbolicLinks.of(folder, kernel.files()::link));
        }
    }

    private void watch(String folder, SymbolicLinks links) {
        for (var link : links.places()) {
            tryWatch(link.folder(), new Watched(folder, link.name()));
        }
        String at = links.path();
        String name = "";
        while (!tryWatch(at, new Watched(folder, name)) && at.length() > 1) {
            int slash = at.lastIndexOf('/');
            name = at.substring(slash + 1);
            at = slash == 0 ? "/" : at.substring(0, slash);
        }
    }

    private boolean tryWatch(String path, Watched watched) {
        try {
            watches.computeIfAbsent(kernel.poller().watchFolder(path), _ -> new LinkedHashSet<>())
                    .add(watched);
            return true;
        } catch (KernelException notThere) {
            return false;
        }
    }

    private void unwatch(String folder) {
        for (int watch : List.copyOf(watches.keySet())) {
            var watched = watches.get(watch);
            watched.removeIf(each -> each.folder().equals(folder));
            if (watched.isEmpty()) {
                watches.remove(watch);
                kernel.poller().unwatchFolder(watch);
            }
        }
    }

    public void fileChanged(int watch, String name) {
        for (var watched : List.copyOf(watches.getOrDefault(watch, Set.of()))) {
            if (watched.name().isEmpty()) {
                fileChanged(watched.folder(), name);
            } else if (watched.name().equals(name)) {
                followAnew(watched.folder());
            }
        }
    }

    private void fileChanged(String folder, String name) {
        if (name.equals(SWAPPED_LINK)) {
            anythingChanged();
        } else if (sources.isOfInterest(folder, name)) {
            changed(folder.endsWith("/") ? folder + name : folder + "/" + name);
        }
    }

    /** The way to a folder may lead elsewhere now. */
    private void followAnew(String folder) {
        unwatch(folder);
        watch(folder);
        anythingChanged();
    }

    public void folderGone(int watch) {
        var gone = watches.remove(watch);
        if (gone != null) {
            gone.forEach(watched -> followAnew(watched.folder()));
        }
    }

    /** Anything may have changed: reads all again when it is quiet. */
    public void anythingChanged() {
        anything = true;
        wake();
    }

    private void changed(String path) {
        changed.add(path);
        wake();
    }

    private void wake() {
        long now = kernel.clock().now();
        if (settled.at() == LoopTimer.UNSET) {
            firstChange = now;
        }
        loop.set(settled, Math.min(now + QUIET, firstChange + PATIENCE));
    }

    /**
     * Returns which files to read now. A file that is still open for writing may be incomplete and is left out. A file
     * that was written to a moment ago may be opened again; it is looked at later.
     */
    private Catalogue.Interest interest() {
        var known = new TreeSet<>(changed);
        boolean all = anything;
        changed.clear();
        anything = false;
        return (path, modified) -> {
            if (!all && !known.contains(path)) {
                return false;
            }
            long age = kernel.clock().wallTime() - modified;
            boolean fresh = age >= 0 && age < QUIET;
            if (fresh) {
                changed(path);
            }
            return !fresh;
        };
    }
}

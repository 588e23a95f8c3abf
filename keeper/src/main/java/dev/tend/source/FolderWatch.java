package dev.tend.source;

import dev.tend.format.ServiceSources;
import dev.tend.kernel.Kernel;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Notices that service folders changed, and calls for a reload once they have been quiet for a while. */
public final class FolderWatch implements PathWatches.Listener {

    /** Editors and installers write in bursts. */
    private static final long QUIET = 100 * Durations.MILLISECOND;

    /** The longest time, in microseconds, that a folder which is never quiet is left unread. */
    private static final long PATIENCE = 2 * Durations.SECOND;

    /** The link that Kubernetes renames when a ConfigMap changes. */
    private static final String SWAPPED_LINK = "..data";

    private final Kernel kernel;
    private final Loop loop;
    private final PathWatches watches;
    private final ServiceSources sources;
    private final LoopTimer settled;

    private final Set<String> changed = new TreeSet<>();

    /** Tells whether more may have changed than is known by name. */
    private boolean anything;

    private long firstChange;

    /** @param reload reads the folders again, but of their files only those that it is given as worth reading */
    public FolderWatch(
            Kernel kernel,
            Loop loop,
            PathWatches watches,
            ServiceSources sources,
            Consumer<Catalogue.Interest> reload) {
        this.watches = watches;
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
        sources.watched().forEach(folder -> watches.watch(folder, this));
    }

    @Override
    public void replaced(String folder) {
        anythingChanged();
    }

    @Override
    public void entryChanged(String folder, String name) {
        if (name.equals(SWAPPED_LINK)) {
            anythingChanged();
        } else if (sources.isOfInterest(folder, name)) {
            changed(folder.endsWith("/") ? folder + name : folder + "/" + name);
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

package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Poller;
import dev.tend.kernel.Poller.Notice.FileChanged;
import dev.tend.kernel.Poller.Notice.FolderGone;
import dev.tend.kernel.Poller.Notice.Readable;
import dev.tend.kernel.Poller.Notice.Signalled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Waiting without waiting: time goes on only when nothing else can happen, and then as far as the keeper wants to sleep. */
public final class FakePoller implements Poller {

    private final IntPredicate readable;
    private final Predicate<String> isFolder;
    private final Set<Integer> watched = new TreeSet<>();
    private final Set<Integer> ready = new TreeSet<>();
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> signals = new TreeSet<>();
    private final Map<Integer, String> folders = new TreeMap<>();
    private final List<Notice> folderNotices = new ArrayList<>();
    private int nextWatch;
    private long now = 1_000_000;
    private long leap;

    /**
     * @param readable whether a descriptor that is not of this poller's making can be read now
     * @param isFolder whether there is such a folder
     */
    FakePoller(IntPredicate readable, Predicate<String> isFolder) {
        this.readable = readable;
        this.isFolder = isFolder;
    }

    public long now() {
        return now;
    }

    /** Nothing is sooner than this from now. */
    void pass(long micros) {
        now += micros;
    }

    /** How far the next wait may go at most, so that the world can act in between. */
    void leapAtMost(long micros) {
        leap = micros;
    }

    @Override
    public List<Notice> await(long deadline) {
        var notices = notices();
        if (notices.isEmpty()) {
            now = Math.max(now, Math.min(deadline, now + leap));
            notices = notices();
        }
        return notices;
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        signals.forEach(signal -> notices.add(new Signalled(signal)));
        signals.clear();
        notices.addAll(folderNotices);
        folderNotices.clear();
        for (int descriptor : watched) {
            if (ready.contains(descriptor) || !open.contains(descriptor) && readable.test(descriptor)) {
                notices.add(new Readable(descriptor));
            }
        }
        return notices;
    }

    @Override
    public void watch(int descriptor, boolean forReading, boolean forWriting) {
        watched.add(descriptor);
    }

    @Override
    public void unwatch(int descriptor) {
        watched.remove(descriptor);
    }

    @Override
    public int watchFolder(String path) {
        if (!isFolder.test(path)) {
            throw new KernelException("cannot watch " + path, Errno.ENOENT);
        }
        folders.put(++nextWatch, path);
        return nextWatch;
    }

    @Override
    public void unwatchFolder(int watch) {
        folders.remove(watch);
    }

    // ---- what the world does

    /** A descriptor that becomes readable once. Numbers are used again at once, the lowest first. */
    int open() {
        int descriptor = 3;
        while (open.contains(descriptor)) {
            descriptor++;
        }
        open.add(descriptor);
        return descriptor;
    }

    void close(int descriptor) {
        if (!open.remove(descriptor)) {
            throw new InvariantBroken("closed descriptor " + descriptor + ", which is not open");
        }
        if (watched.contains(descriptor)) {
            throw new InvariantBroken("closed descriptor " + descriptor + " while it was watched");
        }
        ready.remove(descriptor);
    }

    boolean isOpen(int descriptor) {
        return open.contains(descriptor);
    }

    void makeReadable(int descriptor) {
        ready.add(descriptor);
    }

    void signal(int signal) {
        signals.add(signal);
    }

    void fileChanged(String folder, String name) {
        folders.forEach((watch, path) -> {
            if (path.equals(folder)) {
                folderNotices.add(new FileChanged(watch, name));
            }
        });
    }

    void folderGone(String folder) {
        for (int watch : List.copyOf(folders.keySet())) {
            if (folders.get(watch).equals(folder)) {
                folders.remove(watch);
                folderNotices.add(new FolderGone(watch));
            }
        }
    }

    void keeperDied() {
        watched.clear();
        ready.clear();
        open.clear();
        signals.clear();
        folders.clear();
        folderNotices.clear();
    }
}

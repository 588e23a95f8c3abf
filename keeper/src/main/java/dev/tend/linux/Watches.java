package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Poller.PollEvent;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Inotify;
import dev.tend.posix.Paths;
import dev.tend.posix.Stat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folders being watched. A file that was only just created is not reported before its writer has closed it. What is complete
 * from its first moment, a symbolic or hard link and a folder, is reported at once.
 *
 * <p>A hard link is known by its second name, or, where the first is gone already, by this: it is not empty, and nobody has it
 * open for writing. A file that is being written is empty, or open for writing; and it is reported again after it is closed.
 */
final class Watches {

    private static final int GONE =
            Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF | Inotify.IN_UNMOUNT | Inotify.IN_IGNORED;

    private final Inotify inotify = new Inotify();
    private final Map<Integer, String> folders = new HashMap<>();

    /** The number of users of each watch: a folder has one number, whoever watches it. */
    private final Map<Integer, Integer> uses = new HashMap<>();

    private final Stat stat = new Stat();

    /** A negated errno where the system has no inotify instance left; then no folder can be watched. */
    int descriptor() {
        return inotify.descriptor();
    }

    int add(String folder) {
        must(inotify.descriptor(), "cannot watch ", folder);
        return added(inotify.add(folder), folder);
    }

    /** Watches only which names go. A folder that is watched already keeps its number, and what else it is watched for. */
    int addRemovals(String folder) {
        must(inotify.descriptor(), "cannot watch ", folder);
        return added(inotify.addRemovals(folder), folder);
    }

    /** Watches only whether the folder itself goes. One that is watched already keeps its number, and what else it is watched for. */
    int addItself(String folder) {
        must(inotify.descriptor(), "cannot watch ", folder);
        return added(inotify.addItself(folder), folder);
    }

    private int added(int result, String folder) {
        int watch = must(result, "cannot watch ", folder);
        folders.put(watch, folder);
        uses.merge(watch, 1, Integer::sum);
        return watch;
    }

    void remove(int watch) {
        int left = uses.getOrDefault(watch, 0) - 1;
        if (left > 0) {
            uses.put(watch, left);
        } else {
            forget(watch);
        }
    }

    private void forget(int watch) {
        uses.remove(watch);
        if (folders.remove(watch) != null) {
            inotify.remove(watch);
        }
    }

    void collect(List<PollEvent> pollEvents) {
        if (inotify.read() <= 0) {
            return;
        }
        while (inotify.next()) {
            if (inotify.is(Inotify.IN_Q_OVERFLOW)) {
                pollEvents.add(new PollEvent.FoldersUncertain());
            } else if (folders.containsKey(inotify.watch())) {
                collectOne(inotify.watch(), pollEvents);
            }
        }
    }

    private void collectOne(int watch, List<PollEvent> pollEvents) {
        if (inotify.is(GONE)) {
            forget(watch);
            pollEvents.add(new PollEvent.FolderGone(watch));
            return;
        }
        String name = inotify.name();
        if (!inotify.is(Inotify.IN_CREATE) || whole(folders.get(watch) + "/" + name)) {
            pollEvents.add(new PollEvent.FileChanged(watch, name));
        }
    }

    private boolean whole(String path) {
        return stat.lstat(path) == 0
                && (stat.kind() != Stat.REGULAR || stat.links() > 1 || stat.size() > 0 && isUnwritten(path));
    }

    private static boolean isUnwritten(String path) {
        int fd = Paths.open(path, Paths.O_RDONLY | Paths.O_NONBLOCK | Paths.O_NOFOLLOW, 0);
        boolean unwritten = fd >= 0 && Descriptors.isUnwritten(fd);
        Descriptors.close(fd);
        return unwritten;
    }
}

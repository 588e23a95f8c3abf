package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The one tree that {@link FakeFiles} and {@link FakeStreams} share, and what a test or a simulated service does with it from
 * outside. It survives keepers. Knows no permissions but those that {@link Faults} denies, and no links.
 */
public final class FakeDisk {

    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Faults faults = new Faults();
    private final LongSupplier wallTime;
    private long lastInode = 1;

    /** Is notified of every file that was written, created or removed, as by inotify. */
    @FunctionalInterface
    public interface Listener {
        void changed(String folder, String name);
    }

    /** @param wallTime for files' dates, in microseconds since 1970 */
    public FakeDisk(LongSupplier wallTime) {
        this.wallTime = wallTime;
        nodes.put("/", new Node(Kind.FOLDER, lastInode, 0755, 0, 0));
    }

    public Faults faults() {
        return faults;
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    // changes from outside, which no fault disturbs.

    /** The text of a file; "" where there is none. */
    public String text(String path) {
        return find(path).map(node -> node.bytes.text()).orElse("");
    }

    /** Puts a file there, with the folders above it. */
    public void put(String path, String text) {
        fill(path, text, 0644);
    }

    /** Removes a file, or a folder with all in it. */
    public void delete(String path) {
        for (String below : new ArrayList<>(nodes.tailMap(path + "/").keySet())) {
            if (below.startsWith(path + "/")) {
                unname(nodes.remove(below));
            }
        }
        remove(path);
    }

    /** A service opens a FIFO for reading and writing, which keeps what is in it. */
    public void hold(String fifo) {
        node(fifo, "open").holders++;
    }

    /** A service that held a FIFO is gone. */
    public void letGo(String fifo) {
        find(fifo).ifPresent(FakeDisk::release);
    }

    /** A service writes to its FIFO. Returns how many bytes fit; the service would wait with the rest. */
    public int pour(String fifo, byte[] bytes, int offset, int count) {
        Node node = node(fifo, "write");
        int fits = Math.min(count, node.capacity - node.bytes.size());
        node.bytes.add(bytes, offset, fits);
        return fits;
    }

    /** Writes all of a text to a FIFO, where it must fit. */
    public void pour(String fifo, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (pour(fifo, bytes, 0, bytes.length) != bytes.length) {
            throw new KernelException("cannot write to " + fifo, Errno.EAGAIN);
        }
    }

    /** Moves a folder with all in it, if it is there. */
    public void move(String from, String to) {
        for (String path : new ArrayList<>(nodes.keySet())) {
            if (path.equals(from) || path.startsWith(from + "/")) {
                nodes.put(to + path.substring(from.length()), nodes.remove(path));
            }
        }
        tell(from);
        tell(to);
    }

    public boolean isFolder(String path) {
        return find(path).map(node -> node.kind == Kind.FOLDER).orElse(false);
    }

    // access for files and streams.

    Optional<Node> find(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    Node node(String path, String tried) {
        Node node = nodes.get(path);
        if (node == null) {
            throw new KernelException("cannot " + tried + " " + path, Errno.ENOENT);
        }
        return node;
    }

    /** Makes something new in a folder that is there. */
    Node make(String path, Kind kind, int mode, int owner) {
        if (node(folderOf(path), "open").kind != Kind.FOLDER) {
            throw new KernelException("cannot make " + path, Errno.ENOTDIR);
        }
        Node node = new Node(kind, ++lastInode, mode, owner, wallTime.getAsLong());
        unname(nodes.put(path, node));
        tell(path);
        return node;
    }

    void makeFolders(String path, int mode) {
        if (!nodes.containsKey(path)) {
            makeFolders(folderOf(path), mode);
            make(path, Kind.FOLDER, mode, 0);
        }
        if (nodes.get(path).kind != Kind.FOLDER) {
            throw new KernelException("cannot make " + path, Errno.EEXIST);
        }
    }

    void extend(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        node(path, "write").bytes.add(bytes, 0, bytes.length);
    }

    void fill(String path, String text, int mode) {
        makeFolders(folderOf(path), 0755);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        make(path, Kind.FILE, mode, 0).bytes.add(bytes, 0, bytes.length);
    }

    void rename(String from, String to) {
        Node node = node(from, "rename");
        node(folderOf(to), "open");
        nodes.remove(from);
        unname(nodes.put(to, node));
        tell(from);
        tell(to);
    }

    void remove(String path) {
        Node removed = nodes.remove(path);
        unname(removed);
        if (removed != null) {
            faults.free(removed.bytes.size());
            tell(path);
        }
    }

    private static void unname(Node replaced) {
        if (replaced != null) {
            replaced.named = false;
        }
    }

    /** Another program shortens a file in place. */
    public void shorten(String path, long size) {
        node(path, "open").bytes.cut(size);
    }

    /** Another program appends to a file. */
    public void append(String path, String text) {
        extend(path, text);
    }

    List<String> names(String folder) {
        if (node(folder, "open").kind != Kind.FOLDER) {
            throw new KernelException("cannot open " + folder, Errno.ENOTDIR);
        }
        String prefix = folder.equals("/") ? "/" : folder + "/";
        List<String> names = new ArrayList<>();
        Map.Entry<String, Node> next = nodes.higherEntry(prefix);
        while (next != null && next.getKey().startsWith(prefix)) {
            String path = next.getKey();
            names.add(path.substring(prefix.length()));
            next = nextBeside(path);
        }
        return names;
    }

    /** The entry after {@code path} that is not below it. */
    private Map.Entry<String, Node> nextBeside(String path) {
        Map.Entry<String, Node> next = nodes.higherEntry(path);
        return next != null && next.getKey().startsWith(path + "/")
                ? nodes.ceilingEntry(path + (char) ('/' + 1))
                : next;
    }

    /** A file has been written to and closed, or something came or went. */
    void tell(String path) {
        for (Listener listener : listeners) {
            listener.changed(folderOf(path), path.substring(path.lastIndexOf('/') + 1));
        }
    }

    void touch(Node node) {
        node.changed = wallTime.getAsLong();
    }

    static void release(Node fifo) {
        if (--fifo.holders == 0) {
            fifo.bytes.clear();
        }
    }

    static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }
}

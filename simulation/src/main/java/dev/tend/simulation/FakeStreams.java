package dev.tend.simulation;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files.Kind;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Descriptors on a {@link FakeDisk}: one keeper's, so a new keeper gets new streams, after {@link #abandon} of the old. */
public final class FakeStreams implements Streams {

    private static final int USUAL_CAPACITY = 1 << 16;
    private static final int FIRST_DESCRIPTOR = 3;
    private static final int MOST_MESSAGES = 1000;

    /** The descriptors that are no streams, and are closed and read through the same calls. */
    interface Others {

        /** Closes a descriptor, if it is one of these. */
        boolean close(int descriptor);

        /** Tells whether it can be read. */
        boolean has(int descriptor);

        int read(int descriptor, byte[] into);
    }

    private record NoOthers() implements Others {

        @Override
        public boolean close(int descriptor) {
            return false;
        }

        @Override
        public boolean has(int descriptor) {
            return false;
        }

        @Override
        public int read(int descriptor, byte[] into) {
            return -Errno.EBADF;
        }
    }

    private final FakeDisk disk;
    private final Others others;
    private final Map<Integer, Open> open = new TreeMap<>();
    private final Map<String, List<FakeClient>> waiting = new TreeMap<>();
    private final FakeScreen screen = new FakeScreen();
    private final FakeScreen errorScreen = new FakeScreen();
    private final List<String> messages = new ArrayList<>();
    private int syslogFailure;
    private int next = FIRST_DESCRIPTOR;

    /** The latest messages that the log daemon has, with their priorities. */
    public List<String> messages() {
        return messages;
    }

    /** Lets messages to the log daemon fail with this errno from now on; 0: not any more. */
    public void failSyslog(int errno) {
        syslogFailure = errno;
    }

    @Override
    public int syslog(int priority, byte[] text, int count) {
        disk.faults().touch();
        if (messages.size() == MOST_MESSAGES) {
            messages.removeFirst();
        }
        if (syslogFailure != 0) {
            return -syslogFailure;
        }
        messages.add("<" + priority + ">" + new String(text, 0, count, StandardCharsets.UTF_8));
        return count;
    }

    /** The kinds of open descriptors. */
    private sealed interface Open {

        record Pipe(Node node) implements Open {}

        record Log(String path, Node node) implements Open {}

        record Reader(Node node) implements Open {}

        record Listener(String path, List<FakeClient> queue) implements Open {}

        record Peer(FakeClient client) implements Open {}

        record Console(FakeScreen screen) implements Open {}
    }

    /** Makes streams of which no other descriptor is closed or read. */
    public FakeStreams(FakeDisk disk) {
        this(disk, new NoOthers());
    }

    FakeStreams(FakeDisk disk, Others others) {
        this.disk = disk;
        this.others = others;
    }

    /** A number that no descriptor has had yet. */
    public int unused() {
        return next++;
    }

    /** Returns the number of open descriptors, to check that each is closed. */
    public int count() {
        return open.size();
    }

    /** The keeper has died: all its descriptors are closed. */
    public void abandon() {
        for (Integer descriptor : new ArrayList<>(open.keySet())) {
            release(descriptor);
        }
    }

    /** Tells whether a poller would report the descriptor as readable. */
    public boolean readable(int descriptor) {
        return switch (open.get(descriptor)) {
            case Open.Pipe(var node) -> node.bytes.size() > 0;
            case Open.Listener(var _, var queue) -> !queue.isEmpty();
            case Open.Peer(var client) -> client.hasSent();
            case null, default -> false;
        };
    }

    public boolean writable(int descriptor) {
        return switch (open.get(descriptor)) {
            case Open.Console(var shown) -> shown.hasRoom();
            case Open.Peer(var client) -> client.isWritable();
            case null, default -> false;
        };
    }

    /** Tells whether a poller would tell of the end of a descriptor's other side, though nothing else is asked. */
    public boolean ended(int descriptor) {
        return open.get(descriptor) instanceof Open.Peer(var client) && client.isClosed();
    }

    /** Returns the screen with all that the keeper writes to its own output. */
    public FakeScreen screen() {
        return screen;
    }

    /** The same for its standard error. */
    public FakeScreen errorScreen() {
        return errorScreen;
    }

    /** Connects a client to a control socket; empty if the socket has no listener. */
    public Optional<FakeClient> connect(String path, int user, int pid) {
        List<FakeClient> queue = waiting.get(path);
        if (queue == null) {
            return Optional.empty();
        }
        FakeClient client = new FakeClient(user, pid);
        queue.add(client);
        return Optional.of(client);
    }

    @Override
    public int openFifo(String path, Optional<String> owner, long size) {
        disk.faults().enter("openFifo", path, true);
        Node node = disk.find(path).orElseGet(() -> disk.make(path, Kind.FIFO, 0600, 0));
        if (node.kind != Kind.FIFO) {
            throw new KernelException("cannot make " + path, Errno.EEXIST);
        }
        node.capacity = Math.max(node.capacity, size > 0 ? (int) size : USUAL_CAPACITY);
        node.holders++;
        return opened(new Open.Pipe(node));
    }

    @Override
    public int openAppending(String path) {
        return openLog(path);
    }

    @Override
    public long end(int descriptor) {
        disk.faults().touch();
        Node node = file(descriptor);
        return node.named ? node.bytes.size() : -Errno.ENOENT;
    }

    @Override
    public int openLog(String path) {
        disk.faults().enter("openLog", path, true);
        Node node = disk.find(path).orElseGet(() -> disk.make(path, Kind.FILE, 0640, 0));
        if (node.kind != Kind.FILE) {
            throw new KernelException("cannot open " + path, Errno.EISDIR);
        }
        return opened(new Open.Log(path, node));
    }

    private int opened(Open what) {
        int descriptor = unused();
        open.put(descriptor, what);
        return descriptor;
    }

    @Override
    public long splice(int from, int to, long position, long count) {
        disk.faults().touch();
        Open.Log log = (Open.Log) open.get(to);
        int errno = disk.faults().check("splice", log.path(), true);
        Bytes pipe = pipe(from).bytes;
        if (errno != 0 || pipe.size() == 0) {
            return errno != 0 ? -errno : -Errno.EAGAIN;
        }
        int moved = disk.faults().fitting(disk.faults().piece((int) Math.min(count, pipe.size())));
        if (moved == 0) {
            return -Errno.ENOSPC;
        }
        disk.faults().use(moved);
        pipe.moveTo(log.node().bytes, position, moved);
        disk.touch(log.node());
        return moved;
    }

    @Override
    public int peek(int pipe, byte[] into) {
        disk.faults().touch();
        Bytes bytes = pipe(pipe).bytes;
        return bytes.size() == 0 ? -Errno.EAGAIN : bytes.copy(0, into);
    }

    @Override
    public int skip(int pipe, int count) {
        disk.faults().touch();
        Bytes bytes = pipe(pipe).bytes;
        int skipped = Math.min(count, bytes.size());
        bytes.drop(skipped);
        return skipped;
    }

    @Override
    public int available(int pipe) {
        disk.faults().touch();
        return pipe(pipe).bytes.size();
    }

    @Override
    public int capacity(int pipe) {
        disk.faults().touch();
        return pipe(pipe).capacity;
    }

    @Override
    public int resize(int pipe, long size) {
        disk.faults().touch();
        if (size < available(pipe)) {
            return -Errno.EBUSY;
        }
        pipe(pipe).capacity = (int) size;
        return (int) size;
    }

    private Node pipe(int descriptor) {
        return ((Open.Pipe) open.get(descriptor)).node();
    }

    @Override
    public int read(int descriptor, byte[] into) {
        disk.faults().touch();
        if (others.has(descriptor)) {
            return others.read(descriptor, into);
        }
        return switch (open.get(descriptor)) {
            case Open.Peer(var client) -> client.sent(into);
            case Open.Pipe(var node) -> {
                int count = node.bytes.copy(0, into);
                node.bytes.drop(count);
                yield count == 0 ? -Errno.EAGAIN : count;
            }
            case null, default -> -Errno.EBADF;
        };
    }

    @Override
    public int write(int descriptor, byte[] from, int offset, int count) {
        disk.faults().touch();
        return switch (open.get(descriptor)) {
            case Open.Log log -> writeLog(log, log.node().bytes.size(), from, offset, count);
            case Open.Peer(var client) -> client.receive(from, offset, count);
            case Open.Console(var shown) -> show(shown, from, offset, count);
            case null, default -> -Errno.EBADF;
        };
    }

    @Override
    public int writeAt(int descriptor, byte[] from, long position) {
        disk.faults().touch();
        Open.Log log = (Open.Log) open.get(descriptor);
        return writeLog(log, position, from, 0, from.length);
    }

    private int writeLog(Open.Log log, long position, byte[] from, int offset, int count) {
        int errno = disk.faults().check("write", log.path(), true);
        int written = disk.faults().fitting(count);
        if (errno != 0 || written == 0) {
            return errno != 0 ? -errno : -Errno.ENOSPC;
        }
        disk.faults().use(written);
        log.node().bytes.put(position, from, offset, written);
        disk.touch(log.node());
        return written;
    }

    private int show(FakeScreen shown, byte[] from, int offset, int count) {
        return shown.isGone()
                ? -Errno.EIO
                : shown.show(from, offset, disk.faults().piece(shown.fitting(count)));
    }

    @Override
    public int readAt(String path, long position, byte[] into) {
        disk.faults().touch();
        int errno = disk.faults().check("readAt", path, false);
        if (errno != 0) {
            return -errno;
        }
        return disk.find(path).map(node -> node.bytes.copy(position, into)).orElse(-Errno.ENOENT);
    }

    @Override
    public int openToRead(String path) {
        disk.faults().touch();
        int errno = disk.faults().check("openToRead", path, false);
        return errno != 0
                ? -errno
                : disk.find(path).map(node -> opened(new Open.Reader(node))).orElse(-Errno.ENOENT);
    }

    @Override
    public int readAt(int descriptor, long position, byte[] into) {
        disk.faults().touch();
        return file(descriptor).bytes.copy(position, into);
    }

    @Override
    public long inode(int descriptor) {
        disk.faults().touch();
        return file(descriptor).inode;
    }

    @Override
    public boolean isHeld(String fifo) {
        disk.faults().touch();
        return disk.find(fifo)
                .filter(node -> node.kind == Kind.FIFO && node.holders > 0)
                .isPresent();
    }

    @Override
    public long size(int descriptor) {
        disk.faults().touch();
        return file(descriptor).bytes.size();
    }

    private Node file(int descriptor) {
        return switch (open.get(descriptor)) {
            case Open.Log(var _, var node) -> node;
            case Open.Reader(var node) -> node;
            case null, default -> throw new KernelException("no file has descriptor " + descriptor, Errno.EBADF);
        };
    }

    @Override
    public int truncate(int descriptor, long size) {
        disk.faults().touch();
        Open.Log log = (Open.Log) open.get(descriptor);
        int errno = disk.faults().check("truncate", log.path(), true);
        if (errno == 0) {
            log.node().bytes.cut(size);
        }
        return -errno;
    }

    @Override
    public void close(int descriptor) {
        if (!others.close(descriptor)) {
            release(descriptor);
        }
    }

    private void release(int descriptor) {
        switch (open.remove(descriptor)) {
            case Open.Pipe(var node) -> FakeDisk.release(node);
            case Open.Log(var path, var node) -> disk.tell(path);
            case Open.Listener(var path, var queue) -> {
                if (waiting.get(path) == queue) { // else another listens there by now
                    waiting.remove(path);
                }
                queue.forEach(FakeClient::hangUp);
            }
            case Open.Peer(var client) -> client.hangUp();
            case Open.Reader(var _), Open.Console(var _) -> {}
            case null -> throw new KernelException("cannot close descriptor " + descriptor, Errno.EBADF);
        }
    }

    @Override
    public int listen(String path, Optional<String> group) {
        disk.faults().enter("listen", path, true);
        disk.make(path, Kind.SOCKET, group.isPresent() ? 0660 : 0600, 0);
        List<FakeClient> queue = new ArrayList<>();
        waiting.put(path, queue);
        return opened(new Open.Listener(path, queue));
    }

    @Override
    public Optional<Connection> accept(int listener) {
        disk.faults().touch();
        List<FakeClient> queue = ((Open.Listener) open.get(listener)).queue();
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        FakeClient client = queue.removeFirst();
        return Optional.of(new Connection(opened(new Open.Peer(client)), client.user(), client.pid()));
    }

    @Override
    public boolean isClosedByPeer(int connection) {
        disk.faults().touch();
        return ended(connection);
    }

    @Override
    public int console() {
        disk.faults().touch();
        return opened(new Open.Console(screen));
    }

    @Override
    public int errors() {
        disk.faults().touch();
        return opened(new Open.Console(errorScreen));
    }
}

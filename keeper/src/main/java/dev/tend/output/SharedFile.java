package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.util.Arrays;

/**
 * A file that the keeper appends to while other programs may shorten it, append to it or remove it. Each write goes to the end that
 * the file has then. {@code splice} cannot append, so another program may still shorten the file between the look at its end and the
 * write; the bytes before the write then differ from what they were, and {@link #append} removes the gap that it left behind.
 */
final class SharedFile {

    /** So many bytes before a write are compared with what they were. */
    private static final int MARK = 16;

    private static final int BLOCK = 1 << 16;
    private static final int CLOSED = -1;
    private static final byte[] NOTHING = {};

    private final Files files;
    private final Streams streams;
    private final String path;
    private int descriptor = CLOSED;
    private long inode;
    private long size;
    private int failure;

    SharedFile(Files files, Streams streams, String path) {
        this.files = files;
        this.streams = streams;
        this.path = path;
    }

    boolean isOpen() {
        return descriptor != CLOSED;
    }

    void open() {
        close();
        descriptor = streams.openLog(path);
        inode = streams.inode(descriptor);
        size = Math.max(streams.end(descriptor), 0);
    }

    void close() {
        if (isOpen()) {
            streams.close(descriptor);
            descriptor = CLOSED;
        }
    }

    long inode() {
        return inode;
    }

    /** The size after the last look or write. */
    long size() {
        return size;
    }

    /** Looks up the end of the file. Returns false where the file has no name any more, so that nobody could read it. */
    boolean look() {
        long end = streams.end(descriptor);
        size = end < 0 ? size : end;
        return end >= 0;
    }

    /** Returns up to {@code count} bytes before a place; none where the file is shorter by now, or with a {@link #failure}. */
    byte[] before(long place, int count) {
        byte[] bytes = new byte[(int) Math.min(place, count)];
        int read = bytes.length == 0 ? 0 : streams.readAt(descriptor, place - bytes.length, bytes);
        failure = Math.max(0, -read);
        return read == bytes.length ? bytes : NOTHING;
    }

    /** Returns the errno with which the last bytes could not be read; 0 where they could, or were not there. */
    int failure() {
        return failure;
    }

    /**
     * Appends a stamp, and then bytes out of a pipe: both, or nothing.
     *
     * @return the number of bytes out of the pipe, 0 at its end, or a negated errno
     * @throws KernelException where a gap cannot be removed
     */
    long append(byte[] stamp, int pipe, long count) {
        long end = size;
        byte[] mark = before(end, MARK);
        if (mark.length == 0 && end > 0) {
            return failure == 0 ? -Errno.EINTR : -failure; // shortened since the last look
        }
        int written = stamp.length == 0 ? 0 : streams.writeAt(descriptor, stamp, end);
        long moved = written == stamp.length
                ? streams.splice(pipe, descriptor, end + written, count)
                : Math.min(written, -Errno.ENOSPC);
        if (moved > 0) {
            size = end + written + moved;
        } else if (written > 0) {
            cut(end);
        }
        if (moved > 0 || written > 0) {
            removeGap(end, mark);
        }
        return moved;
    }

    void cut(long end) {
        int result = streams.truncate(descriptor, end);
        if (result < 0) {
            throw new KernelException("cannot shorten " + path, -result);
        }
        size = end;
    }

    /**
     * Removes a gap: where another program has shortened the file meanwhile, there are zeros between its new end and
     * what was written at the former one.
     */
    private void removeGap(long end, byte[] mark) {
        if (isBlank(mark) || Arrays.equals(before(end, mark.length), mark)) {
            return;
        }
        size = Math.max(streams.end(descriptor), 0);
        long from = gapStart(Math.min(end, size));
        long to = gapEnd(Math.min(end, size));
        if (from < to) {
            replace(from, to);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private long gapStart(long end) {
        long place = end;
        while (place > 0) {
            byte[] block = before(place, BLOCK);
            int i = block.length;
            while (i > 0 && block[i - 1] == 0) {
                i--;
            }
            if (i > 0 || block.length == 0) {
                return place - block.length + i;
            }
            place -= block.length;
        }
        return 0;
    }

    private long gapEnd(long end) {
        long place = end;
        while (place < size) {
            byte[] block = before(Math.min(place + BLOCK, size), (int) Math.min(BLOCK, size - place));
            int i = 0;
            while (i < block.length && block[i] == 0) {
                i++;
            }
            if (i < block.length || block.length == 0) {
                return place + i;
            }
            place += i;
        }
        return size;
    }

    /** Puts a file without the gap in this one's place, whole: a file that is shortened in place could be shortened by others again. */
    private void replace(long from, long to) {
        var whole = new SharedFile(files, streams, path + ".new");
        files.remove(whole.path);
        whole.open();
        try {
            whole.copy(this, 0, from);
            whole.copy(this, to, size);
            files.rename(whole.path, path);
        } catch (KernelException e) {
            whole.close();
            throw e;
        }
        close();
        descriptor = whole.descriptor;
        inode = whole.inode;
        size = whole.size;
    }

    private void copy(SharedFile other, long from, long to) {
        for (long place = from; place < to; ) {
            byte[] block = other.before(Math.min(place + BLOCK, to), (int) Math.min(BLOCK, to - place));
            int written = block.length == 0 ? 0 : streams.writeAt(descriptor, block, size);
            if (written < block.length) {
                throw new KernelException("cannot write to " + path, written < 0 ? -written : Errno.ENOSPC);
            }
            size += written;
            place = block.length == 0 ? to : place + block.length; // shortened once more: there is no more
        }
    }
}

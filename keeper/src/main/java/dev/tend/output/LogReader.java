package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an instance's log as the one stream of lines it is, rotated files first. Needs no keeper, only the folder. While a keeper
 * writes and rotates, it holds the file that it reads open: so it comes to that file's end even where rotation removes it. Gives
 * whole lines, because the keeper takes back a stamp whose line never came; only {@link #rest} gives an unfinished one.
 */
public final class LogReader {

    /** Of a longer line only so much is given at once. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int MARK = 16;
    private static final byte[] NOTHING = {};
    private static final int CLOSED = -1;
    private static final String CURRENT = "current";

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final byte[] block;

    /** The file being read, whatever its name is by now. */
    private int descriptor = CLOSED;

    /** The bytes right before the position, where it has been given. */
    private byte[] mark = NOTHING;

    private boolean given;

    /** Tells whether lines were lost before those that are given next. */
    private boolean gap;

    private long inode;
    private long position;

    /** The inode of the file at the end of the log when its reading began. */
    private long endInode;

    private long endSize;

    /** All rotated files up to this name have been read, or are being read. */
    private String after = "";

    public LogReader(Files files, Streams streams, String folder) {
        this(files, streams, folder, new byte[LONGEST_LINE]);
    }

    /** @param block to read with, which others may use in between; only a line that is longer takes more memory */
    public LogReader(Files files, Streams streams, String folder, byte[] block) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.block = block;
    }

    /** Takes bytes that are good until it returns: whole lines, or part of one that is very long. */
    @FunctionalInterface
    public interface Sink {
        void take(byte[] bytes, int offset, int count);
    }

    /**
     * Gives the last {@code lines} whole lines, and remembers the place after them for {@link #poll}.
     *
     * @throws KernelException where the log is there, but cannot be read
     */
    public void tail(int lines, Sink sink) {
        begin(lines);
        poll(sink);
    }

    /** Goes to where the last {@code lines} whole lines begin. */
    private void begin(int lines) {
        begin(lines, Long.MAX_VALUE);
    }

    /** As {@link #tail} begins, but not more than {@code most} bytes before the end: to look for lines takes time. */
    public void begin(int lines, long most) {
        files.facts(folder + "/" + CURRENT).ifPresent(facts -> {
            endInode = facts.inode();
            endSize = facts.size();
        });
        List<String> names;
        do {
            names = names();
            seek(names, lines + 1L, most);
        } while (!names.equals(names()));
    }

    /**
     * Goes to a {@link #place} where an earlier reader was; where that is not there any more, to the beginning, with a gap.
     *
     * @param place "" for the beginning
     */
    public void beginAt(LogPlace place) {
        List<String> names;
        boolean found;
        do {
            names = names();
            found = find(names, place);
        } while (!names.equals(names()));
        if (!found) {
            close();
            after = "";
            gap = !place.isBeginning();
        }
    }

    private boolean find(List<String> names, LogPlace place) {
        for (int i = names.size(); i >= 0 && !place.isBeginning(); i--) {
            if (open(i == names.size() ? CURRENT : names.get(i))
                    && inode == place.inode()
                    && streams.size(descriptor) >= place.position()) {
                position = place.position();
                mark = place.before();
                after = names.isEmpty() ? "" : names.get(Math.min(i, names.size() - 1));
                return isMarkInPlace();
            }
        }
        return false;
    }

    /** Returns the place after what was given last. */
    public LogPlace place() {
        return LogPlace.of(inode, position, mark);
    }

    /** Tells whether lines were lost right before what was given last, since it was asked last. */
    public boolean takeGap() {
        boolean was = gap;
        gap = false;
        return was;
    }

    private void seek(List<String> names, long newlines, long most) {
        long left = newlines;
        long room = most;
        for (int i = names.size(); i >= 0 && left > 0 && room > 0; i--) {
            if (open(i == names.size() ? CURRENT : names.get(i))) {
                after = names.isEmpty() ? "" : names.get(Math.min(i, names.size() - 1));
                long size = streams.size(descriptor);
                left = seek(left, Math.max(0, size - room));
                room -= size - position;
            }
        }
    }

    private List<String> names() {
        return files.facts(folder).isPresent() ? Archive.names(files, folder) : List.of();
    }

    /** Begins with another file. Returns whether it is there. */
    private boolean open(String name) {
        String path = folder + "/" + name;
        int opened = streams.openToRead(path);
        if (opened == -Errno.ENOENT) {
            return false;
        }
        if (opened < 0) {
            throw new KernelException("cannot read " + path, -opened);
        }
        close();
        descriptor = opened;
        inode = streams.inode(opened);
        position = 0;
        mark = NOTHING;
        return true;
    }

    /** Lets go of the file being read; reading again would begin anew. */
    public void close() {
        if (isOpen()) {
            streams.close(descriptor);
            descriptor = CLOSED;
        }
    }

    private boolean isOpen() {
        return descriptor != CLOSED;
    }

    /** Puts the position after the {@code newlines}th last line end, or at {@code least}. Returns how many were too few. */
    private long seek(long newlines, long least) {
        long left = newlines;
        position = streams.size(descriptor);
        while (position > least) {
            long from = Math.max(least, position - block.length);
            int read = streams.readAt(descriptor, from, block);
            for (int i = (int) Math.min(read, position - from) - 1; i >= 0; i--) {
                if (block[i] == '\n' && --left == 0) {
                    position = from + i + 1;
                    return 0;
                }
            }
            position = from;
        }
        return left;
    }

    /** Gives the whole lines that have come since the last call. Returns whether there were any. */
    public boolean poll(Sink sink) {
        boolean any = false;
        while (step(sink)) {
            any = true;
        }
        return any;
    }

    /** Gives at most one block of whole lines. Returns whether there may be more. */
    public boolean step(Sink sink) {
        boolean growing = isCurrent(); // asked first: what was rotated away by now is complete
        if (isOpen()) {
            restartIfShortened();
            if (copy(!growing, sink)) {
                return true;
            }
        }
        return !growing && moveOn();
    }

    /** Gives the unfinished line at the end, if there is one. */
    public void rest(Sink sink) {
        while (isCurrent() && copy(true, sink)) {} // until its end
    }

    private boolean isCurrent() {
        return isOpen() && is(CURRENT);
    }

    /** Tells whether the file being read has this name. An inode's number belongs to no other file while the file is open. */
    private boolean is(String name) {
        return files.facts(folder + "/" + name)
                .map(facts -> facts.inode() == inode)
                .orElse(false);
    }

    /** Another program may have emptied the file, which may have grown beyond the position since then. */
    private void restartIfShortened() {
        if (streams.size(descriptor) < position || !isMarkInPlace()) {
            position = 0;
            mark = NOTHING;
            gap = true;
        }
    }

    private boolean isMarkInPlace() {
        byte[] there = new byte[mark.length];
        return mark.length == 0
                || streams.readAt(descriptor, position - mark.length, there) == mark.length
                        && Arrays.equals(there, mark);
    }

    /** Goes to the beginning of the next file. Returns whether there is one. */
    private boolean moveOn() {
        while (true) {
            List<String> names = names();
            boolean removed = isOpen() && !isOneOf(names);
            String next = next(names);
            boolean found = open(next);
            gap |= removed && found; // and perhaps more of them, which nobody has read
            if (!next.equals(CURRENT) && found) {
                after = next;
                return true;
            }
            if (next.equals(CURRENT) && names.equals(names())) {
                return found;
            }
            if (found) {
                close(); // rotated before it was opened, perhaps behind another
            }
        }
    }

    private boolean isOneOf(List<String> names) {
        boolean found = false;
        for (String name : names) {
            found |= is(name);
        }
        return found;
    }

    /** The first of the rotated files that has not been read, the file being read not included; else the current one. */
    private String next(List<String> names) {
        for (String name : names) {
            if (name.compareTo(after) > 0) {
                if (!isOpen() || !is(name)) {
                    return name;
                }
                after = name;
            }
        }
        return CURRENT;
    }

    /** Tells whether anything has been given. */
    public boolean hasRead() {
        return given;
    }

    /** Tells whether all has been given that was there when the reading began. */
    public boolean isAtEnd() {
        return isOpen() && inode == endInode && position >= endSize;
    }

    /**
     * Gives what there is from the position on, of an unfinished line only if {@code all}: a block at most. Returns
     * whether there was any.
     */
    private boolean copy(boolean all, Sink sink) {
        byte[] bytes = block;
        int read = streams.readAt(descriptor, position, bytes);
        int end = end(bytes, read, all);
        if (end == 0 && read == bytes.length && read < LONGEST_LINE) {
            bytes = new byte[LONGEST_LINE];
            read = streams.readAt(descriptor, position, bytes);
            end = end(bytes, read, all);
        }
        if (end <= 0) {
            return false;
        }
        given = true;
        position += end;
        mark = Arrays.copyOfRange(bytes, Math.max(0, end - MARK), end);
        sink.take(bytes, 0, end);
        return true;
    }

    /** Returns how many of the read bytes are passed on. */
    private static int end(byte[] bytes, int read, boolean all) {
        boolean more = read == bytes.length;
        if (!more && all) {
            return read;
        }
        int end = lineEnd(bytes, read);
        return end == 0 && more && read >= LONGEST_LINE ? characterEnd(bytes, read) : end;
    }

    private static int lineEnd(byte[] bytes, int count) {
        int i = count;
        while (i > 0 && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    /** The count, less what is only the beginning of a character. */
    private static int characterEnd(byte[] bytes, int count) {
        int lead = count - 1;
        while (lead > count - 4 && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        int first = bytes[lead] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return lead + length > count ? lead : count;
    }
}

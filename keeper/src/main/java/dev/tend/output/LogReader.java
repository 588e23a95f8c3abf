package dev.tend.output;

import dev.tend.kernel.Files;
import dev.tend.kernel.Streams;
import java.util.List;
import java.util.Optional;

/**
 * Reads an instance's log as the one stream of lines it is, rotated files first. Needs no keeper, only the folder, and follows
 * {@code current} by its inode while a keeper writes and rotates. Gives whole lines, because the keeper takes back a stamp whose
 * line never came; only {@link #rest} gives an unfinished one.
 */
public final class LogReader {

    private static final int BLOCK = 1 << 16;

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final byte[] block = new byte[BLOCK];

    /** The file being read, wherever it has moved; 0: none yet. */
    private long inode;

    private long position;

    /** All rotated files up to this name have been read, or are being read. */
    private String after = "";

    public LogReader(Files files, Streams streams, String folder) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
    }

    /** Takes bytes that are good until it returns: whole lines, or part of one that is very long. */
    @FunctionalInterface
    public interface Sink {
        void take(byte[] bytes, int offset, int count);
    }

    /** Gives the last {@code lines} whole lines, and remembers the place after them for {@link #poll}. */
    public void tail(int lines, Sink sink) {
        List<String> names;
        do {
            names = names();
            seek(names, lines + 1L);
        } while (!names.equals(names()));
        poll(sink);
    }

    private void seek(List<String> names, long newlines) {
        long left = newlines;
        for (int i = names.size(); i >= 0 && left > 0; i--) {
            String path = i == names.size() ? current() : folder + "/" + names.get(i);
            Optional<Files.Facts> facts = files.facts(path);
            if (facts.isPresent()) {
                inode = facts.get().inode();
                after = names.isEmpty() ? "" : names.get(Math.min(i, names.size() - 1));
                left = seek(path, facts.get().size(), left);
            }
        }
    }

    private List<String> names() {
        return files.facts(folder).isPresent() ? Archive.names(files, folder) : List.of();
    }

    /** Puts the position after the {@code newlines}th last line end, or at the beginning. Returns how many were too few. */
    private long seek(String path, long size, long newlines) {
        long left = newlines;
        position = size;
        while (position > 0) {
            long from = Math.max(0, position - BLOCK);
            int read = streams.readAt(path, from, block);
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
        while (true) {
            Optional<String> path = inode == 0 ? Optional.empty() : located();
            boolean atEnd = path.isPresent() && path.get().equals(current());
            if (path.isPresent()) {
                restartIfShortened(path.get());
                any |= copy(path.get(), !atEnd, sink);
            }
            if (atEnd ? isCurrent() : !moveOn()) {
                return any;
            }
        }
    }

    /** Gives the unfinished line at the end, if there is one. */
    public void rest(Sink sink) {
        if (isCurrent()) {
            copy(current(), true, sink);
        }
    }

    private String current() {
        return folder + "/current";
    }

    private boolean isCurrent() {
        return inodeOf(current()) == inode;
    }

    private long inodeOf(String path) {
        return files.facts(path).map(Files.Facts::inode).orElse(0L);
    }

    /** Where the file being read is now. */
    private Optional<String> located() {
        if (isCurrent()) {
            return Optional.of(current());
        }
        for (String name : names()) {
            if (name.compareTo(after) >= 0 && inodeOf(folder + "/" + name) == inode) {
                after = name;
                return Optional.of(folder + "/" + name);
            }
        }
        return Optional.empty();
    }

    /** Somebody may have emptied the file. */
    private void restartIfShortened(String path) {
        if (files.facts(path).map(facts -> facts.size() < position).orElse(false)) {
            position = 0;
        }
    }

    /** Goes to the beginning of the next file. Returns whether there is one. */
    private boolean moveOn() {
        List<String> names = names();
        for (String name : names) {
            if (name.compareTo(after) > 0) {
                return begin(name, inodeOf(folder + "/" + name));
            }
        }
        long found = inodeOf(current());
        boolean rotatedMeanwhile = !names.equals(names());
        return rotatedMeanwhile ? moveOn() : found != 0 && begin(after, found);
    }

    private boolean begin(String name, long file) {
        after = name;
        inode = file;
        position = 0;
        return true;
    }

    /** Gives what there is from the position on, of an unfinished line only if {@code all}. */
    private boolean copy(String path, boolean all, Sink sink) {
        boolean any = false;
        while (true) {
            int read = streams.readAt(path, position, block);
            int end = all || (read == BLOCK && lineEnd(read) == 0) ? read : lineEnd(read);
            if (end <= 0 || (!all && !isCurrent())) {
                return any;
            }
            sink.take(block, 0, end);
            position += end;
            any = true;
        }
    }

    private int lineEnd(int count) {
        int i = count;
        while (i > 0 && block[i - 1] != '\n') {
            i--;
        }
        return i;
    }
}

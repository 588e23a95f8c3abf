package dev.tend.output;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code current} in an instance's log folder. Keeps track of its size, so that nobody has to ask for it, and of where
 * the present run of the instance began. Decides nothing about when to write.
 */
final class LogFile {

    /** A line may be so much longer than the space left before its file is rotated in its midst. */
    static final long LONGEST_OVERRUN = 1 << 20;

    private static final int FOLDER_MODE = 0750;
    private static final byte[] NO_STAMP = {};

    /** The most looks at a file's end while another program shortens it; after that the file is taken as it is. */
    private static final int MOST_LOOKS = 100;

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final String path;
    private final Archive archive;

    private final SharedFile file;
    private boolean lineStart;
    private boolean shortened;

    /** The position at which the present run began; below zero once the file it began in has been rotated away. */
    private long runStart;

    /** Not to be rotated below this size: put off where renaming has failed. */
    private long rotateAt;

    LogFile(Files files, Streams streams, String folder) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.path = folder + "/current";
        this.archive = new Archive(files, folder);
        this.file = new SharedFile(files, streams, path);
    }

    String path() {
        return path;
    }

    boolean isOpen() {
        return file.isOpen();
    }

    /**
     * Opens the file, made with its folder if need be.
     *
     * @param stamps whether lines are stamped: then a stamp, or part of one, whose line never came is cut off
     * @throws KernelException where it cannot be opened
     */
    void open(long rotateAt, boolean stamps) {
        long former = file.inode();
        close();
        files.makeFolder(folder, FOLDER_MODE);
        file.open();
        this.rotateAt = rotateAt;
        if (file.inode() != former) {
            runStart = 0;
        }
        lookAtEnd(stamps);
    }

    void close() {
        file.close();
    }

    /** Finds out at the file's end whether a line begins there. Where another program shortens the file meanwhile, looks again. */
    private void lookAtEnd(boolean stamps) {
        byte[] end = file.before(file.size(), UtcTime.STAMP_LENGTH + 1);
        for (int looks = 1; end.length == 0 && file.size() > 0 && looks < MOST_LOOKS; looks++) {
            if (file.failure() != 0) {
                throw new KernelException("cannot read " + path, file.failure());
            }
            file.look();
            end = file.before(file.size(), UtcTime.STAMP_LENGTH + 1);
        }
        learn(end, stamps);
    }

    /** @param end the last bytes of the file */
    private void learn(byte[] end, boolean stamps) {
        long size = file.size();
        lineStart = end.length == 0;
        if (lineStart) {
            return;
        }
        int last = end.length;
        while (last > 0 && end[last - 1] != '\n') {
            last--;
        }
        boolean begun = last < end.length;
        boolean dangling = begun && stamps && (last > 0 || end.length == size) && UtcTime.isTornStamp(end, last);
        if (dangling) {
            file.cut(size - (end.length - last));
        }
        lineStart = !begun || dangling;
    }

    boolean lineStart() {
        return lineStart;
    }

    /** Returns whether the file at the path is still the one that is open. */
    boolean inPlace() {
        return files.entry(path).map(facts -> facts.inode() == file.inode()).orElse(false);
    }

    /** Returns whether another program has shortened the file since this was asked last. */
    boolean takeShortened() {
        boolean was = shortened;
        shortened = false;
        return was;
    }

    /**
     * Finds out where the file ends now, whatever other programs have done to it.
     *
     * @return false where it has been removed
     */
    boolean follow() {
        long known = file.size();
        if (!file.look()) {
            return false;
        }
        if (file.size() != known) {
            lookAtEnd(false);
            noteShortened(file.size() < known, file.size());
        }
        return true;
    }

    private void noteShortened(boolean so, long end) {
        if (so) {
            shortened = true;
            runStart = Math.min(runStart, end);
        }
    }

    /** Returns how many bytes can come before a line's end has to be looked for to rotate at. */
    long room() {
        return Math.max(rotateAt - 1 - file.size(), 0);
    }

    /** Moves bytes out of a pipe, of which nobody knows what they end with. Returns as {@link Streams#splice}. */
    long take(int pipe, long count) {
        return take(NO_STAMP, pipe, count);
    }

    /** Moves bytes that have been seen in {@code buffer}, after a stamp where a line begins. Returns as {@link Streams#splice}. */
    long take(byte[] stamp, int pipe, byte[] buffer, int from, int to) {
        long moved = take(lineStart ? stamp : NO_STAMP, pipe, to - from);
        if (moved > 0) {
            lineStart = buffer[from + (int) moved - 1] == '\n';
        }
        return moved;
    }

    private long take(byte[] stamp, int pipe, long count) {
        long expected = file.size() + stamp.length;
        long moved = file.append(stamp, pipe, count);
        noteShortened(file.size() < expected + Math.max(moved, 0) && moved > 0, file.size() - Math.max(moved, 0));
        return moved;
    }

    /** Tells whether the file has its size, at the end of a line or after the longest overrun of one. */
    boolean full() {
        return file.size() >= rotateAt && (lineStart || file.size() >= rotateAt + LONGEST_OVERRUN);
    }

    /**
     * Puts the file to the rotated ones and begins a new one.
     *
     * @throws KernelException where that is not possible; the file then goes on, or is closed if there is no new one
     */
    void rotate(long nextSize, int keep, long wallTime) {
        List<String> names;
        try {
            names = archive.add(path, wallTime);
        } catch (KernelException e) {
            rotateAt = file.size() + Math.max(nextSize, LONGEST_OVERRUN);
            throw e;
        }
        long start = runStart - file.size();
        open(nextSize, false);
        runStart = start;
        archive.prune(names, keep);
    }

    /**
     * Removes the oldest rotated file; where there is none, the current one, and begins a new one.
     *
     * @return the number of bytes removed
     * @throws KernelException where that is not possible
     */
    long removeOldest(long nextSize, long wallTime) {
        if (archive.names().isEmpty() && file.size() > 0) {
            archive.add(path, wallTime);
            open(nextSize, false);
        }
        return archive.removeOldest();
    }

    /** From here on it is another run. */
    void beginRun() {
        runStart = file.size();
    }

    /** The end of what the present run wrote, see {@link LastWords}. */
    String lastWords() {
        long length = isOpen()
                ? file.size()
                : files.facts(path).map(Files.Facts::size).orElse(0L);
        long from = Math.max(Math.max(runStart, 0), length - LastWords.LIMIT);
        byte[] end = part(path, from, (int) Math.max(length - from, 0));
        int missing = (int) Math.min(LastWords.LIMIT - end.length, -runStart);
        byte[] all = missing <= 0 ? end : joined(before(missing), end);
        return LastWords.of(all, all.length < LastWords.LIMIT);
    }

    /** The end of the newest rotated file. */
    private byte[] before(int limit) {
        Optional<String> newest = archive.newest();
        if (newest.isEmpty()) {
            return new byte[0];
        }
        long length = files.facts(newest.get()).map(Files.Facts::size).orElse(0L);
        int count = (int) Math.min(limit, length);
        return part(newest.get(), length - count, count);
    }

    private byte[] part(String file, long from, int count) {
        byte[] bytes = new byte[count];
        return count > 0 && streams.readAt(file, from, bytes) == count ? bytes : new byte[0];
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.posix.Text;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The events of one service, in a file that replaces the older one when it reaches 128 kB, so that both together stay
 * within 256 kB. Rounds of events that repeat are folded, see {@link Repeats}. The file is open only during a write.
 */
final class History {

    static final long LIMIT = 128 << 10;

    /** The end of the older file's name. No service has a name that ends so. */
    static final String OLDER = "~";

    /** About; what it is off by costs a copy. */
    private static final int LINE_LENGTH = 200;

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final String service;
    private final Function<HistoryEvent, String> encoder;
    private final Repeats repeats = new Repeats();
    private int missing;

    /** The size of the file that is known to end in a whole line. */
    private long wholeSize;

    private String trouble = "";

    /** The position of the end, and the length, of the line about folded rounds, where that is the last in the file. */
    private OptionalLong foldedEnd = OptionalLong.empty();

    private int foldedLength;

    History(Files files, Streams streams, String folder, String service, Function<HistoryEvent, String> encoder) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.service = service;
        this.encoder = encoder;
    }

    /** Put together when it is needed: there is one of these for each service. */
    private String path() {
        return Journal.path(folder, service);
    }

    /** Writes events, or counts them among the missing. Returns whether they were written. */
    boolean append(List<HistoryEvent> events) {
        var lines = new StringBuilder(LINE_LENGTH * events.size());
        boolean written = true;
        int count = 0;
        for (HistoryEvent entry : events) {
            switch (repeats.take(entry)) {
                case Repeats.Fate.Written(var each) -> {
                    each.forEach(one -> line(one, lines));
                    count += each.size();
                }
                case Repeats.Fate.Folded(var line) -> {
                    written &= flush(lines, count, entry);
                    lines.setLength(0);
                    count = 0;
                    written &= attempt(1, () -> fold(line));
                }
                case Repeats.Fate.Held() -> {} // until its round is over
            }
        }
        return flush(lines, count, events.getLast()) && written;
    }

    String trouble() {
        return trouble;
    }

    private void line(HistoryEvent entry, StringBuilder lines) {
        lines.append(encoder.apply(entry)).append('\n');
    }

    private boolean flush(StringBuilder lines, int count, HistoryEvent last) {
        return lines.isEmpty()
                || attempt(count, () -> {
                    foldedEnd = OptionalLong.empty();
                    foldedLength = 0;
                    append(gap(last) + lines);
                });
    }

    /** Does something, or counts so many events among the missing. */
    private boolean attempt(int events, Runnable action) {
        try {
            action.run();
        } catch (KernelException e) {
            trouble = e.getMessage();
            missing += events;
            return false;
        }
        missing = 0; // in the try block, TeaVM would take it for done in the catch block, see docs/teavm.md
        return true;
    }

    private String gap(HistoryEvent next) {
        if (missing == 0) {
            return "";
        }
        String events = missing == 1 ? " event is" : " events are";
        var gap = new HistoryEvent(
                next.time(), next.service(), "journal-gap", 0, missing + events + " missing here: " + trouble, "");
        return encoder.apply(gap) + "\n";
    }

    /** Writes the line about former rounds anew, where it is still the last one. */
    private void fold(HistoryEvent line) {
        String text = encoder.apply(line);
        text += " ".repeat(Math.max(0, foldedLength - 1 - Text.encode(text).length)) + "\n";
        byte[] bytes = Text.encode(text);
        String path = path();
        long size = files.facts(path).map(Files.Facts::size).orElse(-1L);
        boolean inPlace = repeats.isFolding() && foldedEnd.isPresent() && foldedEnd.getAsLong() == size;
        if (inPlace) {
            files.overwriteEnd(path, foldedLength, text);
            foldedEnd = OptionalLong.of(size - foldedLength + bytes.length);
        } else {
            foldedEnd = OptionalLong.of(append(gap(line) + text));
        }
        foldedLength = bytes.length;
    }

    /** Appends lines, all at once. Returns the size of the file then. */
    private long append(String text) {
        byte[] lines = Text.encode(text);
        String path = path();
        int descriptor = streams.openAppending(path);
        try {
            long size = streams.size(descriptor);
            if (size > 0 && size + lines.length > LIMIT) {
                files.rename(path, Journal.older(path));
                streams.close(descriptor);
                descriptor = -1;
                descriptor = streams.openAppending(path);
                size = 0;
            }
            size += endLine(descriptor, size);
            write(descriptor, lines, size);
            wholeSize = size + lines.length;
            return wholeSize;
        } finally {
            if (descriptor >= 0) {
                streams.close(descriptor);
            }
        }
    }

    /** Ends a line that a keeper could not end. Returns how many bytes that took. */
    private int endLine(int descriptor, long size) {
        if (size == wholeSize || size == 0) {
            return 0;
        }
        byte[] last = new byte[1];
        if (streams.readAt(descriptor, size - 1, last) == 1 && last[0] != '\n') {
            write(descriptor, new byte[] {'\n'}, size);
            return 1;
        }
        return 0;
    }

    /** Writes lines whole or not at all. */
    private void write(int descriptor, byte[] lines, long size) {
        int written = streams.write(descriptor, lines, 0, lines.length);
        if (written == lines.length) {
            return;
        }
        if (written > 0) {
            streams.truncate(descriptor, size);
        }
        throw new KernelException("cannot write to " + path(), written < 0 ? -written : Errno.ENOSPC);
    }
}

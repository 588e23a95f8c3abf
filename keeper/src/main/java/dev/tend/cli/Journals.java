package dev.tend.cli;

import dev.tend.kernel.Errno;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.text.Glob;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply.Told;
import dev.tend.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** Reads the keeper's journal, an event a line, from the run directory, whether there is a keeper or not. */
final class Journals {

    /** In reading order. */
    private static final String[] FILES = {"/journal.1", "/journal"};

    private static final int CHUNK = 1 << 16;

    /** A longer line is none of the keeper's. */
    private static final int LONGEST_LINE = 1 << 16;

    private final Streams streams;
    private final Consumer<Told> each;
    private byte[] line = new byte[1024];
    private int length;

    private Journals(Streams streams, Consumer<Told> each) {
        this.streams = streams;
        this.each = each;
    }

    /** Hands over every event, oldest first; none where there is no journal. */
    static void each(Streams streams, String runFolder, Consumer<Told> each) {
        for (String file : FILES) {
            new Journals(streams, each).read(runFolder + file);
        }
    }

    /** Returns the patterns as {@link Names#exactFirst} has them, with the names of all services in the journal. */
    static List<String> exactFirst(List<String> patterns, Streams streams, String runFolder) {
        boolean isPlain = true;
        for (var pattern : patterns) {
            isPlain = isPlain && !Glob.isPattern(pattern);
        }
        if (isPlain) {
            return patterns;
        }
        var names = new HashSet<String>();
        each(streams, runFolder, told -> names.add(told.service()));
        return Names.exactFirst(patterns, names);
    }

    /** A last line without its end is being written just now, or never was whole: it is left out. */
    private void read(String path) {
        byte[] chunk = new byte[CHUNK];
        long position = 0;
        int count = streams.readAt(path, position, chunk);
        while (count > 0) {
            take(chunk, count);
            position += count;
            count = streams.readAt(path, position, chunk);
        }
        if (count < 0 && count != -Errno.ENOENT) {
            throw new KernelException("cannot read " + path, -count);
        }
    }

    private void take(byte[] chunk, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (chunk[at] == '\n') {
                append(chunk, from, at);
                flush();
                from = at + 1;
            }
        }
        append(chunk, from, count);
    }

    private void append(byte[] chunk, int from, int to) {
        int count = Math.min(to - from, LONGEST_LINE - length);
        while (line.length < length + count) {
            byte[] longer = new byte[line.length * 2];
            System.arraycopy(line, 0, longer, 0, length);
            line = longer;
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
    }

    /** A damaged line is passed over: the journal is written by a program that may be killed. */
    private void flush() {
        try {
            each.accept(Codec.told(new String(line, 0, length, StandardCharsets.UTF_8)));
        } catch (WireException damaged) {
            // what stands around it is still worth reading
        }
        length = 0;
    }
}

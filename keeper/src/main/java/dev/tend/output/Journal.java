package dev.tend.output;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.posix.Text;
import dev.tend.wire.Reply.Told;
import java.util.List;
import java.util.function.Function;

/**
 * What happened, one JSON line each, in a file that outlives the keeper. At 1 MiB the file becomes {@code journal.1} in place of
 * the one before, so both together stay within 2 MiB. Where it cannot be written, events are left out and counted: the services
 * matter more than their history.
 */
public final class Journal {

    static final long LIMIT = 1 << 20;

    /** About; what it is off by costs a copy. */
    private static final int LINE_LENGTH = 200;

    private static final int CLOSED = -1;

    private final Files files;
    private final Streams streams;
    private final String path;
    private final Function<Told, String> encoder;

    private int descriptor = CLOSED;
    private long size;
    private int missing;
    private String trouble = "";

    /** @param encoder makes a line of an event, without its end */
    public Journal(Files files, Streams streams, String path, Function<Told, String> encoder) {
        this.files = files;
        this.streams = streams;
        this.path = path;
        this.encoder = encoder;
    }

    /** Writes events, all at once, or counts them among the missing. Returns whether they were written. */
    public boolean append(List<Told> events) {
        var lines = new StringBuilder(LINE_LENGTH * events.size());
        if (missing > 0) {
            line(gap(events.getFirst()), lines);
        }
        events.forEach(told -> line(told, lines));
        boolean written = append(Text.encode(lines.toString()));
        missing = written ? 0 : missing + events.size();
        return written;
    }

    private Told gap(Told next) {
        String events = missing == 1 ? " event is" : " events are";
        return new Told(next.time(), "", "journal-gap", 0, missing + events + " missing here: " + trouble, "");
    }

    private void line(Told told, StringBuilder lines) {
        lines.append(encoder.apply(told)).append('\n');
    }

    private boolean append(byte[] line) {
        try {
            if (descriptor == CLOSED) {
                open();
            }
            size = streams.end(descriptor);
            if (size < 0) {
                close();
                open();
            }
            if (size > 0 && size + line.length > LIMIT) {
                close();
                files.rename(path, path + ".1");
                open();
            }
            write(line);
            return true;
        } catch (KernelException e) {
            trouble = e.getMessage();
            return false;
        }
    }

    /** Opens the file, and ends a line that a keeper could not end. */
    private void open() {
        descriptor = streams.openAppending(path);
        try {
            size = streams.size(descriptor);
        } catch (RuntimeException unknown) {
            close(); // else what is written in part would be cut off in the wrong place
            throw unknown;
        }
        byte[] last = new byte[(int) Math.min(size, 1)];
        if (streams.readAt(path, size - last.length, last) == 1 && last[0] != '\n') {
            write(new byte[] {'\n'});
        }
    }

    /** Writes lines whole or not at all. */
    private void write(byte[] line) {
        int written = streams.write(descriptor, line, 0, line.length);
        if (written == line.length) {
            size += written;
            return;
        }
        if (written > 0) {
            streams.truncate(descriptor, size);
        }
        close();
        throw new KernelException("cannot write to " + path, written < 0 ? -written : Errno.ENOSPC);
    }

    /** Closes the file; the next event opens it again. */
    public void close() {
        if (descriptor != CLOSED) {
            streams.close(descriptor);
            descriptor = CLOSED;
        }
    }
}

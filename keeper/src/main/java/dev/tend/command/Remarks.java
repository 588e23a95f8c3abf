package dev.tend.command;

import dev.tend.keeper.EventListener;
import dev.tend.kernel.Kernel;
import dev.tend.output.OutputQueue;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;
import dev.tend.wire.Reply.HistoryEvent;

/**
 * Shows events on the keeper's standard error, many lines at a time where much has happened. Never waits: a bounded
 * number of lines is held for a slow reader. Lines without room are counted, and the count is shown when the reader has
 * caught up.
 */
public final class Remarks implements EventListener {

    /** Bytes that a slow reader has not read yet. */
    private static final int CAPACITY = 1 << 14;

    /** In characters; the rest of a longer line is left out. */
    private static final int LONGEST = 2000;

    private final OutputQueue queue;
    private int missing;

    public Remarks(Kernel kernel) {
        queue = new OutputQueue(kernel.streams(), kernel.poller(), kernel.streams()::errors, CAPACITY);
    }

    @Override
    public void tell(HistoryEvent entry) {
        if (!isWorthALine(entry.event())) {
            return;
        }
        if (!say(line(entry))) {
            count();
        } else if (entry.event().equals("fault")) {
            trace(entry.lastWords());
        }
    }

    private boolean say(String line) {
        String whole = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
        byte[] bytes = Text.encode("tend: " + whole + "\n");
        if (!queue.hasRoom(bytes.length)) {
            queue.flush();
        }
        boolean fits = missing == 0 && queue.hasRoom(bytes.length);
        if (fits) {
            queue.putAll(bytes, 0, bytes.length);
        }
        return fits;
    }

    private void count() {
        if (missing++ == 0) {
            queue.whenDrained(this::tellMissing);
        }
    }

    private void tellMissing() {
        int count = missing;
        missing = 0;
        say((count == 1 ? "1 event is" : count + " events are") + " missing here: see \"tend events\"");
        queue.flush();
    }

    @Override
    public void pause() {
        queue.flush();
    }

    @Override
    public void writable(int descriptor) {
        if (queue.owns(descriptor)) {
            queue.flush();
        }
    }

    /** Shows the stack trace of a fault of the keeper itself, a line for each method. */
    private void trace(String lines) {
        int from = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
            say(lines.substring(from, end));
            from = end + 1;
        }
        say(lines.substring(from));
    }

    /** On the way to being ready, a service passes these by itself. */
    private static boolean isWorthALine(String event) {
        return !event.equals("starting") && !event.equals("up");
    }

    /** {@code web: ended: killed by signal 9 (KILL), 3 s after start}. */
    public static String line(HistoryEvent entry) {
        return Escapes.line(
                (entry.service().isEmpty() ? "" : entry.service() + ": ") + entry.event() + ": " + entry.why());
    }
}

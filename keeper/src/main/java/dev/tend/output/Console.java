package dev.tend.output;

import dev.tend.kernel.Poller;
import dev.tend.kernel.Streams;
import dev.tend.posix.Text;
import dev.tend.text.Escapes;
import java.nio.charset.StandardCharsets;

/**
 * The keeper's own output, on which services appear through their {@link ConsoleLines}, a whole line at a time. Holds
 * at most 64 KiB that nobody has read yet and never waits for a reader. The caller decides what becomes of a line
 * without room.
 */
public final class Console {

    private static final int CAPACITY = 1 << 16;
    private static final String[] COLOURS = {
        "\u001b[36m", "\u001b[33m", "\u001b[32m", "\u001b[35m", "\u001b[34m", "\u001b[96m"
    };
    private static final byte[] PLAIN = {0x1b, '[', '0', 'm'};

    /** The most characters that are shown for a byte. */
    private static final int LONGEST_ESCAPE = 4;

    /** The most bytes that a line has besides its name and its text: colours, separators, its end. */
    private static final int OVERHEAD = 32;

    /** Names longer than this push their own lines to the right, not everybody's. */
    private static final int WIDEST_NAME = 24;

    private final OutputQueue queue;
    private final boolean terminal;
    private final boolean colour;

    private int width;
    private int voices;

    /**
     * @param terminal whether it is a terminal, to which no control characters are written
     * @param colour whether names are coloured: on a terminal where NO_COLOR isn't set
     */
    public Console(Streams streams, Poller poller, boolean terminal, boolean colour) {
        this.queue = new OutputQueue(streams, poller, streams::console, CAPACITY);
        this.terminal = terminal;
        this.colour = colour;
    }

    /**
     * Returns the lines of an instance under its name.
     *
     * @param patient whether it waits when there is no room, rather than leaving lines out and saying how many
     */
    public ConsoleLines lines(String name, boolean patient) {
        width = Math.max(width, Math.min(name.length(), WIDEST_NAME));
        return new ConsoleLines(this, bytes(name), bytes(COLOURS[voices++ % COLOURS.length]), patient);
    }

    /** Tells whether an event of this descriptor is for the console. */
    public boolean owns(int number) {
        return queue.owns(number);
    }

    /** Writes what can be written now; to be called when the descriptor has become writable. */
    public void flush() {
        queue.flush();
    }

    /** Runs something once, as soon as all that is queued has been written. */
    void whenDrained(Runnable action) {
        queue.whenDrained(action);
    }

    /** Tells whether a line of so many bytes fits in, whatever it contains. */
    boolean hasRoom(byte[] name, int length) {
        return queue.hasRoom((terminal ? LONGEST_ESCAPE : 1) * length + name.length + width + OVERHEAD);
    }

    /** Queues a line that fits. */
    void put(byte[] name, byte[] tint, byte[] line, int from, int to) {
        if (queue.isGone()) {
            return;
        }
        putPrefix(name, tint);
        if (terminal) {
            putClean(line, from, to);
        } else {
            queue.putAll(line, from, to);
        }
        queue.put((byte) '\n');
    }

    private void putPrefix(byte[] name, byte[] tint) {
        if (colour) {
            queue.putAll(tint, 0, tint.length);
        }
        queue.putAll(name, 0, name.length);
        for (int i = name.length; i < width; i++) {
            queue.put((byte) ' ');
        }
        queue.put((byte) ' ');
        queue.put((byte) '|');
        if (colour) {
            queue.putAll(PLAIN, 0, PLAIN.length);
        }
        queue.put((byte) ' ');
    }

    /** Tabs and colors are let through, and end with the line. */
    private void putClean(byte[] line, int from, int to) {
        int end = to > from && line[to - 1] == '\r' ? to - 1 : to;
        byte[] clean = Text.encode(Escapes.colored(Text.decode(line, from, end)));
        queue.putAll(clean, 0, clean.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

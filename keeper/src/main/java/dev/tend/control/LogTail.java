package dev.tend.control;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.output.LogPlace;
import dev.tend.output.LogReader;
import dev.tend.posix.Text;
import dev.tend.text.Durations;
import dev.tend.wire.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Sends the ends of logs, and what follows, where that is asked for. It reads a piece at a time, and not before the
 * last one is taken: neither a large log nor a slow reader holds up the keeper or fills its memory. A log that is not
 * followed is open only while it is read, and read up to where it ended then.
 */
final class LogTail implements Answer {

    private static final long LOOK_EVERY = 200 * Durations.MILLISECOND;

    /** The same for a client that reads logs all the time, and not for a person. */
    private static final long LOOK_EVERY_SECOND = Durations.SECOND;

    /** The distance from its end within which a log's last lines are looked for, in bytes. */
    private static final long MOST_SOUGHT = 16 << 20;

    /** The memory that a followed log takes, in bytes. */
    private static final int MEMORY = 512;

    private final Kernel kernel;
    private final Loop loop;
    private final ClientConnection asker;
    private final LogTails logs;
    private final int lines;
    private final boolean follow;

    /** The places to begin at, instead of lines from the end. */
    private final Map<String, LogPlace> places;

    private final LoopTimer next;
    private final Deque<String> unopened = new ArrayDeque<>();
    private final List<Log> open = new ArrayList<>();

    /** The index of the open log that is read next. */
    private int turn;

    /** Tells whether any of them has had something since all were looked at. */
    private boolean any;

    LogTail(
            Kernel kernel,
            Loop loop,
            ClientConnection asker,
            LogTails logs,
            List<String> names,
            int lines,
            boolean follow,
            Map<String, LogPlace> places) {
        this.places = places;
        this.kernel = kernel;
        this.loop = loop;
        this.asker = asker;
        this.logs = logs;
        this.lines = lines;
        this.follow = follow;
        next = asker.alarm(this::resume);
        unopened.addAll(names);
    }

    @Override
    public void begin() {
        resume();
    }

    @Override
    public void resume() {
        try {
            boolean more = true;
            while (more && asker.hasRoom()) {
                more = turn < open.size() ? read(open.get(turn)) : next();
            }
        } catch (KernelException unreadable) {
            asker.done(1, unreadable.getMessage());
        }
    }

    /** Gives a piece of a log. */
    private boolean read(Log log) {
        boolean more = (follow || !log.reader.isAtEnd()) && log.reader.step(log);
        any |= more;
        if (!more && follow) {
            turn++;
        } else if (!more) {
            log.reader.rest(log);
            close();
        }
        return true;
    }

    /** All that are open are read: opens another, or begins anew. Returns whether there is more to do now. */
    private boolean next() {
        if (!unopened.isEmpty()) {
            open(unopened.remove());
            return true;
        }
        if (!follow) {
            asker.done(0, "");
            return false;
        }
        boolean again = any;
        any = false;
        turn = 0;
        if (!again) {
            loop.set(next, kernel.clock().now() + (places.isEmpty() ? LOOK_EVERY : LOOK_EVERY_SECOND));
        }
        return again;
    }

    private void open(String name) {
        var log = new Log(name, logs.open(name));
        open.add(log);
        if (log.isPlaced) {
            log.reader.beginAt(places.get(name));
        } else {
            log.reader.begin(lines, MOST_SOUGHT);
        }
    }

    private void close() {
        open.forEach(log -> logs.close(log.reader));
        open.clear();
    }

    @Override
    public void end() {
        loop.set(next, LoopTimer.UNSET);
        close();
    }

    @Override
    public int weight() {
        return MEMORY * (open.size() + unopened.size());
    }

    /** The log of one instance. */
    private final class Log implements LogReader.Sink {

        private final String name;
        private final LogReader reader;
        private final boolean isPlaced;

        Log(String name, LogReader reader) {
            this.name = name;
            this.reader = reader;
            isPlaced = places.containsKey(name);
        }

        @Override
        public void take(byte[] bytes, int offset, int count) {
            String text = Text.decode(bytes, offset, offset + count);
            asker.say(
                    isPlaced
                            ? new Reply.LogPiece(name, reader.place().text(), reader.takeGap(), text)
                            : new Reply.Text(name, text));
        }
    }
}

package dev.tend.client;

import dev.tend.wire.Reply.HistoryEvent;
import dev.tend.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The recent events, so that many clients can follow them over one connection, and a client that was away for a while
 * can catch up. Each event has a number that grows: its time in microseconds, or a little more. So numbers stay valid
 * after a restart, and it can be told whether all events after a given one are known.
 */
public final class EventHistory implements AutoCloseable {

    private static final int MOST = 1024;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final KeeperClient keeper;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long last = now();
    private long completeSince = last;
    private volatile boolean closed;

    /** An event, and its number. */
    public record Entry(long id, HistoryEvent event) {}

    public EventHistory(KeeperClient keeper) {
        this.keeper = keeper;
    }

    /** Follows what happens from now on, whatever becomes of the keeper. */
    public void begin() {
        Thread.ofVirtual().name("chronicle").start(this::follow);
    }

    private void follow() {
        try {
            while (!closed) {
                followOnce();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void followOnce() {
        try (var replies = keeper.begin(new Request.Follow())) {
            resume();
            for (var reply = replies.next(); reply.isPresent(); reply = replies.next()) {
                if (reply.get() instanceof HistoryEvent entry) {
                    add(entry);
                }
            }
        } catch (KeeperException | BusyException away) {
            return; // it will be back, or another
        }
    }

    /** Events between two connections to the keeper are not known. */
    synchronized void resume() {
        last = Math.max(last + 1, now());
        completeSince = last;
        notifyAll();
    }

    synchronized void add(HistoryEvent entry) {
        last = Math.max(last + 1, entry.time());
        entries.add(new Entry(last, entry));
        if (entries.size() > MOST) {
            completeSince = Math.max(completeSince, entries.remove().id());
        }
        notifyAll();
    }

    /** The number of the last event, or one that no event before now has. */
    public synchronized long last() {
        return last;
    }

    /**
     * Tells whether all events after that number are known. A number that has not been assigned yet, such as after the
     * clock was set back, is not in the history.
     */
    public synchronized boolean isCompleteAfter(long id) {
        return id >= completeSince && id <= last;
    }

    /** Returns the number from which on all events are known. */
    public synchronized long completeSince() {
        return completeSince;
    }

    /**
     * Returns the events after that number; if there are none, waits for them. Empty when the patience is over, or if
     * not all of them are known any more: a gap is reported before the events that follow it.
     */
    public synchronized List<Entry> after(long id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); last <= id && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return id < completeSince
                ? List.of()
                : entries.stream().filter(entry -> entry.id() > id).toList();
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    @Override
    public void close() {
        closed = true;
    }
}

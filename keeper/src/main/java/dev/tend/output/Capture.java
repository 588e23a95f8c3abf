package dev.tend.output;

import dev.tend.service.LogPolicy;
import dev.tend.text.Needle;
import dev.tend.wire.OutputObstacle;
import java.util.Optional;

/**
 * One instance's output on its way from its FIFO to its log, to the console, or both. Watches the FIFO by itself; the
 * loop calls {@link #drain} when it is readable and at the time that {@code drain} returned last. Never waits, does a
 * bounded piece of work each time, and loses nothing: output that cannot be written stays in the FIFO, and when that is
 * full the service waits.
 */
public final class Capture {

    /** No need to come back before the descriptor is readable. */
    public static final long NEVER = Long.MAX_VALUE;

    /** The most bytes that one call moves, since other captures wait meanwhile. */
    private static final long HELPING = 512 << 10;

    /** The most bytes that are taken after an exit: other processes that hold the FIFO may go on writing. */
    private static final long LEFTOVERS = 4 << 20;

    /** The largest pipe, in bytes, of a service that writes much: the limit of an unprivileged user. */
    private static final long LARGEST = 1 << 20;

    private final Outputs outputs;
    private final String name;
    private final int pipe;
    private final long usual;
    private long capacity;
    private long largest = LARGEST;
    private final ReadThrottle pace = new ReadThrottle();
    private LogPolicy policy;
    private Route route;
    private Optional<Needle> needle = Optional.empty();
    private boolean watched;
    private boolean closed;

    /** By former routes. */
    private long dropped;

    Capture(Outputs outputs, String name, LogPolicy policy, int pipe) {
        this.outputs = outputs;
        this.name = name;
        this.pipe = pipe;
        this.policy = policy;
        this.usual = outputs.streams.capacity(pipe);
        this.capacity = usual;
        this.route = route();
        watch(true);
    }

    private Route route() {
        return switch (policy.target()) {
            case CONSOLE -> new ToConsole(outputs, name, () -> watch(true));
            case SYSLOG -> new ToSyslog(outputs, name, policy);
            default -> new ToFile(outputs, name, policy);
        };
    }

    /** The descriptor of the FIFO. */
    public int descriptor() {
        return pipe;
    }

    /**
     * Moves what stands in the pipe, or some of it.
     *
     * @return when to call again at the latest, on the monotonic clock, or {@link #NEVER}
     */
    public long drain(long now) {
        if (closed) {
            return NEVER;
        }
        long moved = route.move(pipe, now, HELPING);
        long paused = route.pausedUntil();
        if (paused != 0) {
            watch(false);
            return paused;
        }
        if (moved >= HELPING) {
            watch(true);
            return NEVER;
        }
        long wait = pace.next(now, moved, capacity);
        fit(moved, wait);
        watch(wait == ReadThrottle.WATCH);
        return wait == ReadThrottle.WATCH ? NEVER : now + wait;
    }

    /**
     * A pipe that fills up while we wait grows, for a flood costs by the visit, half as much with a pipe of 1 MiB as with one of
     * 64 KiB; and its writer need not wait. Afterwards it gets its usual size back: what users may have in pipes is limited.
     */
    private void fit(long moved, long wait) {
        boolean filling = wait != ReadThrottle.WATCH && moved > capacity / 2;
        long fitting = filling ? Math.min(2 * capacity, Math.max(usual, largest)) : usual;
        if (filling ? fitting > capacity : wait == ReadThrottle.WATCH && fitting < capacity) {
            int resized = outputs.streams.resize(pipe, fitting);
            largest = resized > 0 ? largest : capacity;
            capacity = resized > 0 ? resized : capacity;
        }
    }

    /** Takes all that an instance that has ended left in the pipe. Returns as {@link #drain}. */
    public long drainToEnd(long now) {
        if (closed) {
            return NEVER;
        }
        if (route.pausedUntil() == 0 && outputs.streams.available(pipe) == 0) {
            route.finish(); // as mostly: then its file need not be looked after either
            watch(true);
            return NEVER;
        }
        long moved = 1;
        for (long left = LEFTOVERS; left > 0 && moved > 0; left -= moved) {
            moved = route.move(pipe, now, HELPING);
        }
        route.finish();
        return drain(now);
    }

    /** Follows a changed policy that is captured too. The FIFO stays as it is. */
    public void apply(LogPolicy changed) {
        if (changed.equals(policy)) {
            return;
        }
        boolean sameWay = changed.target() == policy.target();
        policy = changed;
        if (sameWay) {
            route.apply(changed);
        } else {
            dropped += route.dropped();
            route.close();
            route = route();
            route.listen(needle);
            watch(true);
        }
    }

    /** Looks for a text in all that passes by from here on, or for none any more. */
    public void listen(Optional<Needle> needle) {
        this.needle = needle;
        route.listen(needle);
    }

    /** Tells whether the text that is looked for has passed by. */
    public boolean heard() {
        return needle.filter(Needle::found).isPresent();
    }

    /** Returns why output does not get to its destination now. */
    public Optional<OutputObstacle> obstacle() {
        return route.obstacle();
    }

    /** Returns how many bytes of output were dropped. */
    public long dropped() {
        return dropped + route.dropped();
    }

    /** From here on it is another run of the instance: {@link #lastWords} are its own. */
    public void beginRun() {
        route.beginRun();
    }

    /**
     * The end of what the present run wrote, without stamps and control characters: at most five lines or 1 KiB; "" if nothing. A
     * keeper that adopted the run cannot tell where it began.
     */
    public String lastWords() {
        return route.lastWords();
    }

    /** Lets go of the instance's output; its FIFO and log stay for the next keeper. */
    public void close() {
        if (!closed) {
            watch(false);
            closed = true;
            route.close();
            outputs.streams.close(pipe);
        }
    }

    /** Closes, and removes the FIFO of an instance that was removed, if that is possible; its log stays. */
    public void remove() {
        close();
        outputs.files.removeIfPossible(outputs.pipe(name));
    }

    /** Stops watching the FIFO until the next {@link #drain}. */
    public void rest() {
        watch(false);
    }

    private void watch(boolean on) {
        if (on == watched || closed) {
            return;
        }
        if (on) {
            outputs.poller.watch(pipe, true, false);
        } else {
            outputs.poller.unwatch(pipe);
        }
        watched = on;
    }
}

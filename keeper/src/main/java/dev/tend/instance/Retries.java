package dev.tend.instance;

import dev.tend.kernel.Clock;
import dev.tend.loop.Loop;
import dev.tend.loop.LoopTimer;
import dev.tend.text.Durations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Files that could not be written, as on a full disk: each is tried again, after growing pauses, until that succeeds or is not
 * wanted any more. While nothing has failed, no timer is set.
 *
 * @param <O> the type of the files' owners
 */
public final class Retries<O> {

    private static final long FIRST_PAUSE = Durations.SECOND;
    private static final long LONGEST_PAUSE = 60 * Durations.SECOND;

    /** The kinds of files; an owner has at most one of each. */
    public enum Kind {
        PIDFILE,
        STATE,
        /** The files that tell other programs its status. */
        STATUS,
        /** The directory and the FIFOs by which other programs control it. */
        CONTROL,
        NOTIFY_SOCKET
    }

    private final Clock clock;
    private final Loop loop;
    private final BiConsumer<O, String> trouble;
    private final Map<O, Map<Kind, Retry>> pending = new HashMap<>();

    /** @param trouble is called once for each file that cannot be written */
    public Retries(Clock clock, Loop loop, BiConsumer<O, String> trouble) {
        this.clock = clock;
        this.loop = loop;
        this.trouble = trouble;
    }

    /** One file that could not be written. */
    private static final class Retry {

        private final LoopTimer alarm;
        private String problem;
        private long pause = FIRST_PAUSE;

        Retry(Runnable again, String problem) {
            alarm = new LoopTimer(again);
            this.problem = problem;
        }
    }

    /** Enters a file that could not be written. @param again writes it, and calls this or {@link #settled} */
    public void failed(O owner, Kind kind, String problem, Runnable again) {
        var known = pending.computeIfAbsent(owner, _ -> new HashMap<>(1));
        var former = Optional.ofNullable(known.get(kind));
        var retry = new Retry(again, problem);
        former.ifPresent(earlier -> {
            loop.set(earlier.alarm, LoopTimer.UNSET);
            retry.pause = Math.min(2 * earlier.pause, LONGEST_PAUSE);
        });
        known.put(kind, retry);
        loop.set(retry.alarm, clock.now() + retry.pause);
        if (former.isEmpty() || !former.get().problem.equals(problem)) {
            trouble.accept(owner, problem);
        }
    }

    /** Removes a file that was written, or is not wanted any more. */
    public void settled(O owner, Kind kind) {
        if (pending.isEmpty() || !pending.containsKey(owner)) {
            return;
        }
        var known = pending.get(owner);
        Optional.ofNullable(known.remove(kind)).ifPresent(retry -> loop.set(retry.alarm, LoopTimer.UNSET));
        if (known.isEmpty()) {
            pending.remove(owner);
        }
    }

    /** Forgets an owner that was removed. */
    public void forget(O owner) {
        for (Kind kind : Kind.values()) {
            settled(owner, kind);
        }
    }

    /** Returns why a file cannot be written now; empty where it is written. */
    public Optional<String> unwritten(O owner, Kind kind) {
        return pending.containsKey(owner)
                ? Optional.ofNullable(pending.get(owner).get(kind)).map(retry -> retry.problem)
                : Optional.empty();
    }

    /** Returns what cannot be written now, and when it is tried again; "" where there is nothing. */
    public String problem(O owner) {
        if (!pending.containsKey(owner)) {
            return "";
        }
        for (Kind kind : Kind.values()) {
            var retry = pending.get(owner).get(kind);
            if (retry != null) {
                long left = Math.max(0, retry.alarm.at() - clock.now());
                return retry.problem + "; next attempt in " + Durations.words(left);
            }
        }
        return "";
    }
}

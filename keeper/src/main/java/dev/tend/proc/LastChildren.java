package dev.tend.proc;

import dev.tend.lifecycle.Signals;
import dev.tend.posix.Tasks;
import dev.tend.posix.Terminals;
import dev.tend.posix.Times;
import dev.tend.posix.Waiting;
import dev.tend.text.Durations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Ends the processes that are still children of a keeper that ends: orphans in sessions of their own that no mark
 * attributed to a service when that ended. Processes that were our children before the keeper began are left alone.
 */
public final class LastChildren {

    /** The time that they have to end after TERM, and after KILL, in microseconds. */
    private static final long PATIENCE = Durations.SECOND;

    /** The pause between two looks in milliseconds: by then nothing else waits, so that looking again costs nothing. */
    private static final int PAUSE_MILLIS = 5;

    private static final int NOTHING = -1;

    private final Children children;
    private final Waiting waiting = new Waiting();

    /** The children that were there before we forked any; empty until we do. */
    private Optional<Set<Integer>> before = Optional.empty();

    private Set<Integer> asked = Set.of();

    public LastChildren(Children children) {
        this.children = children;
    }

    /** A child is about to be forked. */
    public void begin() {
        if (before.isEmpty()) {
            before = Optional.of(new HashSet<>(children.all()));
        }
    }

    /** Returns how many are left. */
    public int end(Predicate<String> spared) {
        begin();
        int signal = Signals.TERM;
        long deadline = Times.micros(Times.CLOCK_MONOTONIC) + PATIENCE;
        for (List<Integer> left = left(spared); !left.isEmpty(); left = left(spared)) {
            long now = Times.micros(Times.CLOCK_MONOTONIC);
            if (now >= deadline && signal == Signals.KILL) {
                return left.size();
            }
            if (now >= deadline) {
                signal = Signals.KILL;
                deadline = now + PATIENCE;
                asked = Set.of();
            }
            ask(left, signal);
            Terminals.poll(NOTHING, 0, PAUSE_MILLIS);
            reap();
        }
        return 0;
    }

    private List<Integer> left(Predicate<String> spared) {
        List<Integer> left = new ArrayList<>();
        for (int pid : children.all()) {
            if (!before.orElseThrow().contains(pid) && !spared.test(children.instance(pid))) {
                left.add(pid);
            }
        }
        return left;
    }

    private void ask(List<Integer> left, int signal) {
        for (int pid : left) {
            if (!asked.contains(pid)) {
                Tasks.kill(pid, signal);
                Tasks.kill(pid, Signals.CONT); // a stopped process handles no signal
            }
        }
        asked = new HashSet<>(left);
    }

    private void reap() {
        int pid = waiting.next();
        while (pid > 0) {
            pid = waiting.next();
        }
    }
}

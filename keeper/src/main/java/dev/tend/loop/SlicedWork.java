package dev.tend.loop;

import dev.tend.kernel.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Does much work in slices, one in each turn of the loop, so that a client that asks something meanwhile need not wait
 * for all of it. The first slice is done at once; while more are left, the loop handles other events, but does not
 * wait.
 */
public final class SlicedWork {

    /** Forks of a few milliseconds. */
    static final int SIZE = 64;

    private final Loop loop;
    private final Clock clock;
    private final LoopTimer next = new LoopTimer(this::slice);
    private final Queue<Runnable> left = new ArrayDeque<>();

    public SlicedWork(Loop loop, Clock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /** Does these, after what is still left of others. */
    public void begin(List<Runnable> actions) {
        boolean idle = left.isEmpty();
        left.addAll(actions);
        if (idle) {
            slice();
        }
    }

    private void slice() {
        for (int i = 0; i < SIZE && !left.isEmpty(); i++) {
            loop.guard().run("a part of a reload", left.remove());
        }
        loop.set(next, left.isEmpty() ? LoopTimer.UNSET : clock.now());
    }
}

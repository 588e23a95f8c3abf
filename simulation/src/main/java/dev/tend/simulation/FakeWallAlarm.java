package dev.tend.simulation;

import dev.tend.kernel.Poller;
import dev.tend.kernel.WallAlarm;
import java.util.function.LongSupplier;

/**
 * An alarm at times of a clock that the world sets as it likes. When the clock is set, it reports that instead of being
 * due, as the real one does.
 */
final class FakeWallAlarm implements WallAlarm {

    private static final long UNSET = Long.MAX_VALUE;

    private final int descriptor;
    private final LongSupplier wallTime;
    private final FakePoller poller;
    private long time = UNSET;
    private boolean clockSet;

    FakeWallAlarm(int descriptor, LongSupplier wallTime, FakePoller poller) {
        this.descriptor = descriptor;
        this.wallTime = wallTime;
        this.poller = poller;
    }

    void clockSet() {
        clockSet |= time != UNSET;
    }

    /** Returns the microseconds until it rings, if the clock is not set. */
    long left() {
        return clockSet ? 0 : time == UNSET ? Poller.FOREVER : Math.max(0, time - wallTime.getAsLong());
    }

    @Override
    public void set(long wanted) {
        time = wanted;
    }

    @Override
    public void clear() {
        time = UNSET;
        clockSet = false;
    }

    @Override
    public int descriptor() {
        return descriptor;
    }

    @Override
    public Ring ring() {
        boolean wasSet = clockSet;
        boolean due = time <= wallTime.getAsLong();
        clockSet = false;
        time = due ? UNSET : time;
        return wasSet ? Ring.CLOCK_SET : due ? Ring.DUE : Ring.NOT;
    }

    @Override
    public void close() {
        poller.close(descriptor);
    }
}

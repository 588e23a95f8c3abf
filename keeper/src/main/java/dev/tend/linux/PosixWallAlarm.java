package dev.tend.linux;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Errno;
import dev.tend.kernel.WallAlarm;
import dev.tend.posix.Descriptors;
import dev.tend.posix.Timer;
import dev.tend.posix.Times;

/** A timerfd, see {@code timerfd_create(2)}. */
final class PosixWallAlarm implements WallAlarm {

    /** A time that has passed, but not 0, which would take the alarm back. */
    private static final long LONG_AGO = 1;

    private final int fd = must(Timer.create(Times.CLOCK_REALTIME), "cannot wait for a time of the wall clock");
    private boolean clockSet;

    /**
     * The kernel tells only once of a clock that was set, and it may do so here, where the time to wait for was worked out from
     * what the clock showed before. Then the alarm rings at once and says so.
     */
    @Override
    public void set(long time) {
        int result = Timer.set(fd, clockSet ? LONG_AGO : Math.max(time, LONG_AGO));
        if (result == -Errno.ECANCELED) {
            clockSet = true;
            result = Timer.set(fd, LONG_AGO);
        }
        must(result == -Errno.ECANCELED ? 0 : result, "cannot wait for a time of the wall clock");
    }

    @Override
    public void clear() {
        clockSet = false;
        Timer.set(fd, 0);
    }

    @Override
    public int descriptor() {
        return fd;
    }

    @Override
    public Ring ring() {
        int result = Timer.read(fd);
        if (result == -Errno.ECANCELED || result > 0 && clockSet) {
            clockSet = false;
            return Ring.CLOCK_SET;
        }
        return result > 0 ? Ring.DUE : Ring.NOT;
    }

    @Override
    public void close() {
        Descriptors.close(fd);
    }
}

package dev.tend.linux;

import dev.tend.kernel.Clock;
import dev.tend.kernel.Files;
import dev.tend.kernel.WallAlarm;
import dev.tend.posix.Times;

/** The system's clocks, and a generator of random numbers (xorshift64) that the system has seeded. */
final class PosixClock implements Clock {

    private final String bootId;
    private long state = Times.random() | 1;

    PosixClock(Files files) {
        this.bootId = files.read("/proc/sys/kernel/random/boot_id", 100).trim();
    }

    @Override
    public long now() {
        return Times.micros(Times.CLOCK_MONOTONIC);
    }

    @Override
    public long wallTime() {
        return Times.micros(Times.CLOCK_REALTIME);
    }

    @Override
    public int dice() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (state >>> 32);
    }

    @Override
    public WallAlarm wallAlarm() {
        return new PosixWallAlarm();
    }

    @Override
    public String bootId() {
        return bootId;
    }
}

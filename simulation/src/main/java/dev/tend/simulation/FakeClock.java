package dev.tend.simulation;

import dev.tend.kernel.Clock;
import dev.tend.kernel.WallAlarm;

/** Time that goes on only while the keeper waits, and a wall clock that the world sets as it likes. */
final class FakeClock implements Clock {

    /** The wall clock's lead over the monotonic one, so that mixing them up shows. */
    static final long EPOCH = 1_700_000_000_000_000L;

    private final Faults faults;
    private final FakePoller poller;
    private final SeededRandom chance;
    private long wallJump;

    FakeClock(Faults faults, FakePoller poller, SeededRandom chance) {
        this.faults = faults;
        this.poller = poller;
        this.chance = chance;
    }

    /** Sets the wall clock, as an administrator would. */
    void jump(long micros) {
        wallJump += micros;
        poller.clockSet();
    }

    @Override
    public long now() {
        faults.touch();
        return poller.now();
    }

    @Override
    public long wallTime() {
        return EPOCH + poller.now() + wallJump;
    }

    @Override
    public int dice() {
        faults.touch();
        return (int) chance.next();
    }

    @Override
    public WallAlarm wallAlarm() {
        faults.touch();
        return poller.openAlarm(this::wallTime);
    }

    @Override
    public String bootId() {
        return "boot";
    }
}

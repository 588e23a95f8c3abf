package dev.tend.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.kernel.Poller;
import dev.tend.kernel.Poller.PollEvent.Readable;
import dev.tend.kernel.WallAlarm;
import dev.tend.kernel.WallAlarm.Ring;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting for a time of a clock that jumps. */
class FakeWallAlarmTest {

    private static final long HOUR = 3_600_000_000L;

    private final FakeKernel kernel = new FakeKernel(new Trace(false), new SeededRandom(1));
    private final WallAlarm alarm = kernel.clock().wallAlarm();

    @BeforeEach
    void watch() {
        kernel.poller().leapAtMost(10 * HOUR);
        kernel.poller().watch(alarm.descriptor(), true, false);
    }

    @Test
    void ringsOnceAtItsTime() {
        long time = kernel.clock().wallTime() + HOUR;
        alarm.set(time);

        assertThat(kernel.poller().await(Poller.FOREVER)).containsExactly(new Readable(alarm.descriptor()));
        assertThat(kernel.clock().wallTime()).isEqualTo(time);
        assertThat(alarm.ring()).isEqualTo(Ring.DUE);
        assertThat(alarm.ring()).isEqualTo(Ring.NOT);
        assertThat(kernel.poller().await(kernel.poller().now() + HOUR)).isEmpty();
    }

    @Test
    void ringsAtOnceWhereTheClockIsSet() {
        long now = kernel.poller().now();
        alarm.set(kernel.clock().wallTime() + HOUR);
        kernel.clock().jump(-HOUR);

        assertThat(kernel.poller().await(Poller.FOREVER)).containsExactly(new Readable(alarm.descriptor()));
        assertThat(kernel.poller().now()).isEqualTo(now);
        assertThat(alarm.ring()).isEqualTo(Ring.CLOCK_SET);
        kernel.poller().await(Poller.FOREVER);
        assertThat(kernel.poller().now()).isEqualTo(now + 2 * HOUR);
        assertThat(alarm.ring()).isEqualTo(Ring.DUE);
    }

    @Test
    void forgetsBeingDueWhereTheClockIsSet() {
        alarm.set(kernel.clock().wallTime() + HOUR);
        kernel.clock().jump(2 * HOUR);

        assertThat(alarm.ring()).isEqualTo(Ring.CLOCK_SET);
        assertThat(alarm.ring()).isEqualTo(Ring.NOT);
    }

    @Test
    void isSilentWhereItIsNotSet() {
        alarm.set(kernel.clock().wallTime() + HOUR);
        alarm.clear();
        kernel.clock().jump(2 * HOUR);

        assertThat(kernel.poller().await(kernel.poller().now() + HOUR)).isEmpty();
        assertThat(alarm.ring()).isEqualTo(Ring.NOT);
    }

    @Test
    void isNotClosedWhileItIsWatched() {
        assertThatThrownBy(alarm::close).isInstanceOf(InvariantBroken.class);
        kernel.poller().unwatch(alarm.descriptor());
        alarm.close();
        assertThat(kernel.poller().openCount()).isZero();
    }
}

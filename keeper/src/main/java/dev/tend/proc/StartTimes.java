package dev.tend.proc;

import dev.tend.kernel.KernelException;
import dev.tend.posix.Times;

/**
 * When a child was born, in clock ticks since boot, as field 22 of {@code /proc/PID/stat} says it. The system takes that time
 * from a clock that costs next to nothing to read; read before and after the fork, it mostly shows the same tick, which then is
 * the child's. Else {@code /proc} is asked, which is dear: a folder for the process has to be made, and be torn down when it is
 * reaped.
 *
 * <p>That it is the same clock is not believed but seen: each time that {@code /proc} was asked, the next answer of the clock's
 * counts only if this one was right.
 */
public final class StartTimes {

    private final long tick = 1_000_000 / Times.ticksPerSecond();
    private long before;
    private boolean proven;

    /** Notes the time; to be called right before a fork. */
    public void expect() {
        before = now();
    }

    /**
     * Returns the start time of a child; to be called right after the fork, with its pid.
     *
     * @throws KernelException where {@code /proc} has to be asked and is not there
     */
    public long of(int pid) {
        long after = now();
        if (proven && before == after) {
            return after;
        }
        long birth = ProcStat.of(pid)
                .orElseThrow(() -> new KernelException("cannot start a process: /proc is not mounted"))
                .birth();
        proven = before == after && birth == after;
        return birth;
    }

    private long now() {
        return Times.micros(Times.CLOCK_BOOTTIME) / tick;
    }
}

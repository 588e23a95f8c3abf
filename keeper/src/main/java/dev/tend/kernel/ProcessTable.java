package dev.tend.kernel;

import dev.tend.posix.Times;
import java.util.Optional;

/** What a process uses, from {@code /proc}; for who asks, never for the loop. */
public final class ProcessTable {

    private static final int PAGE = 4096; // x86_64

    /**
     * @param cpu processor time used so far, in microseconds
     * @param memory resident bytes
     */
    public record Usage(long cpu, long memory) {}

    /**
     * @param birth its start time in clock ticks since boot; 0 where it can be no other
     * @return empty where there is no such process, or one that has ended
     */
    public Optional<Usage> usage(int pid, long birth) {
        long tick = 1_000_000 / Times.ticksPerSecond();
        return ProcStat.of(pid)
                .filter(stat -> (birth == 0 || stat.birth() == birth) && !stat.dead())
                .map(stat -> new Usage(stat.ticks() * tick, stat.pages() * PAGE));
    }
}

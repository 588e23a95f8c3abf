package dev.tend.lifecycle;

/**
 * One running instance. A pid alone names nobody, for pids are used again; together with the start time it does, within one
 * boot.
 *
 * @param pid its process id
 * @param birth its start time in clock ticks since boot: field 22 of {@code /proc/PID/stat}
 * @param since when it was started, on the monotonic clock in microseconds
 */
public record Process(int pid, long birth, long since) {}

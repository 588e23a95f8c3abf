package dev.tend.lifecycle;

/**
 * The resources that an ended process used, as {@code getrusage(2)} counts them: its own, and those of the descendants that were
 * waited for before it ended. Processes that it left behind are not counted.
 *
 * @param user processor time in user mode, in microseconds
 * @param system processor time in the kernel, in microseconds
 * @param peak the largest resident memory of one of these processes, in bytes; not less than that of the keeper when it forked
 * @param minorFaults page faults without input
 * @param majorFaults page faults that read from a device
 * @param read bytes that devices were read for
 * @param written bytes that were to be written to devices
 */
public record ResourceUse(
        long user, long system, long peak, long minorFaults, long majorFaults, long read, long written) {}

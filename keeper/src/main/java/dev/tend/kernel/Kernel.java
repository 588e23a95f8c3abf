package dev.tend.kernel;

/**
 * All that the keeper needs of an operating system, in parts. {@code PosixKernel} opens the real one; the simulation has one
 * that lives in memory and fails on command, under the very same loop.
 *
 * <p>Paths are absolute. A descriptor is a small number, as everywhere in Unix. Calls that fail for a reason outside throw
 * {@link KernelException}; those on the way of every line of output return the negated errno instead, for there "not now" is
 * no exception.
 */
public record Kernel(
        Clock clock,
        Processes processes,
        Files files,
        Streams streams,
        Poller poller,
        ListenSockets sockets,
        Locks locks,
        Memory memory,
        StackTraces traces) {}

package dev.tend.kernel;

import java.util.Optional;

/**
 * All that the keeper needs of an operating system. {@code PosixKernel} is the real one; the simulation has one that lives in
 * memory and fails on command, under the very same loop.
 *
 * <p>Paths are absolute. A descriptor is a small number, as everywhere in Unix. Calls that fail for a reason outside throw
 * {@link KernelException}; those on the way of every line of output return the negated errno instead, for there "not now" is
 * no exception.
 */
public interface Kernel extends Clock, Processes, Files, Streams, Poller, ListenSockets, Memory {

    /**
     * From now on every signal is told of that can be, and whatever is forked is killed when the keeper ends: for a keeper that
     * nobody takes over from.
     */
    default void bindToKeeper() {}

    /**
     * Takes the lock of a run directory again, where its file is not the one that was locked any more.
     *
     * @return false where another process has it
     * @throws KernelException where the file cannot be made
     */
    boolean lock(String path);

    /**
     * Takes the lock of a log directory again, where its file is not the one that was locked any more.
     *
     * @param path of the file
     * @param runFolder what the file is to say
     * @return false where another process has it
     * @throws KernelException where the file cannot be made
     */
    boolean lockLogs(String folder, String path, String runFolder);

    /** Where a failure came from: a line for each method, from the innermost on, not more than a few. */
    String trace(Throwable failure);

    /** A new alarm at times of the wall clock, not set yet. */
    WallAlarm wallAlarm();

    /**
     * A new mailbox in place of what stood at {@code path}, or, where that begins with {@code @}, in the abstract namespace of
     * {@code unix(7)}.
     *
     * @param owner who may leave messages there, besides root: a user's name or number; empty: the keeper's own user
     * @throws KernelException where it cannot be made
     */
    NotifySocket mailbox(String path, Optional<String> owner);
}

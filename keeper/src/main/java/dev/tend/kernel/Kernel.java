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
     * Reports from now on every signal that can be reported, and lets every forked process be killed when the keeper
     * ends: for a keeper that no other takes over from.
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
     * Takes the lock of a log directory again, where its file is not the locked one any more.
     *
     * @param path of the file
     * @param runFolder the content of the file
     * @return false where another process has it
     * @throws KernelException where the file cannot be made
     */
    boolean lockLogs(String folder, String path, String runFolder);

    /** Returns the stack trace of a failure: a line for each method, from the innermost on, and only a few. */
    String trace(Throwable failure);

    /** Returns a new alarm at times of the wall clock, not set yet. */
    WallAlarm wallAlarm();

    /**
     * Makes a notify socket in place of whatever was at {@code path}, or, where that begins with {@code @}, in the abstract
     * namespace of {@code unix(7)}.
     *
     * @param owner the user that may send messages, besides root: a name or number; empty: the keeper's own user
     * @throws KernelException where it cannot be made
     */
    NotifySocket mailbox(String path, Optional<String> owner);
}

package dev.tend.pidfile;

import dev.tend.lifecycle.Signals;

/**
 * A request to end a process, or only to signal it.
 *
 * @param signal the first one
 * @param timeout how long it may take before KILL, in microseconds
 * @param stacks whether QUIT comes before KILL, for the stacks that some programs write then
 * @param group whether signals go to its process group
 * @param once whether the first signal is all there is, without waiting
 */
public record Kill(int signal, long timeout, boolean stacks, boolean group, boolean once) {

    /** Asks with TERM, and makes sure. */
    public static Kill within(long timeout) {
        return new Kill(Signals.TERM, timeout, false, false, false);
    }

    /** Sends a signal, and leaves it at that. */
    public static Kill only(int signal) {
        return new Kill(signal, 0, false, false, true);
    }
}

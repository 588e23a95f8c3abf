package dev.tend.pidfile;

/**
 * How a process is to be ended.
 *
 * @param signal the first one
 * @param timeout how long it may take before KILL, in microseconds
 * @param stacks whether QUIT comes before KILL, for the stacks that some programs write then
 * @param group whether signals go to its process group
 */
public record Kill(int signal, long timeout, boolean stacks, boolean group) {

    static Kill only(int signal) {
        return new Kill(signal, 0, false, false);
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** @param forced whether it took KILL */
        record Ended(int pid, boolean forced) implements Outcome {}

        /** Nothing was to be killed; the file is gone. */
        record Stale(String why) implements Outcome {}
    }
}

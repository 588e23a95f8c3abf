package dev.tend.pidfile;

/**
 * The state of a pidfile.
 *
 * @param pid 0 where it holds none
 * @param command of the process with that pid, "" where there is none
 * @param started when that was, in microseconds since 1970, 0 where there is none
 * @param why the reason for the state; "" where there is nothing to explain
 */
public record PidfileReport(State state, int pid, String command, long started, String why) {

    /** The states of its process. */
    public enum State {
        RUNNING,
        STALE,
        DOUBTFUL,
        MISSING
    }
}

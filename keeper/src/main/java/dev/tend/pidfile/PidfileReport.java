package dev.tend.pidfile;

/**
 * What a pidfile says, and whether that is so.
 *
 * @param pid 0 where it holds none
 * @param command of the process with that pid, "" where there is none
 * @param started when that was, in microseconds since 1970, 0 where there is none
 * @param why it is so; "" where there is nothing to explain
 */
public record PidfileReport(State state, int pid, String command, long started, String why) {

    /** Whether its process runs. */
    public enum State {
        RUNNING,
        STALE,
        DOUBTFUL,
        MISSING
    }
}

package dev.tend.lifecycle;

/**
 * One running instance. A pid alone identifies no process, because pids are reused; together with the start time it
 * does, within one boot.
 *
 * @param pid its process id
 * @param birth its start time in clock ticks since boot: field 22 of {@code /proc/PID/stat}
 * @param since the start of it, or of the process that it succeeds, in microseconds of the monotonic clock
 * @param session its session: the pid of the process that was started to lead it
 * @param sessionBirth that process's start time
 */
public record Process(int pid, long birth, long since, int session, long sessionBirth) {

    /** A process that leads its session. */
    public Process(int pid, long birth, long since) {
        this(pid, birth, since, pid, birth);
    }

    /** Returns another process of the same session, which is the main process from here on. */
    public Process followedBy(int otherPid, long otherBirth) {
        return new Process(otherPid, otherBirth, since, session, sessionBirth);
    }
}

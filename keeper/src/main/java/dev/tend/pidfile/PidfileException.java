package dev.tend.pidfile;

/** A pidfile was not claimed, or its process not killed. The message says which file, and what was seen. */
public final class PidfileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason for the refusal. */
    public enum Reason {
        /** Its process runs, or one that may be it. */
        HELD,
        /** It already holds the pid that is to be claimed. */
        CLAIMED,
        /** Another process has its lock. */
        LOCKED,
        /** There is no file. */
        MISSING,
        /** It holds no number that a process to kill could have. */
        NO_PID,
        /** It is no file to hold a pid, or is in a place where another user may have put it. */
        UNSUITABLE,
        /** A process with that number runs, but it may be another one. */
        DOUBTFUL,
        /** There is no process with the number to be claimed. */
        NO_PROCESS,
        /** The process is not ours to signal. */
        NOT_PERMITTED,
        /** The process did not end, not even by KILL. */
        LASTING
    }

    private final Reason reason;
    private final String path;
    private final int pid;

    /** @param path of the file, or of a program whose processes are looked for @param pid the process it is about, or 0 */
    PidfileException(Reason reason, String path, int pid, String problem) {
        super(path + ": " + problem);
        this.reason = reason;
        this.path = path;
        this.pid = pid;
    }

    public Reason reason() {
        return reason;
    }

    public String path() {
        return path;
    }

    public int pid() {
        return pid;
    }
}

package dev.tend.pidfile;

/** The verdict about the process that a pidfile names. */
sealed interface Verdict {

    /** Nobody's: its process does not run any more. */
    record Stale(String why) implements Verdict {}

    /** The process's that has its number. */
    record Owned() implements Verdict {}

    /** A process with its number runs, and nobody can tell whether that is the one. */
    record Doubtful(String why) implements Verdict {}
}

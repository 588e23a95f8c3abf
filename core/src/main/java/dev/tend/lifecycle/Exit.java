package dev.tend.lifecycle;

/** How a process ended. */
public sealed interface Exit {

    /** It called {@code exit}. */
    record Code(int code) implements Exit {}

    /** A signal killed it. */
    record Killed(int signal) implements Exit {}

    /** Only its parent could be told how it ended: a keeper that is gone, or another program. */
    record Unknown() implements Exit {}

    /** The code a shell would report: the exit code, or 128 and the signal's number; 1 where nobody knows. */
    default int shellCode() {
        return switch (this) {
            case Code(var code) -> code;
            case Killed(var signal) -> 128 + signal;
            case Unknown() -> 1;
        };
    }

    /** As part of a sentence: {@code "exited with code 3"}. */
    default String phrase() {
        return switch (this) {
            case Code(var code) -> "exited with code " + code;
            case Killed(var signal) -> "killed by signal " + signal + Signals.parenthesised(signal);
            case Unknown() -> "ended (how cannot be known: this keeper did not start it)";
        };
    }
}

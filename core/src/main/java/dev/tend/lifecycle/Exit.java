package dev.tend.lifecycle;

import dev.tend.service.ServiceSpec;

/** The end of a process. */
public sealed interface Exit {

    /** It called {@code exit}. */
    record Code(int code) implements Exit {}

    /** A signal killed it. */
    record Killed(int signal) implements Exit {}

    /** Unknown: the exit status went to another parent, such as a keeper that is gone, or another program. */
    record Unknown() implements Exit {}

    /** Tells whether that is one of the ends that a service counts as a success. */
    default boolean isSuccess(ServiceSpec spec) {
        var success = spec.restart().success();
        return switch (this) {
            case Code(var code) -> success.codes().contains(code);
            case Killed(var signal) -> success.signals().contains(signal);
            case Unknown() -> false;
        };
    }

    /**
     * Returns the code that a shell would report: the exit code, or 128 and the signal's number; 1 if it is unknown.
     */
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

package dev.tend.lifecycle;

import dev.tend.service.ServiceSpec;
import dev.tend.text.Sizes;
import java.util.Optional;

/** The end of a process. */
public sealed interface Exit {

    /** It called {@code exit}. */
    record Code(int code) implements Exit {

        private static final String PHRASE = "exited with code ";
    }

    /**
     * A signal killed it.
     *
     * @param memory the limit of its control group that its service had reached, so that the kernel sent it, in bytes; else 0
     */
    record Killed(int signal, long memory) implements Exit {

        private static final String PHRASE = "killed by signal ";

        public Killed(int signal) {
            this(signal, 0);
        }

        private String cause() {
            return memory == 0 ? "" : ": out of memory, it had reached memory-max=" + Sizes.format(memory);
        }
    }

    /** Unknown: the exit status went to another parent, such as a keeper that is gone, or another program. */
    record Unknown() implements Exit {

        private static final String PHRASE = "ended (how cannot be known: this keeper did not start it)";
    }

    /** Tells whether that is one of the ends that a service counts as a success. */
    default boolean isSuccess(ServiceSpec spec) {
        var success = spec.restart().success();
        return switch (this) {
            case Code(var code) -> success.codes().contains(code);
            case Killed(var signal, var _) -> success.signals().contains(signal);
            case Unknown() -> false;
        };
    }

    /**
     * Returns the code that a shell would report: the exit code, or 128 and the signal's number; 1 if it is unknown.
     */
    default int shellCode() {
        return switch (this) {
            case Code(var code) -> code;
            case Killed(var signal, var _) -> 128 + signal;
            case Unknown() -> 1;
        };
    }

    /** As part of a sentence: {@code "exited with code 3"}. */
    default String phrase() {
        return switch (this) {
            case Code(var code) -> Code.PHRASE + code;
            case Killed killed ->
                Killed.PHRASE + killed.signal() + Signals.parenthesised(killed.signal()) + killed.cause();
            case Unknown() -> Unknown.PHRASE;
        };
    }

    /** Returns the end that a phrase tells; empty where it tells none. */
    static Optional<Exit> of(String phrase) {
        if (phrase.equals(Unknown.PHRASE)) {
            return Optional.of(new Unknown());
        }
        if (phrase.startsWith(Code.PHRASE)) {
            return number(phrase, Code.PHRASE.length()).map(Code::new);
        }
        return phrase.startsWith(Killed.PHRASE)
                ? number(phrase, Killed.PHRASE.length()).map(Killed::new)
                : Optional.empty();
    }

    private static Optional<Integer> number(String phrase, int from) {
        int blank = phrase.indexOf(' ', from);
        try {
            return Optional.of(Integer.parseInt(phrase.substring(from, blank < 0 ? phrase.length() : blank)));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }
}

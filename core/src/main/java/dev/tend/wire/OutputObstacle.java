package dev.tend.wire;

import java.util.Optional;

/** The reason why the output of an instance does not get to its destination now, and what becomes of it meanwhile. */
public sealed interface OutputObstacle {

    /** Returns what becomes of the output, and why. */
    String text();

    /** It waits in its pipe, and so, as soon as that is full, does the instance. */
    record Waits(String why) implements OutputObstacle {

        private static final String START = "waits: ";

        @Override
        public String text() {
            return START + why;
        }
    }

    /** It is lost. */
    record Dropped(String why) implements OutputObstacle {

        private static final String START = "is dropped: ";

        @Override
        public String text() {
            return START + why;
        }
    }

    /** An obstacle that only a newer keeper knows. */
    record Other(String text) implements OutputObstacle {}

    /** Returns the obstacle whose text this is; empty where there is none. */
    static Optional<OutputObstacle> of(String text) {
        if (text.startsWith(Waits.START)) {
            return Optional.of(new Waits(text.substring(Waits.START.length())));
        }
        if (text.startsWith(Dropped.START)) {
            return Optional.of(new Dropped(text.substring(Dropped.START.length())));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new Other(text));
    }
}

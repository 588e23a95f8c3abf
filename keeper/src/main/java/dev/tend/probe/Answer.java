package dev.tend.probe;

import dev.tend.text.Escapes;

/** The result of an attempt. */
public sealed interface Answer {

    /** It answers as it should. */
    record Healthy() implements Answer {}

    /** @param reason one line, such as {@code connection refused} or {@code status 503} */
    record Unhealthy(String reason) implements Answer {

        private static final int LONGEST = 300;

        /**
         * Makes the reason safe for a terminal or a log, since another program wrote it: it has no second line and no
         * control characters.
         */
        public Unhealthy {
            reason = Escapes.line(reason.substring(0, Math.min(reason.length(), LONGEST)));
        }
    }
}

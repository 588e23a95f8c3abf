package dev.tend.lifecycle;

import dev.tend.text.Durations;

/**
 * The reason of a state, or the cause of an event: its type is for decisions, its text for people. State files and
 * replies of the keeper hold the text; {@link #of} finds the type again. Only a reason that something depends on has a
 * type of its own, all others are {@link Other}.
 */
public sealed interface Reason {

    /** Returns the reason as one phrase. */
    String text();

    /** A reason that nothing depends on. */
    record Other(String text) implements Reason {}

    /**
     * It is held back, or has to end, because an instance that it requires is missing.
     *
     * @param lack what that one lacks, as the words after "which": {@code was stopped}
     */
    record Requires(String instance, String lack) implements Reason {

        private static final String START = "requires ";
        private static final String WHICH = ", which ";

        @Override
        public String text() {
            return START + instance + WHICH + lack;
        }
    }

    /** It is held back until something happens: {@code db to be ready}. */
    record WaitsFor(String what) implements Reason {

        /** A start waits for the first client. */
        public static final Reason CONNECTION = new WaitsFor("a connection");

        /** A start waits for what an earlier process has left. */
        public static final Reason REMOVAL = new WaitsFor("its runtime directories to be removed");

        private static final String START = "waits for ";

        @Override
        public String text() {
            return START + what;
        }
    }

    /** Its main process has ended by itself. */
    record Ended(Exit exit, long uptimeMicros) implements Reason {

        private static final String COMMA = ", ";
        private static final String END = " after start";

        @Override
        public String text() {
            return exit.phrase() + COMMA + Durations.words(uptimeMicros) + END;
        }
    }

    /** It was started again by itself. */
    record Restarted(Reason end) implements Reason {

        private static final String START = "restarted: ";

        @Override
        public String text() {
            return START + end.text();
        }
    }

    /**
     * It will be started again by itself.
     *
     * @param next the number of the attempt, and the time until then
     */
    record NextAttempt(Reason end, String next) implements Reason {

        private static final String ATTEMPT = "; attempt ";

        NextAttempt(Reason end, int attempt, long pauseMicros) {
            this(end, attempt + ", next in " + Durations.words(pauseMicros));
        }

        @Override
        public String text() {
            return end.text() + ATTEMPT + next;
        }
    }

    /** It waits for the next time of its schedule, after a run that failed. */
    record FailedRun(Reason end) implements Reason {

        private static final String START = "failed: ";

        @Override
        public String text() {
            return START + end.text();
        }
    }

    /** A process of it cannot be ended. */
    record StopFailed(String problem) implements Reason {

        private static final String START = "stop failed: ";

        @Override
        public String text() {
            return START + problem;
        }
    }

    /** Returns the reason whose text this is. */
    static Reason of(String text) {
        if (text.startsWith(Restarted.START)) {
            return new Restarted(simple(text.substring(Restarted.START.length())));
        }
        if (text.startsWith(FailedRun.START)) {
            return new FailedRun(simple(text.substring(FailedRun.START.length())));
        }
        int attempt = text.lastIndexOf(NextAttempt.ATTEMPT);
        return attempt < 0
                ? simple(text)
                : new NextAttempt(
                        simple(text.substring(0, attempt)), text.substring(attempt + NextAttempt.ATTEMPT.length()));
    }

    /** Returns one that holds no other, so that no text makes a long chain. */
    private static Reason simple(String text) {
        if (text.startsWith(WaitsFor.START)) {
            return new WaitsFor(text.substring(WaitsFor.START.length()));
        }
        if (text.startsWith(StopFailed.START)) {
            return new StopFailed(text.substring(StopFailed.START.length()));
        }
        int which = text.startsWith(Requires.START) ? text.indexOf(Requires.WHICH, Requires.START.length()) : -1;
        if (which >= 0) {
            return new Requires(
                    text.substring(Requires.START.length(), which), text.substring(which + Requires.WHICH.length()));
        }
        int comma = text.endsWith(Ended.END) ? text.lastIndexOf(Ended.COMMA) : -1;
        return comma < 0 ? new Other(text) : ended(text, comma);
    }

    private static Reason ended(String text, int comma) {
        var exit = Exit.of(text.substring(0, comma));
        String words = text.substring(comma + Ended.COMMA.length(), text.length() - Ended.END.length());
        var uptime = Durations.parse(words.replace(" ", ""));
        if (exit.isPresent() && uptime.isPresent()) {
            var ended = new Ended(exit.get(), uptime.getAsLong());
            if (ended.text().equals(text)) {
                return ended;
            }
        }
        return new Other(text);
    }
}

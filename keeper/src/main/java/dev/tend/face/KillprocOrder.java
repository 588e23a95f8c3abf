package dev.tend.face;

import dev.tend.lifecycle.Signals;
import dev.tend.text.Durations;
import java.util.List;
import java.util.Optional;

/**
 * The order to killproc.
 *
 * @param named whether the pidfile was named, rather than found by the program's name
 * @param delay between TERM and KILL, in microseconds
 * @param once whether it is to send the signal and no more
 */
record KillprocOrder(String program, String pidfile, boolean named, long delay, int signal, boolean once) {

    private static final long USUAL_DELAY = 5 * Durations.SECOND;

    /** Empty where the words are none of killproc's. */
    static Optional<KillprocOrder> parse(List<String> words) {
        var reader = new Reader();
        int at = 0;
        while (at < words.size() && reader.fine) {
            at = reader.take(words, at);
        }
        return reader.fine && !reader.program.isEmpty() ? Optional.of(reader.command()) : Optional.empty();
    }

    /** The words read so far. */
    private static final class Reader {

        private boolean fine = true;
        private String program = "";
        private String pidfile = "";
        private long delay = -1;
        private int signal;

        int take(List<String> words, int at) {
            String word = words.get(at);
            boolean option = word.startsWith("-p") || word.startsWith("-d");
            if (option && word.length() == 2 && at + 1 < words.size()) {
                value(word, words.get(at + 1));
                return at + 2;
            }
            if (option) {
                value(word.substring(0, 2), word.substring(2));
            } else if (word.startsWith("-")) {
                signal(word.substring(1));
            } else if (program.isEmpty()) {
                program = word;
            } else {
                signal(word);
            }
            return at + 1;
        }

        private void value(String option, String value) {
            if (option.equals("-p")) {
                pidfile = value;
                fine = !value.isEmpty();
            } else {
                delay = Durations.parse(value).orElse(-1);
                fine = delay >= 0;
            }
        }

        private void signal(String text) {
            fine = signal == 0 && Signals.number(text).isPresent();
            signal = Signals.number(text).orElse(0);
        }

        KillprocOrder command() {
            boolean named = !pidfile.isEmpty();
            String name = program.substring(program.lastIndexOf('/') + 1);
            boolean once = signal != 0 && !(signal == Signals.TERM && delay >= 0);
            return new KillprocOrder(
                    program,
                    named ? pidfile : "/var/run/" + name + ".pid",
                    named,
                    delay < 0 ? USUAL_DELAY : delay,
                    signal,
                    once);
        }
    }
}

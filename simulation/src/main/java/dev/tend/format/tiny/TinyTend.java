package dev.tend.format.tiny;

import dev.tend.check.CheckVerb;
import dev.tend.command.Arguments;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Verb;
import dev.tend.format.Format;
import dev.tend.selection.UpVerb;
import java.util.List;

/** The verbs {@code up} and {@code check} with {@link TinyFormat}, so that tests can use it with real processes. */
public final class TinyTend {

    private static final List<Format> FORMATS = List.of(new TinyFormat());

    private TinyTend() {}

    /** Does as a verb with its options, and returns the exit code. */
    public static int run(List<String> words, Host host) {
        Verb verb = words.getFirst().equals("up") ? new UpVerb(FORMATS) : new CheckVerb(FORMATS);
        try {
            return verb.run(Arguments.parse(verb.usage(), words.subList(1, words.size())), host);
        } catch (Failure failure) {
            host.terminal().complain(failure.getMessage());
            return failure.code();
        } finally {
            host.terminal().flush();
        }
    }
}

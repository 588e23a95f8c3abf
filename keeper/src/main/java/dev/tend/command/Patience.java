package dev.tend.command;

import dev.tend.text.Durations;

/** The time that a command waits for the keeper to carry out its request. */
public final class Patience {

    /** As good as for ever: how long a start or a stop may take is the service file's to say. */
    static final long UNLIMITED = Durations.DAY;

    public static final Option WAIT = Option.flag("wait", "", "return when it is done (default)");
    public static final Option NO_WAIT =
            Option.flag("no-wait", "", "return as soon as the keeper has accepted the request");
    public static final Option TIMEOUT =
            Option.valued("timeout", "t", "TIME", "give up after TIME, such as 30s, and exit 75");

    private Patience() {}

    /** In microseconds; 0: not at all. */
    public static long of(Arguments arguments) {
        if (arguments.has("no-wait")) {
            if (arguments.has("wait") || arguments.has("timeout")) {
                throw Failure.usage("--no-wait excludes --wait and --timeout");
            }
            return 0;
        }
        if (!arguments.has("timeout")) {
            return UNLIMITED;
        }
        String text = arguments.value("timeout").orElseThrow();
        long patience = Durations.parse(text).orElse(0);
        if (patience <= 0) {
            throw Failure.usage("--timeout \"" + text + "\" is no time: write it as 30s, 1m30s or 500ms");
        }
        return patience;
    }
}

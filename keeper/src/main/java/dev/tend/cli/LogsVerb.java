package dev.tend.cli;

import dev.tend.output.LogReader;
import dev.tend.wire.Reply;

/** {@code logs}: what instances wrote, straight from the files. A keeper is asked only where they are. */
final class LogsVerb implements Verb {

    /** How often a followed log is looked at: quick for the eye, and next to nothing for the machine. */
    private static final int LOOK_EVERY_MILLIS = 200;

    @Override
    public Usage usage() {
        return Usage.of(
                        "logs",
                        "NAME...",
                        "show what services wrote",
                        Option.ALL,
                        EventsVerb.FOLLOW,
                        Count.OPTION,
                        UpVerb.LOG_DIR,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        Of more than one, each line stands behind its service's name. With --json, each line is an object,
                        with its time where it has one. A terminal is shown what would move its cursor as escapes, such as
                        \\x1b; colours are let through. Works without a keeper as well.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.required(arguments, arguments.operands());
        int count = Count.of(arguments);
        boolean json = arguments.has("json");
        var folder = folder(arguments, host);
        var logs = new Logs(host.files(), host.streams(), folder, patterns, json, sink(host, json));
        if (!arguments.has("follow")) {
            logs.tail(count);
            return ExitCode.DONE;
        }
        logs.begin(count);
        while (true) {
            host.terminal().pause(LOOK_EVERY_MILLIS);
            logs.poll();
        }
    }

    /** Programs get what was written, byte for byte. */
    private static LogReader.Sink sink(Host host, boolean json) {
        LogReader.Sink raw = host.terminal()::write;
        return json || !host.terminal().isTerminal() ? raw : new ShownLog(raw);
    }

    /** Where there is no keeper, the usual folder. */
    private static String folder(Arguments arguments, Host host) {
        return host.absolute(arguments.value("log-dir").orElseGet(() -> Session.keeper(arguments, host)
                .map(Reply.Keeper::logFolder)
                .orElse(host.places().logs())));
    }
}

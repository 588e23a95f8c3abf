package dev.tend.history;

import dev.tend.command.Arguments;
import dev.tend.command.Count;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.command.Names;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.command.TimeRange;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.format.runit.RunitFolder;
import dev.tend.instance.KeeperOptions;
import dev.tend.kernel.KernelException;
import dev.tend.output.LogReader;
import dev.tend.selection.UpVerb;
import dev.tend.text.Glob;
import dev.tend.wire.Reply;
import java.util.List;
import java.util.Optional;

/** {@code logs}: what instances wrote, straight from the files. A keeper is asked only where they are. */
public final class LogsVerb implements Verb {

    /** The pause between two looks at a followed log: quick for the eye, and next to nothing for the machine. */
    private static final int LOOK_EVERY_MILLIS = 200;

    private static final int LONGEST_PATH = 4096;

    private static final Option UTC = Option.flag(
            "utc", "", "TIME is in UTC, as the lines are, instead of the time zone of TZ or of the machine");

    @Override
    public Usage usage() {
        return Usage.of(
                        "logs",
                        "NAME...",
                        "show the output of services",
                        Option.ALL,
                        EventsVerb.FOLLOW,
                        Count.OPTION,
                        TimeRange.SINCE,
                        TimeRange.UNTIL,
                        UTC,
                        UpVerb.LOG_DIR,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        With more than one service, each line begins with the name of its service. With --json, each line is
                        an object, with its time if it has one. On a terminal, control sequences that move the cursor are
                        shown as escapes, such as \\x1b; colours are kept. --since and --until need a time before each line
                        (log-timestamps=iso), which is in UTC. Works without a keeper as well.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.withoutTags(Names.required(arguments, arguments.operands()), arguments, host);
        var range = TimeRange.of(arguments, host);
        int count = range.count(arguments);
        if (arguments.has("follow") && arguments.has("until")) {
            throw Failure.usage("--until does not go with --follow");
        }
        boolean json = arguments.has("json");
        var folder = folder(arguments, host);
        var logs = logs(folder, patterns, json, range, arguments, host);
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

    /** @throws Failure where a pattern names none that has a log, which a service need not have */
    private static Logs logs(
            String folder, List<String> patterns, boolean json, TimeRange range, Arguments arguments, Host host) {
        try {
            return new Logs(host.files(), host.streams(), folder, patterns, json, sink(host, json), range);
        } catch (Failure none) {
            String name = patterns.getFirst();
            boolean isPlain = none.code() == ExitCode.FAILED && patterns.size() == 1 && !Glob.isPattern(name);
            boolean hasLogger = host.isFolder(folder + "/" + RunitFolder.loggerOf(name));
            if (!isPlain || hasLogger || !EventsVerb.isService(name, arguments, host)) {
                throw none;
            }
            throw new Failure(
                    ExitCode.FAILED,
                    "there is no log of " + name + " in " + folder + ": it has not been started, or its output goes"
                            + " elsewhere: see log in \"tend explain " + name + "\"");
        }
    }

    /** Programs get what was written, byte for byte. */
    private static LogReader.Sink sink(Host host, boolean json) {
        LogReader.Sink raw = host.terminal()::write;
        return json || !host.terminal().isTerminal() ? raw : new ShownLog(raw);
    }

    /** Returns the folder of the logs; the usual one where no keeper can be asked either. */
    private static String folder(Arguments arguments, Host host) {
        return noted(arguments, host).orElseGet(() -> Session.keeper(arguments, host)
                .map(Reply.Keeper::logFolder)
                .orElse(host.places().logs()));
    }

    /** The log directory that is asked for, or that the last keeper of the run directory has written down there. */
    public static Optional<String> noted(Arguments arguments, Host host) {
        if (arguments.has("log-dir")) {
            return Optional.of(host.absolute(arguments.value("log-dir").orElseThrow()));
        }
        try {
            String file = KeeperOptions.logFolderFile(host.runFolder(arguments));
            return Optional.of(host.files().read(file, LONGEST_PATH).trim());
        } catch (KernelException none) {
            return Optional.empty(); // an earlier version's keeper has noted nothing
        }
    }
}

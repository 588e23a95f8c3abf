package dev.tend.cli;

import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;

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
                        Option.RUN_DIR)
                .explained(
                        "Of more than one, each line stands behind its service's name. Works without a keeper as well.");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var patterns = Names.required(arguments, arguments.operands());
        int count = Count.of(arguments);
        var logs = new Logs(host.files(), host.streams(), folder(arguments, host), patterns, host.terminal()::write);
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

    private static String folder(Arguments arguments, Host host) {
        return host.absolute(arguments.value("log-dir").orElseGet(() -> keepersFolder(arguments, host)));
    }

    /** Where there is no keeper, the usual folder. */
    private static String keepersFolder(Arguments arguments, Host host) {
        List<String> folders = new ArrayList<>();
        try (var session = Session.open(arguments, host)) {
            session.ask(new Request.Info(), reply -> {
                if (reply instanceof Reply.Keeper keeper) {
                    folders.add(keeper.logFolder());
                }
            });
        } catch (Failure noKeeper) {
            return host.places().logs();
        }
        return folders.isEmpty() ? host.places().logs() : folders.getFirst();
    }
}

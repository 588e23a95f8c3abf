package dev.tend.status;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.ResourceUsage;
import dev.tend.command.Session;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Status;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;

/** {@code status}: how the instances are, and what they take of the machine. */
public final class StatusVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of(
                        "status",
                        "[NAME...]",
                        "show the state of services",
                        Option.ALL,
                        Option.JSON,
                        Option.flag("names", "", "print only names, one per line"),
                        Option.flag("failed", "", "show only services with problems, the worst first"),
                        Option.RUN_DIR)
                .explained("""
                        With the name of one service, shows all about it: processes, dependencies, last events, the end of
                        its log, and its file. With names, exits 3 if one of them is down, failed, unhealthy, changing its
                        state or blocked on writing its output, and 4 if there is none of that name. A task that is done, or
                        waits for its schedule, counts as good. Without names, exits 0.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var statuses = new ArrayList<Status>();
        try (var session = Session.open(arguments, host)) {
            boolean everything = isTableOfAll(arguments);
            session.send(new Request.Status(arguments.operands()));
            if (everything) {
                session.send(ResourceUsage.OF_ALL); // the keeper measures while the statuses are parsed here
            }
            var end = session.receive(reply -> add(reply, statuses));
            if (!statuses.isEmpty() || end.error().isEmpty() || arguments.has("json")) {
                String text = isOfOne(arguments, statuses)
                        ? new StatusPage(statuses.getFirst(), session, arguments, host).text()
                        : everything
                                ? text(statuses, ResourceUsage.receive(session), arguments, host)
                                : textOfSome(statuses, session, arguments, host);
                host.terminal().print(text);
            }
            int code = session.conclude(end);
            if (arguments.operands().isEmpty()) {
                return code;
            }
            return code == ExitCode.FAILED ? ExitCode.UNKNOWN : allGood(statuses) ? code : ExitCode.NOT_UP;
        }
    }

    private static boolean isTableOfAll(Arguments arguments) {
        return arguments.operands().isEmpty() && !arguments.has("names") && !arguments.has("failed");
    }

    /** Tells whether a page is shown: for one name, of an instance, or of a service that has one instance. */
    private static boolean isOfOne(Arguments arguments, List<Status> statuses) {
        boolean table = arguments.has("json") || arguments.has("names") || arguments.has("failed");
        if (table || arguments.operands().size() != 1 || statuses.size() != 1) {
            return false;
        }
        String name = arguments.operands().getFirst();
        return name.equals(statuses.getFirst().name())
                || name.equals(statuses.getFirst().service());
    }

    private static void add(Reply reply, List<Status> statuses) {
        if (reply instanceof Status status) {
            statuses.add(status);
        }
    }

    private static List<Status> failed(List<Status> statuses) {
        var failed = new ArrayList<Status>();
        for (var status : statuses) {
            if (isTroubled(status) || !status.isGood() && !status.wanted().equals("down")) {
                failed.add(status);
            }
        }
        failed.sort((one, other) -> rank(one) - rank(other));
        return failed;
    }

    /** Tells whether something is wrong with it besides its state; such rows stand first. */
    private static boolean isTroubled(Status status) {
        return !status.problem().isEmpty() || !status.output().isEmpty();
    }

    /** Returns a lower number for what is worse. */
    private static int rank(Status status) {
        return switch (status.word()) {
            case "failed" -> 0;
            case "unhealthy", Status.OUTPUT_WAITS -> 1;
            case "waiting" -> status.attempt() > 0 ? 2 : 4;
            default -> 3;
        };
    }

    private static String textOfSome(List<Status> found, Session session, Arguments arguments, Host host) {
        var statuses = arguments.has("failed") ? failed(found) : found;
        return arguments.has("names")
                ? names(statuses)
                : text(statuses, ResourceUsage.of(statuses, session), arguments, host);
    }

    private static String text(List<Status> statuses, ResourceUsage usages, Arguments arguments, Host host) {
        var rows = new ArrayList<StatusTable.Row>();
        for (var status : statuses) {
            rows.add(new StatusTable.Row(status, usages.of(status)));
        }
        if (arguments.has("json")) {
            return StatusJson.of(rows);
        }
        rows.sort((one, other) -> Boolean.compare(isTroubled(other.status()), isTroubled(one.status())));
        var terminal = host.terminal();
        return StatusTable.of(rows, terminal.columns(), terminal.colour());
    }

    private static String names(List<Status> statuses) {
        var text = new StringBuilder();
        for (var status : statuses) {
            text.append(status.name()).append('\n');
        }
        return text.toString();
    }

    private static boolean allGood(List<Status> statuses) {
        boolean good = true;
        for (var status : statuses) {
            good = good && status.isGood();
        }
        return good;
    }
}

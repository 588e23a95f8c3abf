package dev.tend.command;

import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.ArrayList;

/** Asks for a change, and tells what came of it: what is as asked for on standard output, the rest on standard error. */
public final class Outcomes {

    private Outcomes() {}

    public static int of(Request request, Arguments arguments, Host host) {
        boolean json = arguments.has("json");
        var replies = new ArrayList<Reply>();
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(request, json ? replies::add : reply -> tell(reply, host.terminal()));
            if (json) {
                host.terminal().print(JsonText.array(replies));
            }
            boolean told = end.code() == ExitCode.TIMED_OUT && !json; // each outcome says so
            return told ? end.code() : session.conclude(end);
        }
    }

    private static void tell(Reply reply, Terminal terminal) {
        switch (reply) {
            case Reply.Outcome outcome -> tell(outcome, outcome.name() + ": " + outcome.text(), terminal);
            case Reply.Planned planned ->
                terminal.print(planned.service() + ": " + planned.action() + ": " + planned.why() + "\n");
            case Reply.Wrong wrong -> terminal.complain(wrong.problem().toString());
            case Reply.Status _, Reply.HistoryEvent _, Reply.Node _, Reply.Keeper _, Reply.End _ -> {}
            case Reply.Text _, Reply.LogPiece _, Reply.Usage _, Reply.Managed _ -> {}
        }
    }

    private static void tell(Reply.Outcome outcome, String line, Terminal terminal) {
        if (outcome.good()) {
            terminal.print(line + "\n");
        } else {
            terminal.complain(line);
        }
    }
}

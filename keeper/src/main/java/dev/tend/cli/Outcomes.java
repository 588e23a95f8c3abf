package dev.tend.cli;

import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.util.ArrayList;

/** Asks for a change, and tells what came of it: what is as asked for on standard output, the rest on standard error. */
final class Outcomes {

    private Outcomes() {}

    static int of(Request request, Arguments arguments, Host host) {
        boolean json = arguments.has("json");
        var replies = new ArrayList<Reply>();
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(request, json ? replies::add : reply -> tell(reply, host.terminal()));
            if (json) {
                host.terminal().print(JsonText.array(replies));
            }
            return session.conclude(end);
        }
    }

    private static void tell(Reply reply, Terminal terminal) {
        switch (reply) {
            case Reply.Outcome(var name, var good, var text) when good -> terminal.print(name + ": " + text + "\n");
            case Reply.Outcome(var name, _, var text) -> terminal.complain(name + ": " + text);
            case Reply.Planned(var service, var action, var why) ->
                terminal.print(service + ": " + action + ": " + why + "\n");
            case Reply.Wrong(var problem) -> terminal.complain(problem.toString());
            case Reply.Status _, Reply.Told _, Reply.Keeper _, Reply.End _ -> {}
        }
    }
}

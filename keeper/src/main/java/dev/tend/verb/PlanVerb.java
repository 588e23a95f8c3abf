package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.JsonText;
import dev.tend.command.Option;
import dev.tend.command.Page;
import dev.tend.command.Session;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.text.Table;
import dev.tend.wire.Reply;
import dev.tend.wire.Reply.Planned;
import dev.tend.wire.Request;
import java.util.ArrayList;
import java.util.List;

/** {@code plan}: what a reload would do now; does none of it. */
public final class PlanVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of("plan", "", "show what a reload would do, and why", Option.JSON, Option.RUN_DIR)
                .forOneService("explain");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var replies = new ArrayList<Reply>();
        try (var session = Session.open(arguments, host)) {
            var end = session.ask(new Request.Plan(), replies::add);
            host.terminal()
                    .print(
                            arguments.has("json")
                                    ? JsonText.array(replies)
                                    : text(replies, host.terminal().columns()));
            return session.conclude(end);
        }
    }

    static String text(List<Reply> replies, int width) {
        var table = new Table(Table.left("ACTION"), Table.left("SERVICE"), Table.left("WHY"));
        var wrong = new StringBuilder();
        int kept = 0;
        int todo = 0;
        for (var reply : replies) {
            switch (reply) {
                case Planned planned when planned.action().equals("keep") -> kept++;
                case Planned planned -> {
                    table.row(planned.action(), planned.service(), planned.why());
                    todo++;
                }
                case Reply.Wrong found ->
                    wrong.append("wrong  ").append(found.problem()).append('\n');
                case Reply.Status _, Reply.Outcome _, Reply.HistoryEvent _ -> {}
                case Reply.Node _, Reply.Keeper _, Reply.End _, Reply.Text _, Reply.Usage _ -> {}
                case Reply.LogPiece _, Reply.Managed _ -> {}
            }
        }
        String plan = todo == 0 ? "nothing to do" : Page.of(table, width) + todo + " to do";
        return wrong + plan + ", " + kept + " kept as they are\n";
    }
}

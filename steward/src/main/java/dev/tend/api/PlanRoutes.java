package dev.tend.api;

import dev.tend.client.Answer;
import dev.tend.client.KeeperClient;
import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import dev.tend.http.Problem;
import dev.tend.text.Json;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** The plan of a reload, and the reload. Invalid files do not prevent the answer, or the reload, for the others. */
public final class PlanRoutes implements HttpService {

    private final KeeperClient keeper;

    public PlanRoutes(KeeperClient keeper) {
        this.keeper = keeper;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/plan", this::plan);
        Endpoints.post(rules, "/reload", this::reload);
    }

    private void plan(ServerRequest request, ServerResponse response) {
        Bodies.send(response, Status.OK_200, body(keeper.ask(new Request.Plan())));
    }

    private void reload(ServerRequest request, ServerResponse response) {
        var answer = keeper.ask(new Request.Reload());
        var wrong = answer.all(Reply.Wrong.class);
        if (!wrong.isEmpty()) {
            String detail = "the previous version of these files stays in force: "
                    + wrong.getFirst().problem();
            throw new Problem(Status.UNPROCESSABLE_CONTENT_422, detail, body(answer)).thrown();
        }
        Bodies.send(response, Status.OK_200, body(answer));
    }

    private static Json.Fields body(Answer answer) {
        return Json.object()
                .with("changes", Bodies.array(answer.all(Reply.Planned.class)))
                .with("problems", Bodies.array(answer.all(Reply.Wrong.class)))
                .build();
    }
}

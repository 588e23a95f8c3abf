package dev.tend.api;

import dev.tend.client.KeeperClient;
import dev.tend.client.SharedQuestion;
import dev.tend.client.SharedStatus;
import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import dev.tend.http.Problem;
import dev.tend.text.Json;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The health routes, for clients that need only yes or no: {@code /health} for the keeper, {@code /ready} for the
 * services.
 */
public final class HealthRoutes implements HttpService {

    /** The states that need no attention. */
    private static final Set<String> WELL = Set.of("ready", "done", "down");

    private final SharedQuestion<String, Reply.Keeper> about;
    private final SharedStatus sharedStatus;

    private final Supplier<List<String>> problems;

    /**
     * @param keeper a connection of their own, so that other requests cannot delay them
     * @param problems the problems of the steward itself at the moment, while it continues
     */
    public HealthRoutes(KeeperClient keeper, Supplier<List<String>> problems) {
        this.problems = problems;
        about = new SharedQuestion<>(_ -> keeper.about());
        sharedStatus = new SharedStatus(keeper);
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/health", this::health);
        Endpoints.get(rules, "/ready", this::ready);
    }

    private void health(ServerRequest request, ServerResponse response) {
        var fields = Json.object();
        Codec.fields(about.ask("keeper")).values().forEach(fields::with);
        var sentences = problems.get().stream().<Json>map(Json::of).toList();
        Bodies.send(
                response,
                Status.OK_200,
                fields.with("problems", new Json.Array(sentences)).build());
    }

    private void ready(ServerRequest request, ServerResponse response) {
        var unready =
                sharedStatus.now().stream().filter(HealthRoutes::isAwaited).toList();
        if (unready.isEmpty()) {
            Bodies.send(
                    response, Status.OK_200, Json.object().with("ready", true).build());
        } else {
            var names = Json.object().with("waiting", names(unready)).build();
            throw new Problem(Status.SERVICE_UNAVAILABLE_503, "not everything is ready: " + reasons(unready), names)
                    .thrown();
        }
    }

    /** Tells whether it is wanted and not there yet. An instance that waits for its time is as it should be. */
    private static boolean isAwaited(Reply.Status row) {
        return row.wanted().equals("up") && !WELL.contains(row.word()) && !row.scheduled();
    }

    private static List<String> names(List<Reply.Status> rows) {
        return rows.stream().map(Reply.Status::name).toList();
    }

    private static String reasons(List<Reply.Status> rows) {
        var first = rows.getFirst();
        String more = rows.size() == 1 ? "" : ", and " + (rows.size() - 1) + " more";
        return first.name() + " is " + first.word() + more;
    }
}

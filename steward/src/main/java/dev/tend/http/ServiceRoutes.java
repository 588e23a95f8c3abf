package dev.tend.http;

import dev.tend.steward.KeeperClient;
import dev.tend.steward.Rollcall;
import dev.tend.text.Json;
import dev.tend.text.Suggest;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;

/** How the services are. */
public final class ServiceRoutes implements HttpService {

    private final Rollcall rollcall;

    public ServiceRoutes(KeeperClient keeper, Rollcall rollcall) {
        this.rollcall = rollcall;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/services", this::all);
        Endpoints.get(rules, "/services/{name}", this::one);
    }

    private void all(ServerRequest request, ServerResponse response) {
        var rows = rollcall.now();
        var services = new ArrayList<Json>();
        rows.stream().map(Reply.Status::service).distinct().forEach(name -> services.add(service(name, of(name, rows))));
        var body = Json.object().with("services", new Json.Array(services)).build();
        Bodies.send(response, Status.OK_200, body);
    }

    private void one(ServerRequest request, ServerResponse response) {
        String name = request.path().pathParameters().get("name");
        Bodies.send(response, Status.OK_200, service(name, named(name, rollcall.now())));
    }

    /** @throws ProblemException where there is none */
    static List<Reply.Status> named(String name, List<Reply.Status> rows) {
        var found = of(name, rows);
        if (found.isEmpty()) {
            var names = rows.stream().map(Reply.Status::service).distinct().toList();
            String detail = "no service is called " + name + Suggest.didYouMean(name, names);
            throw new Problem(Status.NOT_FOUND_404, detail).thrown();
        }
        return found;
    }

    /** Those of a service, or the one instance. */
    private static List<Reply.Status> of(String name, List<Reply.Status> rows) {
        return rows.stream()
                .filter(row -> row.service().equals(name) || row.name().equals(name))
                .toList();
    }

    private static Json service(String name, List<Reply.Status> rows) {
        var instances = new ArrayList<Json>();
        rows.forEach(row -> instances.add(Codec.fields(row)));
        return Json.object()
                .with("name", name)
                .with("instances", new Json.Array(instances))
                .build();
    }
}

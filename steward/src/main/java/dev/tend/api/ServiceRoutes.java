package dev.tend.api;

import dev.tend.client.SharedStatus;
import dev.tend.http.Bodies;
import dev.tend.http.Endpoints;
import dev.tend.text.Json;
import dev.tend.wire.Codec;
import dev.tend.wire.Reply;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status of the services. */
public final class ServiceRoutes implements HttpService {

    private final SharedStatus sharedStatus;

    public ServiceRoutes(SharedStatus sharedStatus) {
        this.sharedStatus = sharedStatus;
    }

    @Override
    public void routing(HttpRules rules) {
        Endpoints.get(rules, "/services", this::all);
        Endpoints.get(rules, "/services/{name}", this::one);
    }

    private void all(ServerRequest request, ServerResponse response) {
        var usages = sharedStatus.usages("*");
        var byService = new LinkedHashMap<String, List<Reply.Status>>();
        sharedStatus.now().forEach(row -> byService
                .computeIfAbsent(row.service(), _ -> new ArrayList<>())
                .add(row));
        var services = new ArrayList<Json>();
        byService.forEach((name, rows) -> services.add(service(name, rows, usages)));
        var body = Json.object().with("services", new Json.Array(services)).build();
        Bodies.send(response, Status.OK_200, body);
    }

    private void one(ServerRequest request, ServerResponse response) {
        var named = ServiceLookup.in(request, sharedStatus);
        Bodies.send(response, Status.OK_200, service(named.name(), named.rows(), sharedStatus.usages(named.name())));
    }

    private static Json service(String name, List<Reply.Status> rows, Map<String, Reply.Usage> usages) {
        return Json.object()
                .with("name", name)
                .with(
                        "instances",
                        new Json.Array(rows.stream()
                                .<Json>map(row -> Codec.fields(row, Optional.ofNullable(usages.get(row.name()))))
                                .toList()))
                .build();
    }
}

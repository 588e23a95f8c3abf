package dev.tend.manager.http;

import dev.tend.text.Json;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** The routes that need no keeper: liveness, and the status of the keystore updater. */
final class PlainRoutes implements HttpService {

    private final KeystoreStatus keystore;

    PlainRoutes(KeystoreStatus keystore) {
        this.keystore = keystore;
    }

    @Override
    public void routing(HttpRules rules) {
        Replies.get(rules, "/health", (_, response) -> Replies.text(response, "pong"));
        Replies.get(rules, "/keystore/status", (_, response) -> Replies.json(response, Status.OK_200, status()));
    }

    private Json status() {
        var report = keystore.report();
        return Json.object()
                .with("State", report.state())
                .with("Reason", report.reason())
                .with("At", report.at().toString())
                .build();
    }
}

package dev.tend.manager.http;

import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.manager.ManagerAction;
import dev.tend.text.GoDurations;
import dev.tend.text.Json;
import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;

/** The paths of the process: how it is, and what may be done to it. */
final class ProcessRoutes implements HttpService {

    private final KeeperClient keeper;
    private final String path;
    private final boolean anyVerb;
    private final ConfigChecksum checksum;

    /**
     * @param name of the process, the first part of each path
     * @param anyVerb whether a GET may change something, as old clients send it
     */
    ProcessRoutes(KeeperClient keeper, String name, boolean anyVerb, ConfigChecksum checksum) {
        this.keeper = keeper;
        this.path = "/" + name + "/";
        this.anyVerb = anyVerb;
        this.checksum = checksum;
    }

    @Override
    public void routing(HttpRules rules) {
        for (ManagerAction demand : ManagerAction.values()) {
            if (demand == ManagerAction.STATUS) {
                Replies.get(rules, path + demand.word(), (_, response) -> answer(demand, response));
            } else if (anyVerb) {
                rules.any(path + demand.word(), (_, response) -> answer(demand, response));
            } else {
                Replies.post(rules, path + demand.word(), (_, response) -> answer(demand, response));
            }
        }
    }

    private void answer(ManagerAction demand, ServerResponse response) {
        var answer = keeper.ask(new Request.Manage(demand));
        var managed = answer.all(Reply.Managed.class);
        if (managed.isEmpty()) {
            throw new KeeperException(answer.end().error());
        }
        Replies.json(response, Status.create(managed.getFirst().code()), body(managed.getFirst()));
    }

    private Json body(Reply.Managed managed) {
        return Json.object()
                .with("state", managed.state())
                .with("since", GoDurations.format(managed.since()))
                .with("config_checksum", checksum.text())
                .build();
    }
}

package dev.tend.simulation;

import dev.tend.instance.KeeperOptions;
import dev.tend.lifecycle.Signals;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients of a control socket that do their worst: they send garbage, halves of requests and hundreds at once, read a little or
 * nothing, and leave in the midst of anything.
 */
final class Clients {

    /** More than a keeper takes. */
    private static final int MOST = 280;

    private static final List<String> VERBS = List.of("start", "stop", "drain", "restart", "kill");

    private final SeededRandom chance;
    private final FakeKernel kernel;
    private final String socket;
    private final List<String> names;
    private final List<FakeClient> clients = new ArrayList<>();

    /** @param names of services, and patterns for them */
    Clients(SeededRandom chance, FakeKernel kernel, String runFolder, List<String> names) {
        this.chance = chance;
        this.kernel = kernel;
        this.socket = KeeperOptions.controlSocket(runFolder);
        this.names = names;
    }

    /** Lets one client do something. */
    void step() {
        clients.removeIf(FakeClient::isHungUp);
        if (clients.isEmpty() || clients.size() < MOST && chance.onceIn(3)) {
            connect();
            return;
        }
        var client = clients.get(chance.below(clients.size()));
        switch (chance.below(9)) {
            case 0, 1 -> client.send(request() + "\n");
            case 2 -> client.send((request() + "\n").repeat(1 + chance.below(200)));
            case 3, 4 -> client.room(chance.below(20_000));
            case 5 -> client.room(1 << 20);
            case 6 -> client.endRequests();
            case 7 -> client.failWrites();
            default -> {
                client.close();
                clients.remove(client);
            }
        }
    }

    private void connect() {
        kernel.streams().connect(socket, chance.onceIn(50) ? 1000 : 0, 1).ifPresent(client -> {
            client.room(chance.onceIn(2) ? 0 : 1 << 20);
            client.send(request() + (chance.onceIn(9) ? "" : "\n"));
            clients.add(client);
        });
    }

    /** All of them leave. */
    void leave() {
        clients.forEach(FakeClient::close);
        clients.clear();
    }

    /** The keeper is gone, and all connections with it. */
    void forget() {
        clients.clear();
    }

    private String request() {
        return switch (chance.below(16)) {
            case 0 -> "{\"ask\":\"status\"}";
            case 1 -> "{\"ask\":\"status\"," + names() + "}";
            case 2 -> "{\"ask\":\"plan\"}";
            case 3 -> "{\"ask\":\"graph\"}";
            case 4 -> "{\"ask\":\"usage\"}";
            case 5 -> "{\"ask\":\"info\"}\n{\"ask\":\"follow\"}";
            case 6, 7 -> logs(true);
            case 8 -> logs(false);
            case 9 -> "{\"ask\":\"signal\"," + names() + ",\"signal\":\"" + Signals.name(Signals.HUP) + "\"}";
            case 10 -> "{\"ask\":\"deploy\",\"names\":[],\"dry-run\":true}";
            case 11 -> garbage();
            case 12 -> "{\"ask\":\"restart\"," + names() + ",\"rolling\":true,\"patience\":" + patience() + "}";
            default -> "{\"ask\":\"" + any(VERBS) + "\"," + names() + ",\"patience\":" + patience() + "}";
        };
    }

    private String logs(boolean follow) {
        return "{\"ask\":\"logs\"," + names() + ",\"lines\":" + chance.below(2_000) + ",\"follow\":" + follow + "}";
    }

    private String names() {
        return "\"names\":[\"" + any(names) + "\",\"" + any(names) + "\"]";
    }

    private int patience() {
        return chance.onceIn(3) ? 0 : 1 + chance.below(20);
    }

    private String any(List<String> of) {
        return of.get(chance.below(of.size()));
    }

    private String garbage() {
        return switch (chance.below(4)) {
            case 0 -> "{\"ask\":" + "[".repeat(chance.below(500));
            case 1 -> "x".repeat(chance.below(100_000));
            case 2 -> "{\"ask\":\"status\",\"names\":[" + "\"a\",".repeat(chance.below(2_000)) + "\"*[\"]}";
            default -> "\u0000";
        };
    }
}

package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Tend;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Clients of the control socket that do what no good client does: they hang up at any point, do not read, send a thousand requests
 * at once, or nothing like a request.
 */
final class ControlSocketAttack implements Attack {

    private static final int MOST_KEPT = 200;

    private static final List<String> VICTIMS = List.of("victim-1", "victim-2", "victim-3", "victim-4");

    private final Tend tend;

    /** Connections that stay open, oldest first. */
    private final Deque<Connection> kept = new ArrayDeque<>();

    ControlSocketAttack(Tend tend) {
        this.tend = tend;
    }

    @Override
    public void begin() {
        Services.write(tend, "bystander-1", "cmd=sleep 1000");
        Services.write(tend, "bystander-" + "a".repeat(50), "cmd=sleep 1000");
        Services.write(tend, "writer-1", "shell=seq 100000; exec sleep 1000", "log-size=200k");
        Services.write(tend, "writer-2", "shell=seq 1000; exec sleep 1000");
        Services.write(tend, "victim-1", "cmd=sleep 1000");
        Services.write(tend, "victim-2", "cmd=perl -e '$SIG{TERM} = sub {}; sleep 1 while 1'", "stop-timeout=50ms");
        Services.write(tend, "victim-3", "shell=exit 1", "restart=never");
        Services.write(tend, "victim-4", "cmd=sleep 1000", "instances=2");
        tend.up();
        bystanders().forEach(tend::awaitUp);
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("bystander-1", "bystander-" + "a".repeat(50), "writer-1", "writer-2");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("ask properly", this::askProperly),
                new Action("ask properly, many at once", this::pipeline),
                new Action("send damaged requests", this::sendDamaged),
                new Action("send a request that is not one", this::sendStrange),
                new Action("send part of a request", this::sendPart),
                new Action("hang up in the midst of answers", this::hangUp),
                new Action("hang up while logs are read", this::leaveLogs),
                new Action("send thousands of requests that wait", this::flood),
                new Action("do not read", this::doNotRead),
                new Action("come in a crowd", this::crowd),
                new Action("shut one direction", this::shutOneDirection));
    }

    private Connection connect() throws IOException {
        return Connection.to(tend.run().resolve("control"));
    }

    private static byte[] line(String request) {
        return (request + "\n").getBytes(UTF_8);
    }

    private void keep(Connection client) {
        kept.add(client);
        while (kept.size() > MOST_KEPT) {
            kept.remove().close();
        }
    }

    private void keepOrClose(Connection client, Random random) {
        if (random.nextBoolean()) {
            keep(client);
        } else {
            client.close();
        }
    }

    private void askProperly(Random random, Trace trace) throws IOException {
        try (var client = connect()) {
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String request = Requests.answered(random);
                trace.detail(request);
                new ControlClient(client).ask(request, 1);
            }
        }
    }

    private void pipeline(Random random, Trace trace) throws IOException {
        try (var client = connect()) {
            int count = 1 + random.nextInt(20);
            var requests = new StringBuilder();
            for (int i = 0; i < count; i++) {
                requests.append(i == 0 ? "" : "\n").append(Requests.answered(random));
            }
            trace.detail(requests.toString());
            assertThat(new ControlClient(client).ask(requests.toString(), count))
                    .hasSize(count);
        }
    }

    private void sendDamaged(Random random, Trace trace) throws IOException {
        var client = connect();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            byte[] bytes = Requests.mutate(Requests.any(random) + "\n", random);
            trace.detail(new String(bytes, ISO_8859_1));
            client.offer(bytes);
        }
        client.drain(random.nextInt(100_000));
        keepOrClose(client, random);
    }

    private void sendStrange(Random random, Trace trace) throws IOException {
        String request =
                switch (random.nextInt(4)) {
                    case 0 -> Requests.patterns(random);
                    case 1 -> Requests.nested(random);
                    case 2 -> Requests.oversized(random);
                    default -> "\0".repeat(1 + random.nextInt(1000));
                };
        trace.detail(request.length() + " bytes: " + request);
        var client = connect();
        client.offer(line(request));
        client.drain(random.nextInt(10_000));
        keepOrClose(client, random);
    }

    private void sendPart(Random random, Trace trace) throws IOException {
        byte[] bytes = line(Requests.any(random));
        int sent = random.nextInt(bytes.length);
        trace.detail(sent + " bytes of " + new String(bytes, UTF_8));
        var client = connect();
        client.offer(Arrays.copyOf(bytes, sent));
        keepOrClose(client, random);
    }

    private void hangUp(Random random, Trace trace) throws IOException {
        try (var client = connect()) {
            int count = 1 + random.nextInt(50);
            for (int i = 0; i < count; i++) {
                String request = Requests.any(random);
                trace.detail(request);
                client.offer(line(request));
            }
            client.drain(random.nextInt(50_000));
        }
    }

    private void leaveLogs(Random random, Trace trace) throws IOException {
        boolean follow = random.nextBoolean();
        String request = "{\"ask\":\"logs\",\"names\":[\"writer-*\"],\"lines\":" + random.nextInt(10_001)
                + ",\"follow\":" + follow + "}";
        trace.detail(request);
        try (var client = connect()) {
            client.offer(line(request));
            client.drain(random.nextInt(3) * random.nextInt(500_000));
        }
    }

    private void flood(Random random, Trace trace) throws IOException {
        int count = 500 + random.nextInt(3_000);
        String first = Requests.change(random, "5");
        String request = Requests.change(random, "0.01");
        trace.detail(first + " and " + count + " times " + request);
        var client = connect();
        client.offer(line(first));
        client.offer((request + "\n").repeat(count).getBytes(UTF_8));
        client.drain(random.nextInt(100_000));
        keepOrClose(client, random);
    }

    private void doNotRead(Random random, Trace trace) throws IOException {
        int count = 1 + random.nextInt(500);
        String request = random.nextBoolean() ? Requests.status() : Requests.any(random);
        trace.detail(count + " times " + request);
        var client = connect();
        client.offer((request + "\n").repeat(count).getBytes(UTF_8));
        keep(client);
    }

    private void crowd(Random random, Trace trace) throws IOException {
        int count = 1 + random.nextInt(MOST_KEPT);
        String request = random.nextBoolean() ? Requests.status() : Requests.any(random);
        trace.detail(count + " clients: " + request);
        for (int i = 0; i < count; i++) {
            var client = connect();
            client.offer(line(request));
            keep(client);
        }
    }

    private void shutOneDirection(Random random, Trace trace) throws IOException {
        String request = Requests.any(random);
        boolean output = random.nextBoolean();
        trace.detail((output ? "the output: " : "the input: ") + request);
        var client = connect();
        client.offer(line(request));
        if (output) {
            client.shutdownOutput();
        } else {
            client.shutdownInput();
        }
        client.drain(random.nextInt(10_000));
        client.offer(line(request));
        keepOrClose(client, random);
    }

    @Override
    public void end() {
        close();
        VICTIMS.forEach(victim -> tend.verb("start", "--no-wait", victim));
        Tend.awaiting().until(() -> tend.status().stream()
                .filter(status ->
                        status.name().startsWith("victim") && !status.name().equals("victim-3"))
                .allMatch(status -> status.isUp()));
    }

    @Override
    public void close() {
        while (!kept.isEmpty()) {
            kept.remove().close();
        }
    }
}

package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.acceptance.Ports;
import dev.tend.acceptance.Tend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Clients of the steward that have a token for reading only, or none: no request of theirs changes anything or locks out others. */
final class HttpAttack implements Attack {

    private static final String READ = "the-token-for-reading";
    private static final String FULL = "the-token-for-everything";

    private static final int MOST_KEPT = 300;
    private static final long SILENCE_MILLIS = 50;

    /** The steward's heap may grow to some size and stay there; this is less than what its connections can make of it. */
    private static final long MEMORY_SLACK = 40 << 20;

    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.1 (\\d{3}) ");

    private final Tend tend;
    private final int port = Ports.free();

    /** Connections that stay open, oldest first. */
    private final Deque<Connection> kept = new ArrayDeque<>();

    private Footprint before = new Footprint(Map.of(), 0, 0);

    HttpAttack(Tend tend) {
        this.tend = tend;
    }

    @Override
    public void begin() throws IOException {
        tend.file("tokens", "read " + READ + "\nfull " + FULL + "\n");
        Files.setPosixFilePermissions(tend.path("tokens"), PosixFilePermissions.fromString("rw-------"));
        Services.write(
                tend,
                "steward",
                "steward=yes",
                "http.listen=127.0.0.1:" + port,
                "http.token-file=" + tend.path("tokens"));
        Services.write(tend, "web", "cmd=sleep 1000");
        Services.write(tend, "writer", "shell=seq 20000; exec sleep 1000");
        tend.up();
        bystanders().forEach(name -> tend.awaitState(name, "ready"));
        for (int i = 0; i < 50; i++) { // what is loaded with the first requests
            get("/services", READ);
        }
        before = Footprint.of(tend.status("steward").pid());
    }

    @Override
    public Set<String> bystanders() {
        return Set.of("steward", "web", "writer");
    }

    @Override
    public List<Action> actions() {
        return List.of(
                new Action("ask properly", this::askProperly),
                new Action("ask without the right", this::askWithoutRight),
                new Action("send a malformed request", this::sendStrange),
                new Action("send a malformed request", this::sendStrange),
                new Action("send a huge request", this::sendHuge),
                new Action("send many requests at once", this::pipeline),
                new Action("send part of a request", this::sendPart),
                new Action("send a few bytes more", this::trickle),
                new Action("open streams and do not read", this::openStreams),
                new Action("send HTTP/2", this::sendHttp2),
                new Action("send bytes", this::sendBytes),
                new Action("reset connections", this::reset));
    }

    private void keep(Connection connection) {
        kept.add(connection);
        while (kept.size() > MOST_KEPT) {
            kept.remove().close();
        }
    }

    private void keepOrClose(Connection connection, Random random) {
        if (random.nextInt(4) == 0) {
            keep(connection);
        } else {
            connection.close();
        }
    }

    /** The status codes in what was answered. */
    private static List<Integer> statuses(byte[] answer) {
        var found = new ArrayList<Integer>();
        var matcher = STATUS.matcher(new String(answer, ISO_8859_1));
        while (matcher.find()) {
            found.add(Integer.valueOf(matcher.group(1)));
        }
        return found;
    }

    private int get(String path, String token) throws IOException {
        return ask("GET", path, token);
    }

    /** Sends a request, and waits for the whole of the answer. */
    private int ask(String method, String path, String token) throws IOException {
        try (var connection = Connection.to(port)) {
            connection.write(bytes(HttpMessages.request(method, path, token, "Connection: close\r\n")));
            var answer = new ByteArrayOutputStream();
            for (byte[] more = connection.read(); more.length > 0; more = connection.read()) {
                answer.writeBytes(more);
            }
            List<Integer> statuses = statuses(answer.toByteArray());
            assertThat(statuses).as("answers to " + method + " " + path).isNotEmpty();
            return statuses.getFirst();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** @param token that it was asked with, or "" */
    private static void check(byte[] answer, String token) {
        List<Integer> statuses = statuses(answer);
        assertThat(statuses).as("status codes").doesNotContain(500);
        if (token.isEmpty()) {
            assertThat(statuses).as("status codes without a token").allMatch(code -> code == 100 || code >= 400);
        }
    }

    private static String token(Random random) {
        return random.nextInt(3) == 0 ? "" : READ;
    }

    private void askProperly(Random random, Trace trace) throws IOException {
        String path = HttpMessages.path(random);
        trace.detail(path);
        assertThat(get(path, READ)).as("status of " + path).isIn(200, 400, 404, 429, 503);
    }

    private void askWithoutRight(Random random, Trace trace) throws IOException {
        String change = Requests.one(
                random,
                List.of(
                        "/services/web/stop",
                        "/services/web/restart",
                        "/services/web/kill",
                        "/services/web/signal/KILL",
                        "/reload"));
        trace.detail(change);
        assertThat(ask("POST", change, READ))
                .as("POST " + change + " with a token for reading")
                .isEqualTo(403);
        assertThat(ask("POST", change, ""))
                .as("POST " + change + " without a token")
                .isEqualTo(401);
        assertThat(get(HttpMessages.path(random), FULL + "x"))
                .as("GET with a wrong token")
                .isEqualTo(401);
    }

    private void sendStrange(Random random, Trace trace) throws IOException {
        String token = token(random);
        String request = HttpMessages.strange(random, token);
        trace.detail(request);
        var connection = Connection.to(port);
        connection.offer(bytes(request));
        check(connection.readUntilSilence(SILENCE_MILLIS), token);
        keepOrClose(connection, random);
    }

    private void sendHuge(Random random, Trace trace) throws IOException {
        String token = token(random);
        String request = HttpMessages.huge(random, token);
        trace.detail(request.length() + " bytes: " + request);
        var connection = Connection.to(port);
        connection.offer(bytes(request));
        check(connection.readUntilSilence(SILENCE_MILLIS), token);
        keepOrClose(connection, random);
    }

    private void pipeline(Random random, Trace trace) throws IOException {
        int count = 1 + random.nextInt(1_000);
        String path = HttpMessages.path(random);
        trace.detail(count + " times " + path);
        var connection = Connection.to(port);
        connection.offer(bytes(HttpMessages.request("GET", path, READ, "").repeat(count)));
        if (random.nextBoolean()) {
            check(connection.readUntilSilence(SILENCE_MILLIS), READ);
        }
        keepOrClose(connection, random);
    }

    private void sendPart(Random random, Trace trace) throws IOException {
        String request =
                HttpMessages.request("POST", "/reload", token(random), "Content-Length: 100\r\n") + "a".repeat(100);
        int sent = random.nextInt(request.length());
        trace.detail(sent + " bytes of " + request);
        var connection = Connection.to(port);
        connection.offer(bytes(request.substring(0, sent)));
        keep(connection);
    }

    private void trickle(Random random, Trace trace) {
        trace.detail("on " + kept.size() + " connections");
        kept.forEach(connection -> connection.offer(new byte[] {(byte) random.nextInt(256)}));
    }

    private void openStreams(Random random, Trace trace) throws IOException {
        int count = 1 + random.nextInt(150);
        String path = HttpMessages.stream(random);
        trace.detail(count + " times " + path);
        for (int i = 0; i < count; i++) {
            var connection = Connection.to(port);
            connection.offer(bytes(HttpMessages.request("GET", path, READ, "")));
            keep(connection);
        }
    }

    private void sendHttp2(Random random, Trace trace) throws IOException {
        byte[] bytes = HttpMessages.http2(random);
        trace.detail(bytes.length + " bytes");
        var connection = Connection.to(port);
        connection.offer(bytes);
        connection.readUntilSilence(SILENCE_MILLIS);
        keepOrClose(connection, random);
    }

    private void sendBytes(Random random, Trace trace) throws IOException {
        byte[] bytes = new byte[random.nextInt(10_000)];
        random.nextBytes(bytes);
        if (random.nextBoolean() && bytes.length > 3) {
            System.arraycopy(new byte[] {0x16, 3, 1}, 0, bytes, 0, 3); // as TLS begins
        }
        trace.detail(bytes.length + " bytes");
        var connection = Connection.to(port);
        connection.offer(bytes);
        check(connection.readUntilSilence(SILENCE_MILLIS), "");
        keepOrClose(connection, random);
    }

    private void reset(Random random, Trace trace) throws IOException {
        int count = 1 + random.nextInt(20);
        trace.detail(count + " connections");
        for (int i = 0; i < count; i++) {
            var connection = Connection.to(port);
            connection.offer(bytes(HttpMessages.request("GET", HttpMessages.path(random), READ, "")));
            connection.reset();
        }
    }

    /** The steward keeps connections to the keeper for its next questions: four, and four for probes. */
    @Override
    public Map<String, Integer> allowance() {
        return Map.of("socket", 8);
    }

    /** Whatever the others do, a guest with a token learns how things are. */
    @Override
    public void verify() throws IOException {
        assertThat(get("/health", READ)).as("status of /health").isEqualTo(200);
        assertThat(tend.log("steward")).as("the steward's messages").doesNotContain("\tat ");
    }

    @Override
    public void end() throws IOException {
        close();
        verify();
        int steward = tend.status("steward").pid();
        Tend.awaiting().untilAsserted(() -> {
            Footprint now = Footprint.of(steward);
            assertThat(now.excess(before, allowance()))
                    .as("descriptors that the steward has more of than before")
                    .isEmpty();
            assertThat(now.memory()).as("memory of the steward").isLessThan(before.memory() + MEMORY_SLACK);
        });
    }

    @Override
    public void close() {
        while (!kept.isEmpty()) {
            kept.remove().close();
        }
    }
}

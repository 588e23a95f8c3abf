import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has the steward do for a moment what it will do later, before a keeper that only pretends, so that Java can note down which
 * classes that takes: java Rehearsal.java LAUNCHER CACHE
 */
public final class Rehearsal {

    private static final String STATUS = """
            {"status":{"name":"web","service":"web","wanted":"up","state":"ready","pid":1,"birth":1,"uptime":1.000000,\
            "restarts":0,"attempt":0,"next":null,"why":"the keeper started","note":"","problem":""}}
            """;
    private static final String KEEPER = """
            {"keeper":{"version":"0","pid":1,"uptime":1.000000,"folders":["/"],"run-folder":"/","log-folder":"/","services":1}}
            """;
    private static final String USAGE = """
            {"usage":{"name":"","cpu":0.010000,"memory":1,"files":1,"healthy":-1,"latency":null}}
            {"usage":{"name":"web","cpu":0.010000,"memory":1,"files":1,"healthy":-1,"latency":null}}
            """;
    private static final String TEXT = """
            {"text":{"name":"web","text":"hello\\n"}}
            """;
    private static final String OUTCOME = """
            {"outcome":{"name":"web","good":true,"text":"starting"}}
            """;
    private static final String END = """
            {"end":{"code":0,"error":""}}
            """;

    private static final List<String> LOOKED_AT = List.of(
            "/health", "/ready", "/services", "/services/web", "/services/wbe", "/services/web/logs", "/plan", "/metrics",
            "/openapi.json", "/nothing");
    private static final List<String> DONE = List.of("/services/web/start", "/services/web/restart?wait=1s", "/reload");

    private Rehearsal() {}

    public static void main(String[] words) throws Exception {
        Path folder = Files.createTempDirectory("tend-rehearsal");
        Path cache = Path.of(words[1]).toAbsolutePath();
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("control")));
            Thread.ofVirtual().start(() -> keep(socket));
            rehearse(words[0], cache, folder);
        } finally {
            Files.deleteIfExists(folder.resolve("http"));
            Files.delete(folder.resolve("control"));
            Files.delete(folder);
        }
        if (!Files.exists(cache)) {
            throw new IOException("the steward has ended without " + cache);
        }
    }

    private static void rehearse(String launcher, Path cache, Path folder) throws Exception {
        int port = freePort();
        var builder = new ProcessBuilder(launcher).inheritIO();
        builder.environment().put("TEND_RUN_DIR", folder.toString());
        builder.environment().put("TEND_SETTINGS", "http.listen=127.0.0.1:" + port + " unix:" + folder.resolve("http"));
        builder.environment().put("TEND_STEWARD_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process steward = builder.start();
        try {
            ask(URI.create("http://127.0.0.1:" + port));
        } finally {
            steward.destroy();
            if (!steward.waitFor(120, TimeUnit.SECONDS)) {
                steward.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    // ---- those who ask

    private static void ask(URI site) throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            awaitAnswer(client, site);
            for (int round = 0; round < 50; round++) {
                for (String path : LOOKED_AT) {
                    client.send(HttpRequest.newBuilder(site.resolve(path)).build(), BodyHandlers.discarding());
                }
                for (String path : DONE) {
                    var request = HttpRequest.newBuilder(site.resolve(path)).POST(BodyPublishers.noBody());
                    client.send(request.build(), BodyHandlers.discarding());
                }
            }
            try (var events = client.send(HttpRequest.newBuilder(site.resolve("/events")).build(), BodyHandlers.ofInputStream())
                    .body()) {
                events.read();
            }
        }
    }

    private static void awaitAnswer(HttpClient client, URI site) throws Exception {
        for (int tries = 0; tries < 300; tries++) {
            try {
                client.send(HttpRequest.newBuilder(site.resolve("/health")).build(), BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("the steward does not answer");
    }

    // ---- the keeper

    private static void keep(ServerSocketChannel socket) {
        try {
            while (true) {
                var channel = socket.accept();
                Thread.ofVirtual().start(() -> answer(channel));
            }
        } catch (IOException over) {
            return; // it was closed
        }
    }

    private static void answer(SocketChannel channel) {
        try (channel;
                var lines = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                channel.write(ByteBuffer.wrap(answerTo(line).getBytes(UTF_8)));
                if (line.contains("\"follow\"}")) {
                    pretendThatThingsHappen(channel);
                }
            }
        } catch (IOException | InterruptedException gone) {
            return; // the steward has ended
        }
    }

    private static void pretendThatThingsHappen(SocketChannel channel) throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(100);
            channel.write(ByteBuffer.wrap(("{\"told\":{\"time\":\"" + java.time.Instant.now().toString()
                            + "\",\"service\":\"web\",\"event\":\"up\",\"pid\":1,\"why\":\"\",\"last-words\":\"\"}}\n")
                    .getBytes(UTF_8)));
        }
    }

    private static String answerTo(String line) {
        String ask = line.replaceFirst(".*\"ask\":\"([a-z-]*)\".*", "$1");
        return switch (ask) {
            case "status" -> STATUS + END;
            case "info" -> KEEPER + END;
            case "usage" -> USAGE + END;
            case "logs" -> TEXT + END;
            case "follow" -> "";
            case "start", "stop", "restart", "kill", "signal" -> OUTCOME + END;
            default -> END;
        };
    }
}

package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tend.text.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Agents of Debian's Consul, unpacked, on loopback. They are killed when it is closed. */
final class RealConsul implements AutoCloseable {

    private static final Path PACKAGES =
            Path.of("../target/consul-packages").toAbsolutePath().normalize();

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Agent> agents = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** Skips the test where the package is not here. */
    RealConsul(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        var file = file();
        assumeTrue(file.isPresent(), "Debian's consul is not in " + PACKAGES + ": ./check puts it there");
        var unpacked = new ProcessBuilder(
                        "dpkg-deb",
                        "-x",
                        file.get().toString(),
                        folder.resolve("consul").toString())
                .inheritIO()
                .start();
        assertThat(unpacked.waitFor()).isZero();
    }

    private static Optional<Path> file() throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (var files = Files.list(PACKAGES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("consul_"))
                    .findFirst();
        }
    }

    /** Returns a server that keeps everything in memory, with further settings in JSON. */
    Agent inMemory(String... settings) throws IOException {
        return agent("dev", List.of("-dev"), settings);
    }

    /** Returns a server that has a disk. */
    Agent server() throws IOException {
        return agent("server", List.of("-server", "-bootstrap-expect=1", "-data-dir=" + folder.resolve("server")));
    }

    /** Returns an agent that asks a server. */
    Agent client(Agent server) throws IOException {
        return agent(
                "client",
                List.of(
                        "-data-dir=" + folder.resolve("client"),
                        "-retry-join=127.0.0.1:" + server.serf,
                        "-retry-interval=1s"));
    }

    private Agent agent(String name, List<String> options, String... settings) throws IOException {
        var agent = new Agent(name, options);
        var json = Json.object()
                .with("node_name", name)
                .with("bind_addr", "127.0.0.1")
                .with("disable_update_check", true)
                .with("leave_on_terminate", false)
                .with("ports", agent.ports())
                .build();
        Files.writeString(folder.resolve(name + ".json"), json.text());
        for (String each : settings) {
            Files.writeString(folder.resolve(name + "-more.json"), each);
            agent.command.add("-config-file=" + folder.resolve(name + "-more.json"));
        }
        agents.add(agent);
        return agent;
    }

    @Override
    public void close() {
        agents.forEach(Agent::kill);
        client.close();
    }

    /** One agent. */
    final class Agent {

        private final List<String> command = new ArrayList<>();
        private final int http = freePort();
        private final int serf = freePort();
        private final int rpc = freePort();
        private final Path output;
        private Process process;

        private Agent(String name, List<String> options) throws IOException {
            output = folder.resolve(name + ".log");
            command.add(folder.resolve("consul/usr/bin/consul").toString());
            command.add("agent");
            command.addAll(options);
            command.add("-config-file=" + folder.resolve(name + ".json"));
        }

        private Json ports() {
            return Json.object()
                    .with("http", http)
                    .with("serf_lan", serf)
                    .with("server", rpc)
                    .with("serf_wan", -1)
                    .with("dns", -1)
                    .with("grpc", -1)
                    .build();
        }

        String address() {
            return "http://127.0.0.1:" + http;
        }

        /** Starts it, and waits until it knows a leader. */
        Agent start() throws IOException, InterruptedException {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (!hasLeader()) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(() -> "Consul does not start: " + text())
                        .isTrue();
                Thread.sleep(50);
            }
            return this;
        }

        private String text() {
            try {
                return Files.readString(output);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        private boolean hasLeader() throws InterruptedException {
            try {
                return get("/v1/status/leader").contains(":");
            } catch (IOException notYet) {
                return false;
            }
        }

        private String get(String target) throws IOException, InterruptedException {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address() + target))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }

        /** Sends a PUT until it succeeds: a leader may be elected meanwhile. Returns the answer. */
        String put(String target, String body, String... headers) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create(address() + target)).PUT(BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (true) {
                var answer = client.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                assertThat(System.nanoTime() < end).as(answer::body).isTrue();
                Thread.sleep(100);
            }
        }

        void kill() {
            if (process != null) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }

        void signal(String name) throws IOException, InterruptedException {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor()).isZero();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

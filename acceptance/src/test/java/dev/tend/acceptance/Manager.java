package dev.tend.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A process manager of a test's own, on a port of its own, and a client for it. */
final class Manager {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Tend tend;
    private final int port = Ports.free();
    private List<String> prefix = List.of();
    private Process process;

    /** @param command as {@code PM_PROC_CMD} has it */
    Manager(Tend tend, String command) {
        this.tend = tend;
        tend.with("PM_PROC_NAME", "es")
                .with("PM_PROC_CMD", command)
                .with("PM_HTTP_ADDR", "127.0.0.1")
                .with("PM_KEYSTORE_UPDATER", "false")
                .with("PM_HTTP_PORT", String.valueOf(port));
    }

    /** Has it started by another program, which replaces itself by it, or starts nothing else. */
    Manager under(String... command) {
        prefix = List.of(command);
        return this;
    }

    /** Starts it, and waits until it answers. */
    Manager start(String... flags) {
        launch(flags);
        Tend.awaiting()
                .untilAsserted(() -> assertThat(answers() || !process.isAlive()).isTrue());
        assertThat(process.isAlive()).as(() -> "it lives\n" + errors()).isTrue();
        return this;
    }

    /** Starts it. */
    Process launch(String... flags) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(Tend.BINARY.toString(), "as", "process-manager"));
        command.addAll(List.of(flags));
        process = tend.start("manager", command);
        return process;
    }

    private boolean answers() {
        try {
            return get("/health").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Its own pid, as seen from here. */
    long pid() {
        return prefix.contains("--fork") ? Proc.children(process.pid()).getFirst() : process.pid();
    }

    String errors() {
        return Tend.text(tend.path("manager.err"));
    }

    /** Waits for it to end by itself. @return its exit code */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(30, SECONDS)).as(this::errors).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- what it runs

    /** The pids of what it runs beside the steward. */
    List<Long> processes() {
        return Proc.children(pid()).stream()
                .filter(pid -> !isSteward(pid) && Proc.alive(pid))
                .toList();
    }

    long awaitProcess() {
        Tend.awaiting().untilAsserted(() -> assertThat(processes()).hasSize(1));
        return processes().getFirst();
    }

    long steward() {
        return Proc.children(pid()).stream()
                .filter(Manager::isSteward)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSteward(long pid) {
        return "process-manager".equals(Proc.environment(pid).get("TEND_FACE"));
    }

    // ---- what it is asked

    HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    HttpResponse<String> post(String path) {
        return send("POST", path);
    }

    String state() {
        return json(get("/es/status")).get("state").asString();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Tend.json(answer.body());
    }

    HttpResponse<String> send(String verb, String path) {
        return send(verb, path, BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(String verb, String path, HttpResponse.BodyHandler<T> body) {
        return send(request(verb, path).build(), body);
    }

    HttpRequest.Builder request(String verb, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(verb, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
    }

    static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

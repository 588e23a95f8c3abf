package dev.tend.http;

import static dev.tend.http.TestingSite.MOST_STREAMS;
import static dev.tend.http.TestingSite.MOST_STREAMS_PER_CLIENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.steward.FakeKeeper;
import dev.tend.wire.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that follow as much as they can. */
class StreamQuotaTest {

    private static final String ONE = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";
    private static final String THIRD = "fedcba9876543211";
    private static final String LOGS = "/services/db/logs?follow";

    @TempDir
    private Path folder;

    private TestingSite site;
    private final List<InputStream> open = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        var file = Files.writeString(
                folder.resolve("tokens"), "read " + ONE + "\nread " + OTHER + "\nfull " + THIRD + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        site = new TestingSite("http.token-file=" + file);
    }

    @AfterEach
    void close() throws IOException {
        for (var stream : open) {
            stream.close();
        }
        client.shutdownNow();
        site.close();
    }

    private HttpResponse<InputStream> ask(String path, String token, HttpClient.Version version)
            throws IOException, InterruptedException {
        HttpRequest request = site.request(path)
                .header("Authorization", "Bearer " + token)
                .version(version)
                .build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    /** Opens one, and returns the status. */
    private int follow(String path, String token, HttpClient.Version version) throws IOException, InterruptedException {
        var answer = ask(path, token, version);
        open.add(answer.body());
        return answer.statusCode();
    }

    private int status(String path, String token) throws IOException, InterruptedException {
        var answer = ask(path, token, HttpClient.Version.HTTP_1_1);
        try (var body = answer.body()) {
            assertThat(body.readAllBytes()).isNotEmpty();
        }
        return answer.statusCode();
    }

    private void fill(String path, String token, int many, HttpClient.Version version)
            throws IOException, InterruptedException {
        for (int i = 0; i < many; i++) {
            assertThat(follow(path, token, version)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refusesAClientOneTooMany(HttpClient.Version version) throws IOException, InterruptedException {
        fill("/events", ONE, 1, version);
        fill(LOGS, ONE, MOST_STREAMS_PER_CLIENT - 1, version);
        var refused = ask(LOGS, ONE, version);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new String(refused.body().readAllBytes(), UTF_8))
                .contains("\"limit\":\"streams-per-client\",\"most\":" + MOST_STREAMS_PER_CLIENT);
        assertThat(follow("/events", OTHER, version)).isEqualTo(200);
    }

    @Test
    void refusesAllTogetherOneTooMany() throws IOException, InterruptedException {
        fill(LOGS, ONE, MOST_STREAMS_PER_CLIENT, HttpClient.Version.HTTP_1_1);
        fill(LOGS, OTHER, MOST_STREAMS - MOST_STREAMS_PER_CLIENT, HttpClient.Version.HTTP_1_1);
        var refused = ask("/events", THIRD, HttpClient.Version.HTTP_1_1);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new String(refused.body().readAllBytes(), UTF_8))
                .contains("\"limit\":\"streams\",\"most\":" + MOST_STREAMS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/services"})
    void answersOtherQuestionsMeanwhile(String path) throws IOException, InterruptedException {
        fill(LOGS, ONE, MOST_STREAMS_PER_CLIENT, HttpClient.Version.HTTP_1_1);
        fill(LOGS, OTHER, MOST_STREAMS - MOST_STREAMS_PER_CLIENT, HttpClient.Version.HTTP_1_1);
        assertThat(status(path, ONE)).isEqualTo(200);
    }

    /** Also where nothing is sent that would show that the client has gone: one that connects again and again is never refused. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    @Timeout(60)
    void countsNobodyWhoHasGone(HttpClient.Version version) throws IOException, InterruptedException {
        for (int i = 0; i < 5 * MOST_STREAMS_PER_CLIENT; i++) {
            try (var leaving = HttpClient.newBuilder().version(version).build()) {
                HttpRequest request = site.request(LOGS)
                        .header("Authorization", "Bearer " + ONE)
                        .build();
                assertThat(leaving.send(request, BodyHandlers.ofInputStream()).statusCode())
                        .isEqualTo(200);
                leaving.shutdownNow();
            }
            site.keeper().awaitClosed();
        }
    }

    @Test
    void countsNoLogThatHasBeenRead() throws IOException, InterruptedException {
        site.keeper().answers(FakeKeeper.answer(0, "", new Reply.Text("db", "a line\n")));
        for (int i = 0; i < 2 * MOST_STREAMS; i++) {
            assertThat(status("/services/db/logs", ONE)).isEqualTo(200);
        }
    }
}

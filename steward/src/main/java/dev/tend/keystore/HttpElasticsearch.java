package dev.tend.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Elasticsearch over HTTP. Its certificate identifies it before it gets a password. */
final class HttpElasticsearch implements Elasticsearch {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int LONGEST_ANSWER = Json.MAX_LENGTH;
    private static final int LONGEST_REASON = 300;

    private final URI endpoint;
    private final Supplier<Optional<Login>> login;
    private final Supplier<Optional<SSLContext>> trust;

    /** The user of the requests. */
    record Login(String user, String password) {

        private String header() {
            return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        }

        /** Without the password, wherever this may be printed. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * @param login the login, if one is needed; read each time, because passwords change
     * @param trust the trusted certificates; read each time, because they change as well
     */
    HttpElasticsearch(URI endpoint, Supplier<Optional<Login>> login, Supplier<Optional<SSLContext>> trust) {
        this.endpoint = endpoint;
        this.login = login;
        this.trust = trust;
    }

    /** Nothing secret is sent, so any TLS server is accepted if no certificates are configured. */
    @Override
    public void greet() throws InterruptedException {
        try {
            send(HttpRequest.newBuilder(endpoint).GET());
        } catch (SSLException stranger) {
            if (trust.get().isPresent()) {
                throw unreachable(stranger);
            }
        } catch (IOException notYet) {
            throw unreachable(notYet);
        }
    }

    @Override
    public void reload() throws InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve("/_nodes/reload_secure_settings"))
                .POST(BodyPublishers.noBody());
        login.get().ifPresent(known -> request.header("Authorization", known.header()));
        try {
            var answer = send(request);
            if (answer.statusCode() != OK) {
                throw refused("status " + answer.statusCode());
            }
            look(Json.parse(answer.body()));
        } catch (IOException gone) {
            throw unreachable(gone);
        } catch (JsonException strange) {
            throw refused("invalid JSON");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT);
        trust.get().ifPresent(builder::sslContext);
        try (var client = builder.build()) {
            var answer =
                    client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
            try {
                return answer.get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                client.shutdownNow();
                throw new IOException("no whole answer within " + TO_ANSWER.toSeconds() + " s", slow);
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException why ? why : new IOException(failed.getCause());
            }
        }
    }

    /** It answers 200 even where its nodes could not: then each of those says why. */
    private static void look(Json answer) {
        var nodes = answer instanceof Json.Fields fields ? fields.field("nodes") : Optional.<Json>empty();
        if (nodes.isEmpty() || !(nodes.get() instanceof Json.Fields named)) {
            throw refused("an answer without nodes");
        }
        for (Json node : named.values().values()) {
            if (node instanceof Json.Fields fields
                    && fields.field("reload_exception").isPresent()) {
                String why = fields.field("reload_exception").get().text();
                throw refused(why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) + "..." : why);
            }
        }
    }

    private static KeystoreException unreachable(IOException why) {
        return new KeystoreException("cannot reach Elasticsearch: " + why, why);
    }

    private static KeystoreException refused(String how) {
        return new KeystoreException("Elasticsearch does not reload its secure settings: it answers " + how);
    }
}

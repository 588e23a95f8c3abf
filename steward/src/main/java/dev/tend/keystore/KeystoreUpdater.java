package dev.tend.keystore;

import dev.tend.client.KeeperClient;
import dev.tend.keystore.HttpElasticsearch.Login;
import dev.tend.keystore.Status.Part;
import dev.tend.manager.http.KeystoreStatus;
import dev.tend.manager.http.ManagerEnvironment;
import dev.tend.retry.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;

/** The keystore updater of a process manager, put together as its settings say. */
public final class KeystoreUpdater {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ManagerEnvironment environment;
    private final Status status = new Status(Clock.systemUTC());

    private KeystoreUpdater(ManagerEnvironment environment) {
        this.environment = environment;
    }

    /** Begins, unless it is not wanted. Returns how it is, from now on. */
    public static KeystoreStatus begin(ManagerEnvironment environment, KeeperClient keeper) {
        if (!environment.isOn("PM_KEYSTORE_UPDATER")) {
            return KeystoreStatus.NONE;
        }
        var updater = new KeystoreUpdater(environment);
        try {
            updater.begin(keeper);
        } catch (KeystoreException | IllegalArgumentException wrong) {
            updater.status.fails(Part.BUILDING, wrong.getMessage());
        }
        return updater.status;
    }

    private void begin(KeeperClient keeper) {
        boolean reloads = environment.isOn("KEYSTORE_RELOAD_CREDENTIALS");
        if (reloads) {
            login();
            Authorities.in(path("KEYSTORE_ES_CA_CERTS_PATH"));
        }
        var elasticsearch = new HttpElasticsearch(endpoint(), this::login, reloads ? this::trust : Optional::empty);
        var requests = new Reloads(elasticsearch, status, backoff());
        var updates = new Updater(
                path("KEYSTORE_SOURCE_DIR"),
                new Keystore(path("KEYSTORE_PATH")),
                new KeeperTool(keeper),
                elasticsearch,
                status,
                backoff(),
                reloads ? requests::request : () -> {});
        Thread.ofVirtual().name("keystore").start(() -> untilInterrupted(Part.BUILDING, updates::run));
        if (reloads) {
            Thread.ofVirtual().name("secure-settings").start(() -> untilInterrupted(Part.RELOADING, requests::run));
        }
    }

    private static Backoff backoff() {
        return new Backoff(
                FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void untilInterrupted(Part part, Work work) {
        try {
            work.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) { // the status must not say that it continues
            status.fails(part, "cannot go on: " + broken);
        }
    }

    // ---- settings

    private String text(String name) {
        return environment.text(name).orElseThrow(() -> new KeystoreException(name + " is not given"));
    }

    private URI endpoint() {
        var endpoint = URI.create(text("KEYSTORE_ES_ENDPOINT"));
        if (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme())) {
            throw new KeystoreException(
                    "KEYSTORE_ES_ENDPOINT=" + endpoint + " is no URL: write one such as https://127.0.0.1:9200");
        }
        return endpoint;
    }

    private Path path(String name) {
        return Path.of(text(name)).toAbsolutePath();
    }

    private Optional<SSLContext> trust() {
        return Optional.of(Authorities.in(path("KEYSTORE_ES_CA_CERTS_PATH")));
    }

    private Optional<Login> login() {
        return Optional.of(new Login(text("KEYSTORE_ES_USERNAME"), password()));
    }

    private String password() {
        return environment.text("KEYSTORE_ES_PASSWORD").orElseGet(() -> {
            var file = path("KEYSTORE_ES_PASSWORD_FILE");
            try {
                return Files.readString(file).strip();
            } catch (IOException unreadable) {
                throw new KeystoreException("KEYSTORE_ES_PASSWORD_FILE: cannot read " + file, unreadable);
            }
        });
    }
}

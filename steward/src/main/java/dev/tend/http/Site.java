package dev.tend.http;

import dev.tend.client.BusyException;
import dev.tend.client.KeeperException;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import dev.tend.text.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The web server: its listeners, its access control, its limits for each client, and its routes. */
public final class Site implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 1024;

    private final WebServer server;
    private final List<String> addresses;
    private final List<String> warnings;
    private final Optional<Certificates> certificates;
    private final List<TimedConnections> receptions;

    private Site(
            WebServer server,
            List<String> addresses,
            List<String> warnings,
            Optional<Certificates> certificates,
            List<TimedConnections> receptions) {
        this.server = server;
        this.addresses = addresses;
        this.warnings = warnings;
        this.certificates = certificates;
        this.receptions = receptions;
    }

    /**
     * Listens, and answers from then on.
     *
     * @param certificates the certificates that the settings name
     * @throws SettingsException if the settings do not allow that
     */
    public static Site open(Settings settings, Optional<Certificates> certificates, List<HttpService> services) {
        var listeners = Listener.all(settings);
        var tokens = settings.path("http.token-file").map(Tokens::new);
        var policy = new AccessPolicy(certificates, tokens, settings.words("http.names"));
        var receptions = new ArrayList<TimedConnections>();
        var builder = WebServer.builder().shutdownHook(false);
        var addresses = new ArrayList<String>();
        for (int i = 0; i < listeners.size(); i++) {
            var listener = listeners.get(i);
            policy.check(listener);
            listener.probe();
            var reception = new TimedConnections(MOST_CONNECTIONS);
            receptions.add(reception);
            var routing = routing(reception, policy.guard(listener), services);
            if (i == 0) {
                listen(builder, listener, certificates, reception, routing);
            } else {
                var config = ListenerConfig.builder();
                listen(config, listener, certificates, reception, routing);
                builder.putSocket(String.valueOf(i), config.build());
            }
            addresses.add(policy.url(listener));
        }
        var server = started(builder.build(), addresses);
        listeners.forEach(Site::closeToOthers);
        certificates.ifPresent(Certificates::watch);
        var warnings = listeners.stream().flatMap(listener -> policy.warning(listener).stream());
        return new Site(server, addresses, warnings.toList(), certificates, receptions);
    }

    private static WebServer started(WebServer server, List<String> addresses) {
        server.start();
        if (!server.isRunning()) {
            throw new SettingsException("http.listen: cannot listen on " + String.join(" ", addresses));
        }
        return server;
    }

    private static void listen(
            ListenerConfig.BuilderBase<?, ?> builder,
            Listener listener,
            Optional<Certificates> certificates,
            TimedConnections reception,
            HttpRouting.Builder routing) {
        builder.bindAddress(listener.bound());
        builder.routing(routing);
        reception.attend(builder);
        if (listener instanceof Listener.Tcp) {
            certificates.ifPresent(own -> builder.tls(own.tls()));
        }
    }

    private static HttpRouting.Builder routing(TimedConnections reception, Guard guard, List<HttpService> services) {
        var routing = reception.routing().addFilter(guard);
        services.forEach(service -> routing.register("/", service));
        return routing.any(Endpoints::nothingHere)
                .error(ProblemException.class, (_, response, why) -> answer(response, why.problem()))
                .error(BusyException.class, (_, response, busy) -> answer(response, tooMany(busy)))
                .error(KeeperException.class, (_, response, gone) -> answer(response, noKeeper(gone)))
                .error(RuntimeException.class, (_, response, mistake) -> answer(response, ownMistake(mistake)))
                .error(
                        HttpException.class,
                        (_, response, refused) ->
                                answer(response, new Problem(refused.status(), refused.getMessage())));
    }

    private static void answer(ServerResponse response, Problem problem) {
        TimedConnections.answerFailure(() -> Bodies.problem(response, problem));
    }

    private static Problem ownMistake(RuntimeException mistake) {
        System.getLogger(Site.class.getName()).log(Level.ERROR, "a mistake of ours", mistake);
        return new Problem(Status.INTERNAL_SERVER_ERROR_500, "this is a mistake of the steward: see its log");
    }

    private static Problem tooMany(BusyException busy) {
        var limit = Json.object().with("limit", busy.limit());
        if (busy.most() > 0) {
            limit.with("most", busy.most());
        }
        var later = HeaderValues.create(HeaderNames.RETRY_AFTER, "5");
        return new Problem(Status.TOO_MANY_REQUESTS_429, busy.getMessage(), limit.build(), List.of(later));
    }

    private static Problem noKeeper(KeeperException gone) {
        var later = HeaderValues.create(HeaderNames.RETRY_AFTER, "1");
        return new Problem(Status.SERVICE_UNAVAILABLE_503, gone.getMessage(), later);
    }

    /** Sets the permissions of a Unix socket: its clients are the steward's own user and its group. */
    private static void closeToOthers(Listener listener) {
        if (listener instanceof Listener.Unix(var path)) {
            try {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
            } catch (IOException open) {
                throw new SettingsException("cannot close " + path + " to others: " + open.getMessage(), open);
            }
        }
    }

    /** Returns the addresses of its listeners, for people. */
    public List<String> addresses() {
        return addresses;
    }

    /** Returns warnings about the settings, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns the port of its first address, also if the system chose it. */
    public int port() {
        return server.port();
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.stop();
        certificates.ifPresent(Certificates::close);
        receptions.forEach(TimedConnections::close);
    }
}

package dev.tend.manager.http;

import dev.tend.client.BusyException;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.http.Certificates;
import dev.tend.http.TimedConnections;
import dev.tend.settings.SettingsException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The web server of a process manager. Unlike the steward's own it has no access control, as its clients expect; its
 * face warns of that.
 */
public final class ManagerSite {

    /** The value of the variable {@code TEND_FACE} that makes the steward this server. */
    public static final String FACE = "process-manager";

    private static final int MOST_CONNECTIONS = 256;

    /** The time for answers under way when the process has ended. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private ManagerSite() {}

    /**
     * Listens, and answers until the program ends.
     *
     * @return the address that it listens on, for people
     * @throws SettingsException if that is not possible
     */
    public static String open(ManagerEnvironment environment, KeeperClient keeper, KeystoreStatus keystore) {
        int port = Integer.parseInt(environment.text("PM_HTTP_PORT").orElseThrow());
        var address = environment
                .text("PM_HTTP_ADDR")
                .map(host -> new InetSocketAddress(host, port))
                .orElseGet(() -> new InetSocketAddress(port));
        var certificates = certificates(environment);
        var builder = WebServer.builder()
                .shutdownHook(false)
                .shutdownGracePeriod(LAST_ANSWERS)
                .bindAddress(address);
        var reception = new TimedConnections(MOST_CONNECTIONS);
        reception.attend(builder);
        var profiler = new Profiler();
        builder.routing(routing(reception, environment, keeper, keystore, profiler));
        certificates.ifPresent(own -> builder.tls(own.tls()));
        String url = (certificates.isPresent() ? "https://" : "http://") + host(address) + ":" + port;
        try {
            var server = builder.build().start();
            var lastAnswers = new Thread(
                    () -> {
                        profiler.end();
                        server.stop();
                    },
                    "last answers");
            Runtime.getRuntime().addShutdownHook(lastAnswers);
        } catch (UncheckedIOException | IllegalStateException taken) {
            throw new SettingsException("cannot listen on " + url + ": " + taken.getMessage(), taken);
        }
        certificates.ifPresent(Certificates::watch);
        return url;
    }

    private static String host(InetSocketAddress address) {
        String host = address.getHostString();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static Optional<Certificates> certificates(ManagerEnvironment environment) {
        return environment.isOn("PM_TLS")
                ? Optional.of(Certificates.of(
                        environment.path("PM_CERT_PATH").orElseThrow(),
                        environment.path("PM_KEY_PATH").orElseThrow()))
                : Optional.empty();
    }

    private static HttpRouting.Builder routing(
            TimedConnections reception,
            ManagerEnvironment environment,
            KeeperClient keeper,
            KeystoreStatus keystore,
            Profiler profiler) {
        var routing = reception
                .routing()
                .addFilter(ManagerSite::turnPagesAway)
                .register(new ProcessRoutes(
                        keeper,
                        environment.text("PM_PROC_NAME").orElseThrow(),
                        environment.isOn("PM_ANY_VERB"),
                        new ConfigChecksum(environment.path("PM_CONFIG_PATH"))))
                .register(new PlainRoutes(keystore));
        if (environment.isOn("PM_EXP_VARS")) {
            routing.register(new Variables());
        }
        if (environment.isOn("PM_PROFILER")) {
            routing.register(profiler);
        }
        return routing.any((_, response) -> Replies.error(response, Status.NOT_FOUND_404, "there is nothing here"))
                .error(KeeperException.class, (_, response, gone) -> fail(response, gone.getMessage()))
                .error(BusyException.class, (_, response, busy) -> fail(response, busy.getMessage()));
    }

    private static void fail(ServerResponse response, String why) {
        TimedConnections.answerFailure(() -> Replies.error(response, Status.INTERNAL_SERVER_ERROR_500, why));
    }

    /**
     * Refuses requests from web pages: any page in a browser could send a POST, and the intended clients are not pages.
     */
    private static void turnPagesAway(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contains(HeaderNames.ORIGIN)) {
            response.status(Status.FORBIDDEN_403).send();
        } else {
            chain.proceed();
        }
    }
}

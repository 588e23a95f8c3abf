package dev.tend.steward;

import dev.tend.api.ChangeRoutes;
import dev.tend.api.EventRoutes;
import dev.tend.api.HealthRoutes;
import dev.tend.api.IndexRoutes;
import dev.tend.api.LogRoutes;
import dev.tend.api.MetricsRoutes;
import dev.tend.api.OpenApiRoutes;
import dev.tend.api.PlanRoutes;
import dev.tend.api.ServiceRoutes;
import dev.tend.client.ConnectionLimits;
import dev.tend.client.EventHistory;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.client.KeeperSocket;
import dev.tend.client.SharedStatus;
import dev.tend.forward.LogForwarder;
import dev.tend.http.Certificates;
import dev.tend.http.ClientQuota;
import dev.tend.http.Site;
import dev.tend.keystore.KeystoreUpdater;
import dev.tend.manager.http.ManagerEnvironment;
import dev.tend.manager.http.ManagerSite;
import dev.tend.render.RenderCommand;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import io.helidon.webserver.http.HttpService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The program tend-steward: the keeper's functions over HTTP. It is a service of the keeper, which passes its settings,
 * and to which it speaks over the control socket only. It forks no process, sends no signals, and has no state that
 * could be lost.
 */
public final class Steward {

    /** EX_CONFIG and EX_UNAVAILABLE of sysexits.h. */
    private static final int BAD_SETTINGS = 78;

    private static final int UNAVAILABLE = 69;

    /** With a file of certificates and one of a key: says whether they can be used, and starts nothing. */
    private static final String CHECK_TLS = "--check-tls";

    /** With a template: renders it to standard output, with no keeper. */
    private static final String RENDER = "render";

    /**
     * Loggers that are not needed: a client that hangs up is no news, and a failure to listen is reported by the
     * caller.
     */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("io.helidon.webserver.ConnectionHandler"),
            Logger.getLogger("io.helidon.webserver.LoomServer"));

    private Steward() {}

    public static void main(String[] words) {
        log();
        try {
            if (List.of(words).indexOf(CHECK_TLS) == 0) {
                Certificates.of(Path.of(words[1]), Path.of(words[2]));
                return;
            }
            if (List.of(words).indexOf(RENDER) == 0) {
                System.exit(RenderCommand.run(
                        List.of(words).subList(1, words.length),
                        new FileOutputStream(FileDescriptor.out),
                        Steward::say));
            }
            var socket = Path.of(runFolder(), "control");
            var keeper = new KeeperSocket(socket);
            if (variable("TEND_FACE").equals(ManagerSite.FACE)) {
                manage(keeper);
            } else {
                answer(Settings.parse(variable(Settings.VARIABLE)), keeper, KeeperSocket.forProbes(socket));
            }
            tellReady();
            HeapTrimmer.begin();
        } catch (SettingsException wrong) {
            end(BAD_SETTINGS, wrong.getMessage());
        } catch (KeeperException gone) {
            end(UNAVAILABLE, gone.getMessage());
        }
    }

    /** One line for each remark of the libraries, and only for those that matter. */
    private static void log() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "tend-steward: %5$s%6$s%n");
        Logger.getLogger("").setLevel(Level.WARNING);
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    /** Returns all routes; this is the one place where they are put together. */
    private static List<HttpService> routes(
            KeeperClient keeper, KeeperClient forProbes, Optional<Certificates> certificates) {
        var sharedStatus = new SharedStatus(keeper);
        var history = new EventHistory(keeper);
        history.begin();
        var streams = new ClientQuota("streams", ConnectionLimits.MOST_STREAMS, ConnectionLimits.MOST_STREAMS / 2);
        var waits = new ClientQuota("waits", ConnectionLimits.MOST_WAITS, ConnectionLimits.MOST_WAITS - 8);
        return List.of(
                new HealthRoutes(forProbes, () -> certificates.flatMap(Certificates::problem).stream()
                        .toList()),
                new IndexRoutes(sharedStatus),
                new ServiceRoutes(sharedStatus),
                new ChangeRoutes(keeper, sharedStatus, waits),
                new LogRoutes(keeper, sharedStatus, streams),
                new PlanRoutes(keeper),
                new EventRoutes(history, streams),
                new MetricsRoutes(forProbes),
                new OpenApiRoutes());
    }

    private static void answer(Settings settings, KeeperClient keeper, KeeperClient forProbes) {
        var certificates = Certificates.of(settings);
        var site = Site.open(settings, certificates, routes(keeper, forProbes, certificates));
        site.addresses().forEach(address -> say("listening on " + address));
        site.warnings().forEach(warning -> say("warning: " + warning));
        LogForwarder.begin(settings, keeper, Steward::say);
    }

    /** The steward of a process manager answers for one process, and that is all. */
    private static void manage(KeeperClient keeper) {
        var environment = new ManagerEnvironment(System.getenv());
        say("listening on " + ManagerSite.open(environment, keeper, KeystoreUpdater.begin(environment, keeper)));
    }

    private static String runFolder() {
        String folder = variable("TEND_RUN_DIR");
        if (folder.isEmpty()) {
            throw new SettingsException("TEND_RUN_DIR says nowhere where the keeper is: let a keeper start this, with"
                    + " \"steward=yes\" in a service file, or \"tend up --http ADDRESS\"");
        }
        return folder;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /**
     * The launcher has put the pipe to the keeper where standard input is, for that is a descriptor that Java can write to by
     * itself; see {@code ready=fd:3} in tend-service(5).
     */
    private static void tellReady() {
        if (variable("TEND_READY").equals("0")) {
            try (var keeper = new FileOutputStream(FileDescriptor.in)) {
                keeper.write('\n');
            } catch (IOException deaf) {
                say("cannot tell the keeper that all is ready: " + deaf.getMessage());
            }
        }
    }

    /** One line, to where the keeper keeps it. */
    @SuppressWarnings("SystemOut") // it is a program
    private static void say(String line) {
        System.err.println("tend-steward: " + line);
    }

    private static void end(int code, String why) {
        say(why);
        System.exit(code);
    }
}

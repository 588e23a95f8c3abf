package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that are asked how they are: until they are ready, and then whether they are well. */
class HealthTest {

    private static final String MAIN = "shell=exec sleep 1000";

    @RegisterExtension
    final Tend tend = new Tend();

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;

    @AfterEach
    void stopServer() {
        if (server != null) {
            server.stop(0);
        }
    }

    private String serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ok", exchange -> {
            byte[] body = "all is well".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/ok";
    }

    @Test
    void isReadyWhenItAnswers() throws IOException {
        String url = serve();
        status.set(503);
        tend.service("web", MAIN, "ready=http:" + url + " text well").up();
        int pid = tend.awaitState("web", "up").pid();

        status.set(200);

        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
    }

    @Test
    void isReadyWhenItSaysSoInItsOutput() {
        tend.service(
                        "web",
                        "shell=echo starting; until [ -e " + tend.path("go")
                                + " ]; do sleep 0.02; done; echo now listening on 80; exec sleep 1000",
                        "ready=log:listening on")
                .up();
        tend.awaitLog("web", "starting");
        assertThat(tend.awaitState("web", "up").why()).isNotEmpty();

        tend.file("go", "");

        tend.awaitState("web", "ready");
        assertThat(tend.logLines("web")).containsExactly("starting", "now listening on 80");
    }

    @Test
    void isRestartedWhenItIsUnhealthySoManyTimesInARow() throws IOException {
        String url = serve();
        tend.service("web", MAIN, "health=" + url, "health-interval=50ms", "health-failures=2", "backoff=1ms..1ms")
                .up();
        int pid = tend.awaitState("web", "ready").pid();

        status.set(503);

        int next = tend.awaitSuccessor("web", pid).pid();
        status.set(200);
        assertThat(next).isNotEqualTo(pid);
        assertThat(tend.done("why", "web").out()).contains("unhealthy: " + url + ": status 503");
    }

    @Test
    void isOnlyToldOfWhereThatIsWanted() throws IOException {
        String url = serve();
        tend.service(
                        "web",
                        MAIN,
                        "health=" + url,
                        "health-interval=50ms",
                        "health-failures=1",
                        "health-action=none",
                        "notify=exec:sh -c 'echo \"$EVENT: $WHY\" >>" + tend.path("told") + "'")
                .up();
        int pid = tend.awaitState("web", "ready").pid();

        status.set(500);
        Tend.awaiting().until(() -> tend.status("web").why().equals(url + ": status 500"));
        status.set(200);

        Tend.awaiting()
                .until(() -> tend.path("told").toFile().exists()
                        && Tend.text(tend.path("told")).contains("recovered: well again"));
        assertThat(Tend.text(tend.path("told"))).startsWith("unhealthy: " + url + ": status 500\n");
        assertThat(tend.status("web").pid()).isEqualTo(pid);
    }

    @Test
    void getsASignalWhereThatIsWanted() {
        tend.service(
                        "web",
                        "shell=trap 'echo heard' USR1; while :; do sleep 0.05; done",
                        "health=file:" + tend.path("well"),
                        "health-interval=50ms",
                        "health-failures=1",
                        "health-action=signal:USR1")
                .up();

        tend.awaitLog("web", "heard");
    }

    @Test
    void aProbeThatNeverReturnsIsAnAnswerToo() {
        tend.service(
                        "web",
                        MAIN,
                        "health=exec:sleep 1000",
                        "health-timeout=100ms",
                        "health-interval=50ms",
                        "health-failures=1",
                        "health-action=none")
                .up();

        Tend.awaiting().until(() -> tend.status("web").why().equals("exec:sleep 1000: no answer within 100 ms"));
    }

    @Test
    void itsUseOfProcessorMemoryAndFilesIsLookedAt() {
        String often = "health-interval=50ms";
        tend.service(
                "busy",
                "shell=while :; do :; done",
                "health=cpu:1%",
                "health-interval=500ms",
                "health-failures=1",
                "health-action=none");
        tend.service("big", MAIN, "health=memory:1", often, "health-failures=1", "health-action=none");
        tend.service("open", MAIN, "health=files:2", often, "health-failures=1", "health-action=none")
                .up();

        Tend.awaiting().until(() -> tend.status("busy").why().contains("% of a processor, more than 1%"));
        Tend.awaiting().until(() -> tend.status("big").why().contains("of memory, more than "));
        Tend.awaiting().until(() -> tend.status("open").why().contains("files open, more than 2"));
    }
}

package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that reread their configuration, on request and after an edit. */
@Tag("quick")
class ServiceReloadTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private Status up(String... more) {
        tend.service("web", concat("cmd=sleep 1000", more)).up();
        return tend.awaitState("web", "ready");
    }

    private static String[] concat(String first, String... more) {
        var lines = new java.util.ArrayList<>(List.of(first));
        lines.addAll(List.of(more));
        return lines.toArray(String[]::new);
    }

    /** Another keeper is a program that rereads its configuration at HUP. */
    @Test
    void aSignalHasAProgramRereadItsFiles() throws IOException {
        Files.createDirectory(tend.path("inner"));
        String run = tend.path("inner-run").toString();
        tend.service(
                        "inner",
                        "cmd=" + Tend.BINARY + " up --no-watch -d " + tend.path("inner") + " --run-dir " + run
                                + " --log-dir " + tend.path("inner-log"),
                        "ready=exec:" + Tend.BINARY + " status --run-dir " + run,
                        "reload=signal:HUP")
                .up();
        int pid = tend.awaitState("inner", "ready").pid();
        tend.file("inner/api", "cmd=sleep 1000\n");
        assertThat(tend.done("reload", "inner").out()).isEqualTo("inner: sent HUP to " + pid + "\n");
        Tend.awaiting().untilAsserted(() -> assertThat(
                        tend.verb("status", "--names", "--run-dir", run).out())
                .isEqualTo("api\n"));
        assertThat(tend.status("inner").pid()).isEqualTo(pid);
        assertThat(tend.journal()).contains("\"event\":\"reloaded\"");
    }

    @Test
    void aCommandKnowsTheMainProcess() {
        var web = up(
                "cwd=" + tend.root(),
                "env.COLOR=red",
                "reload=exec:echo \"$MAINPID $SERVICE $COLOR $WHY\" >told; echo did it");
        assertThat(tend.done("reload", "web").out()).isEqualTo("web: reloaded\n");
        assertThat(Tend.text(tend.path("told"))).isEqualTo(web.pid() + " web red reloaded by hand\n");
        assertThat(tend.status("web").pid()).isEqualTo(web.pid());
        assertThat(tend.done("events", "web").out()).contains("reloaded by hand");
    }

    @Test
    void tellsWhyACommandFailed() {
        var web = up("reload=exec:echo reading; echo unknown directive >&2; exit 3");
        Ran ran = tend.verb("reload", "web");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("web: exited with code 3; the last line of its log: unknown directive");
        assertThat(tend.done("logs", "web").out()).contains("reading\nunknown directive\n");
        assertThat(tend.status("web").pid()).isEqualTo(web.pid());
        assertThat(tend.done("why", "web").out()).contains("reload failed: exited with code 3");
        assertThat(tend.journal()).contains("\"event\":\"reload-failed\"");
    }

    @Test
    void endsACommandThatTakesTooLong() {
        up("reload=exec:echo $$ >" + tend.path("pid") + "; sleep 1000", "reload-timeout=500ms");
        Ran ran = tend.verb("reload", "web");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("web: no answer within 500 ms");
        tend.awaitGone(Long.parseLong(Tend.text(tend.path("pid")).trim()));
    }

    @Test
    void aReloadEndsWithItsService() {
        up("reload=exec:echo $$ >" + tend.path("pid") + "; sleep 1000");
        tend.done("reload", "--no-wait", "web");
        Tend.awaiting().until(() -> Tend.text(tend.path("pid")).endsWith("\n"));
        tend.done("stop", "web");
        tend.awaitGone(Long.parseLong(Tend.text(tend.path("pid")).trim()));
        assertThat(tend.verb("reload", "web").err()).contains("web: down: there is no process to reload");
        assertThat(tend.done("reload", "--or-restart", "web").out()).isEqualTo("web: down\n");
    }

    /** The system ends the command with its keeper, but not what the command has started. */
    @Test
    void theNextKeeperEndsWhatAReloadHasStarted() {
        var web = up("reload=exec:sleep 1000 & echo $! >" + tend.path("pid") + "; wait");
        tend.done("reload", "--no-wait", "web");
        Tend.awaiting().until(() -> Tend.text(tend.path("pid")).endsWith("\n"));
        long pid = Long.parseLong(Tend.text(tend.path("pid")).trim());
        tend.killKeeper();
        assertThat(Proc.alive(pid)).isTrue();
        tend.up();
        tend.awaitGone(pid);
        assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(web.pid());
    }

    @Test
    void keepsOneMoreReloadHoweverOftenItIsRequested() {
        String runs = tend.path("runs").toString();
        up("reload=exec:echo run >>" + runs + "; until [ -e " + tend.path("go") + " ]; do sleep 0.1; done");
        tend.done("reload", "--no-wait", "web");
        Tend.awaiting().until(() -> Tend.text(tend.path("runs")).equals("run\n"));
        for (int i = 0; i < 5; i++) {
            tend.done("reload", "--no-wait", "web");
        }
        tend.file("go", "");
        Tend.awaiting().until(() -> Tend.text(tend.path("runs")).equals("run\nrun\n"));
        tend.done("reload", "web");
        assertThat(Tend.text(tend.path("runs"))).isEqualTo("run\nrun\nrun\n");
    }

    @Test
    void postsToAServer() throws IOException {
        var asked = new ConcurrentLinkedQueue<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/-/reload") ? 200 : 500, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            tend.service("bad", "cmd=sleep 1000", "reload=" + address + "/bad");
            up("reload=" + address + "/-/reload");
            tend.awaitState("bad", "ready");
            assertThat(tend.done("reload", "web").out()).isEqualTo("web: reloaded\n");
            Ran ran = tend.verb("reload", "--all");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.err()).contains("bad: status 500");
            assertThat(asked).contains("POST /-/reload", "POST /bad");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anEditOfTheEnvironmentReloads() {
        String told = tend.path("told").toString();
        String[] keys = {"on-change=reload", "reload=exec:echo $COLOR >>" + told};
        var web = up(concat("env.COLOR=red", keys));
        tend.service("web", concat("cmd=sleep 1000", concat("env.COLOR=blue", keys)));
        Tend.awaiting().until(() -> Tend.text(tend.path("told")).equals("blue\n"));
        assertThat(tend.status("web").pid()).isEqualTo(web.pid());
        tend.service("web", concat("cmd=sleep 2000", concat("env.COLOR=blue", keys)));
        tend.awaitSuccessor("web", web.pid());
    }
}

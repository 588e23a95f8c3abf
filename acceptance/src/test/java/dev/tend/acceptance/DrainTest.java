package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service gets its stop signal only when its drain says so. */
class DrainTest {

    /** Prints a line when it gets its stop signal. */
    private static final String MAIN =
            "shell=exec 2>/dev/null; trap 'echo TERM; exit 0' TERM; echo main; while :; do sleep 0.02; done";

    @RegisterExtension
    final Tend tend = new Tend();

    private Status up(String... lines) {
        var all = new String[lines.length + 1];
        all[0] = MAIN;
        System.arraycopy(lines, 0, all, 1, lines.length);
        tend.service("web", all).up();
        tend.awaitLog("web", "main");
        return tend.awaitUp("web");
    }

    @Test
    void aStaticAnswerIsHowLongItServesOn() {
        int pid = up("drain=echo 5").pid();

        tend.done("stop", "--no-wait", "web");

        var web = tend.awaitState("web", "stopping");
        assertThat(web.pid()).isEqualTo(pid);
        assertThat(tend.logLines("web")).containsExactly("main");
        tend.awaitState("web", "down");
        assertThat(tend.logLines("web")).containsExactly("main", "TERM");
    }

    @Test
    void aDynamicAnswerHasItCalledAgain() {
        up("drain=echo $* >&2; [ $1 = job_check_status ] && echo 0 || echo -1");

        tend.done("stop", "web");

        assertThat(tend.logLines("web"))
                .containsExactly("main", "job_shutdown hash_unchanged", "job_check_status hash_unchanged", "TERM");
    }

    @Test
    void asksTheServiceItselfOverHttp() throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            byte[] answer = (body.startsWith("job_check_status") ? "0" : "-1").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        up("drain=http://127.0.0.1:" + server.getAddress().getPort() + "/drain?a=1&b=it's");

        tend.done("drain", "web");
        server.stop(0);

        assertThat(asked)
                .containsExactly(
                        "POST /drain?a=1&b=it's job_shutdown hash_unchanged",
                        "POST /drain?a=1&b=it's job_check_status hash_unchanged");
        assertThat(tend.logLines("web")).containsExactly("main", "TERM");
    }

    @Test
    void comesAfterPreStop() {
        up("drain=echo drain >&2; echo 0", "pre-stop=echo pre-stop");

        tend.done("stop", "web");

        assertThat(tend.logLines("web")).containsExactly("main", "pre-stop", "drain", "TERM");
    }

    @Test
    void aStartCancelsIt() {
        int pid = up("drain=echo $$ >&2; exec sleep 1000").pid();
        tend.done("stop", "--no-wait", "web");
        Tend.awaiting().until(() -> tend.logLines("web").size() == 2);
        long drain = Long.parseLong(tend.logLines("web").getLast());

        tend.done("start", "web");

        var web = tend.status("web");
        assertThat(web.isUp()).isTrue();
        assertThat(web.wanted()).isEqualTo("up");
        assertThat(web.pid()).isEqualTo(pid);
        tend.awaitGone(drain);
        assertThat(tend.log("web")).doesNotContain("TERM");
    }

    @Test
    void aStartCancelsTheWaitThatItAskedFor() {
        int pid = up("drain=echo 1000").pid();
        tend.done("stop", "--no-wait", "web");
        Tend.awaiting().until(() -> tend.status("web").why().startsWith("drain:"));

        tend.done("start", "web");

        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.status("web").isUp()).isTrue();
    }

    @Test
    void anAnswerThatIsNoneIsToldAndTheStopGoesOn() {
        up("drain=echo soon");

        tend.done("stop", "web");

        assertThat(tend.done("why", "web").out())
                .contains("hook-failed", "drain: Script did not return a signed integer");
        assertThat(tend.status("web").state()).isEqualTo("down");
    }

    @Test
    void aFailureIsToldAndTheStopGoesOn() {
        up("drain=echo 0; exit 3");

        tend.done("stop", "web");

        assertThat(tend.done("why", "web").out()).contains("drain: exited with code 3");
    }

    @Test
    void oneThatIsNeverOverIsEndedByItsTimeout() {
        up("drain=echo again >&2; echo -1", "drain-timeout=300ms");

        tend.done("stop", "web");

        assertThat(tend.done("why", "web").out()).contains("drain did not end within 300 ms");
        assertThat(tend.logLines("web")).containsExactly("main", "again", "TERM");
    }

    @Test
    void oneThatHangsIsEndedByItsTimeout() {
        up("drain=exec sleep 1000", "drain-timeout=300ms");

        tend.done("stop", "web");

        assertThat(tend.done("why", "web").out()).contains("drain did not end within 300 ms");
    }

    @Test
    void aKillDoesNotWaitForIt() {
        int pid = up("drain=echo begin >&2; exec sleep 1000", "halt=echo halt").pid();
        tend.done("stop", "--no-wait", "web");
        tend.awaitLog("web", "begin");

        tend.done("kill", "web");

        assertThat(Proc.alive(pid)).isFalse();
        assertThat(tend.logLines("web")).containsExactly("main", "begin");
    }
}

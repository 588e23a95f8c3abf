package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code tend probe} against servers that do as they should, and others. */
class ProbeTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @RegisterExtension
    final Tend tend = new Tend();

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        answer("/ok", 200, "all is well");
        answer("/down", 503, "");
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "ok");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("all is".getBytes(UTF_8));
                body.flush();
                body.write(" well".getBytes(UTF_8));
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void healthy(String probe) {
        var ran = tend.verb("probe", probe);
        assertThat(ran.all()).as(ran::toString).isEqualTo("healthy\n");
        assertThat(ran.code()).isZero();
    }

    private void unhealthy(String probe, String reason) {
        var ran = tend.verb("probe", "--timeout", "10s", probe);
        assertThat(ran.all()).as(ran::toString).isEqualTo("unhealthy: " + reason + "\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    /** Expects the probe to run into its time limit. */
    private void unanswered(String probe) {
        var ran = tend.verb("probe", "--timeout", "500ms", probe);
        assertThat(ran.all()).as(ran::toString).isEqualTo("unhealthy: no answer within 500 ms\n");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void asksAWebServer() {
        healthy(url + "/ok");
        healthy(url + "/ok text 'is well'");
        healthy(url + "/chunked text 'all is well'");
        healthy(url + "/down status 503");
        unhealthy(url + "/down", "status 503");
        unhealthy(url + "/ok text 'all is lost'", "text \"all is lost\" not in the answer");
        healthy("http://localhost:" + server.getAddress().getPort() + "/ok");
    }

    @Test
    void followsRedirectsOnlyWhenTold() {
        unhealthy(url + "/moved", "status 302");
        healthy(url + "/moved redirects");
        unhealthy(url + "/round redirects", "more than 10 redirects");
    }

    @Test
    void authenticates() throws InterruptedException {
        healthy(url.replace("//", "//ada:love%20lace@") + "/ok?x=y");
        assertThat(requests.take()).isEqualTo("GET /ok?x=y Basic YWRhOmxvdmUgbGFjZQ==");
    }

    /** The proxy is this very server, which takes a whole URL for its path. */
    @Test
    void goesThroughAProxy() throws InterruptedException {
        tend.with("http_proxy", url.replace("//", "//p:q@")).with("no_proxy", "elsewhere.invalid");
        healthy("http://no.such.host.invalid/ok");
        assertThat(requests.take()).startsWith("GET http://no.such.host.invalid/ok");
        unhealthy("http://elsewhere.invalid/ok", "there is no host \"elsewhere.invalid\"");
        tend.with("http_proxy", "127.0.0.1:1");
        unhealthy("http://no.such.host.invalid/ok", "through the proxy: connection refused");
        healthy(url + "/ok");
    }

    @Test
    void asksAPort() throws IOException {
        healthy("tcp:127.0.0.1:" + server.getAddress().getPort());
        int free;
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            free = socket.getLocalPort();
        }
        unhealthy("tcp:127.0.0.1:" + free, "connection refused");
        unhealthy("http://127.0.0.1:" + free + "/", "connection refused");
        unhealthy("tcp:no.such.host.invalid:80", "there is no host \"no.such.host.invalid\"");
    }

    /** The behavior of the server after the request. */
    private interface Script {
        void on(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    /** A server that does as no server should, for one connection. */
    private String rogue(ServerSocket listener, Script script) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = listener.accept()) {
                awaitBlankLine(socket.getInputStream());
                script.on(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException | InterruptedException hungUp) {
                // the probe has seen enough
            }
        });
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** Reads the request up to its end; unread bytes would reset the connection when it is closed. */
    private static void awaitBlankLine(InputStream in) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.read());
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    @Test
    void endsWhenTimeIsOver() throws IOException {
        try (var silent = new ServerSocket(0, 1, LOOPBACK)) {
            unanswered(rogue(silent, (in, _) -> in.transferTo(OutputStream.nullOutputStream())));
            unanswered("exec:sh -c 'sleep 1000 & sleep 1001'");
        }
    }

    /** One byte each 100 ms keeps a connection busy for ever, but no probe. */
    @Test
    void isNotHeldByASlowDrip() throws IOException {
        var over = new CountDownLatch(1);
        try (var drip = new ServerSocket(0, 1, LOOPBACK)) {
            unanswered(rogue(drip, (_, out) -> {
                write(out, "HTTP/1.1 200 OK\r\nX: ");
                while (!over.await(100, MILLISECONDS)) {
                    write(out, "x");
                }
            }));
        } finally {
            over.countDown();
        }
    }

    @Test
    void refusesFloodsAndRubbish() throws IOException {
        try (var rogue = new ServerSocket(0, 1, LOOPBACK)) {
            unhealthy(
                    rogue(rogue, (_, out) -> write(out, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(1 << 20))),
                    "the answer's header is longer than 64 kB");
            unhealthy(rogue(rogue, (_, out) -> write(out, "SSH-2.0-x\r\n")), "the answer is not HTTP");
            unhealthy(rogue(rogue, (_, _) -> {}), "the connection ends without an answer");
            unhealthy(
                    rogue(rogue, (_, out) -> write(out, "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nx"))
                            + " text x",
                    "the answer is malformed: a chunk without its size");
            unhealthy(
                    rogue(rogue, (_, out) -> {
                                write(out, "HTTP/1.1 200 OK\r\n\r\n");
                                byte[] piece = new byte[1 << 16];
                                while (true) {
                                    out.write(piece);
                                }
                            })
                            + " text x",
                    "text \"x\" not in the answer");
        }
    }

    @Test
    void asksFilesAndCommands() {
        tend.file("ready", "");
        healthy("file:" + tend.path("ready"));
        unhealthy("file:" + tend.path("away"), "no such file or directory");
        healthy("exec:test -e " + tend.path("ready"));
        unhealthy(
                "exec:sh -c 'echo; echo the disk is full >&2; echo more; exit 3'",
                "exited with code 3: the disk is full");
        unhealthy("exec:sh -c 'kill -9 $$'", "killed by signal 9 (KILL)");
        unhealthy("exec:sh -c 'printf \"so \\033[31mred\"; exit 1'", "exited with code 1: so \\x1b[31mred");
    }

    @Test
    void leavesNothingBehind() {
        unanswered("exec:sh -c 'sleep 1003 & sleep 1002'");
        healthy("exec:sh -c 'sleep 1004 >/dev/null 2>&1 & exit 0'");
        Tend.awaiting().untilAsserted(() -> assertThat(Proc.all()
                        .filter(Proc::alive)
                        .map(Proc::command)
                        .filter(command -> command.getFirst().equals("sleep")
                                && List.of("1002", "1003", "1004").contains(command.getLast())))
                .isEmpty());
    }

    @Test
    void takesAFloodOfOutput() {
        unhealthy("exec:sh -c 'yes | head -c 100000000; exit 1'", "exited with code 1: y");
    }

    @Test
    void asksBehindTlsByCurl() throws IOException, GeneralSecurityException {
        try (var secure = SecureServer.start(tend.root())) {
            healthy(secure.url() + " ca-file " + secure.authority());
            healthy(secure.url() + " insecure text 'is well'");
            unhealthy(secure.url() + " insecure status 204", "status 200");
            unhealthy(secure.url() + " insecure text 'is lost'", "text \"is lost\" not in the answer");
            assertThat(tend.verb("probe", secure.url()).out()).startsWith("unhealthy: SSL certificate problem");
        }
        assertThat(tend.verb("probe", "https://127.0.0.1:1/").out())
                .startsWith("unhealthy: Failed to connect to 127.0.0.1 port 1");
    }

    @Test
    void saysWhatItTakesForTls() {
        assertThat(tend.verb("probe", "https://h/ ca-file /no/such.pem").err())
                .isEqualTo("tend: cannot read the file of certificates /no/such.pem\n");
        tend.with("PATH", "/nowhere");
        assertThat(tend.verb("probe", "https://h/").err())
                .isEqualTo("tend: https needs curl, and there is none in PATH: install it\n");
    }

    @Test
    void showsNobodyAPassword() throws IOException, GeneralSecurityException {
        tend.file("bin/curl", "#!/bin/sh\necho \"$*\" >\"$0.arguments\"\ncat >\"$0.input\"\n");
        assertThat(tend.path("bin/curl").toFile().setExecutable(true)).isTrue();
        tend.with("PATH", tend.path("bin") + ":/usr/bin:/bin");
        unhealthy("https://ada:lovelace@h/", "the connection ends without an answer");
        assertThat(Tend.text(tend.path("bin/curl.arguments"))).isEqualTo("-q --config -\n");
        assertThat(Tend.text(tend.path("bin/curl.input"))).contains("user = \"ada:lovelace\"");
    }

    @Test
    void answersInJson() {
        assertThat(tend.verb("probe", "--json", "exec:true").out()).isEqualToIgnoringWhitespace("{\"healthy\":true}");
        assertThat(tend.verb("probe", "--json", "exec:false").out())
                .isEqualToIgnoringWhitespace("{\"healthy\":false,\"reason\":\"exited with code 1\"}");
    }

    @Test
    void saysWhatIsNoProbe() {
        var ran = tend.verb("probe", "web");
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("\"web\" is no probe: write one of tcp:HOST:PORT");
        assertThat(tend.verb("probe", "tcp:h:80", "more").code()).isEqualTo(64);
    }
}

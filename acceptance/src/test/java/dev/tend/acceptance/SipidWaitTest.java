package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code sipid wait-until-healthy}: its flags, its sentence and its exit codes. */
class SipidWaitTest {

    @RegisterExtension
    final Tend tend = new Tend();

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String url;

    /** It is well from the third time on that it is asked at {@code /later}, and never at {@code /never}. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            boolean well = asked.incrementAndGet() > 2
                    && exchange.getRequestURI().getPath().equals("/later");
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/later");
            }
            exchange.sendResponseHeaders(
                    well ? 200 : exchange.getResponseHeaders().containsKey("Location") ? 302 : 503, -1);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServing() {
        server.stop(0);
    }

    private Ran sipid(String... flags) {
        var words = new ArrayList<>(List.of("as", "sipid", "wait-until-healthy"));
        words.addAll(List.of(flags));
        return tend.verb(words.toArray(String[]::new));
    }

    @Test
    void waitsUntilItIsHealthy() {
        var ran = sipid("--url", url + "/later", "--polling-frequency", "10ms");
        assertThat(ran.code()).as(ran::toString).isZero();
        assertThat(ran.all()).isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void followsRedirections() {
        assertThat(sipid("-url=" + url + "/moved", "-polling-frequency=10ms").code())
                .isZero();
    }

    @Test
    void givesUp() {
        var ran = sipid("-url", url + "/never", "--timeout=1.5s", "--polling-frequency", "1s");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("healthcheck unhealthy (url '" + url + "/never' was not healthy after 2 attempts)")
                .contains("status 503")
                .hasLineCount(1);
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksOnceWhereThePeriodIsLongerThanTheTime() {
        var ran = sipid("--url", "http://127.0.0.1:1/", "--timeout", "100ms");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("was not healthy after 1 attempt").contains("connection refused");
    }

    @Test
    void trustsWhomItIsToldTo() throws IOException, GeneralSecurityException {
        try (var secure = SecureServer.start(tend.root())) {
            var trusting = sipid("--url", secure.url(), "--ca-file", secure.authority());
            assertThat(trusting.code()).as(trusting::toString).isZero();
            assertThat(sipid("--url", secure.url(), "--insecure").code()).isZero();
            assertThat(sipid("--url", secure.url(), "--timeout", "3s").err()).contains("SSL certificate problem");
        }
    }

    @Test
    void refusesAtOnceWhatCanNeverBe() {
        for (var flags : List.of(
                List.of("--timeout", "1m"),
                List.of("--url", ""),
                List.of("--url", "localhost:8080"),
                List.of("--url", url, "--timeout", "5"),
                List.of("--url", url, "--polling-frequency", "0s"),
                List.of("--url", url, "--polling-frequency=-1s"),
                List.of("--url", "https://h/", "--ca-file", "/no/such.pem"),
                List.of("--url", url, "--often"))) {
            var ran = sipid(flags.toArray(String[]::new));
            assertThat(ran.code()).as(ran::toString).isEqualTo(1);
            assertThat(ran.err()).as(ran::toString).contains("sipid: ").hasLineCount(1);
        }
        assertThat(asked).hasValue(0);
    }
}

package dev.tend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.certificate.Pems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that hide another one, before the real server, with and without TLS: what is refused is the last that is answered on its
 * connection.
 */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class RequestSmugglingTest {

    @RegisterExtension
    static final Pems PEMS = new Pems();

    private static final String HIDDEN = "POST /services/db/stop HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LAST = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final boolean isTls;
    private final TestingSite site;

    RequestSmugglingTest(boolean isTls) {
        this.isTls = isTls;
        site = new TestingSite(
                isTls ? "http.tls-cert=" + PEMS.file("plain.pem") + "\nhttp.tls-key=" + PEMS.file("plain.key") : "");
    }

    private Socket connect() throws IOException, GeneralSecurityException {
        if (!isTls) {
            return site.connect();
        }
        return PEMS.trusting("plain.pem")
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), site.port());
    }

    @AfterEach
    void close() {
        site.close();
    }

    /** The codes of all answers to these bytes, after which nothing more is sent. */
    private String codes(String bytes) throws IOException, GeneralSecurityException {
        try (var socket = connect()) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            var answers = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            return String.join(
                    " ",
                    Pattern.compile("HTTP/1\\.1 (\\d{3})")
                            .matcher(answers)
                            .results()
                            .map(each -> each.group(1))
                            .toList());
        }
    }

    /** {@code ^} stands for CR LF, {@code ~} for LF alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Transfer-Encoding: chunked^^5^helloXX0^^            | 400",
                "Transfer-Encoding: chunked^^zz^^                    | 400",
                "Transfer-Encoding: chunked^^-1^^                    | 400",
                "Transfer-Encoding: chunked^^5~hello^0^^             | 400",
                "Transfer-Encoding: chunked^^ffffffffffffffff^       | 413",
                "Transfer-Encoding: chunked^Content-Length: 4^^0^^   | 400",
                "Transfer-Encoding: gzip, chunked^^0^^               | 501",
                "Content-Length: 0^Content-Length: 50^^              | 400",
                "Content-Length: -1^^                                | 400",
                "Content-Length: 99999999^^                          | 413",
                "X: a~^                                              | 400",
                "X: a^ b^^                                           | 400",
                "X Y: a^^                                            | 400",
                "Host: localhost^^                                   | 400",
                "Expect: x^^                                         | 417",
            })
    void answersNothingBehindWhatItRefuses(String row, String code) throws IOException, GeneralSecurityException {
        String header = row.replace("^", "\r\n").replace("~", "\n");
        String request = "GET /health HTTP/1.1\r\nHost: localhost\r\n" + header;
        assertThat(codes(LAST.replace("Connection: close\r\n", "") + request + HIDDEN + LAST))
                .isEqualTo("200 " + code);
        assertThat(site.keeper().asked()).noneMatch(dev.tend.wire.Request.Change.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT localhost:80, 405",
        "TRACE /, 405",
        "OPTIONS *, 405",
        "GET http://evil.example/health, 421",
        "GET http://localhost:x/health, 400",
        "GET /%zz, 400",
        "GET health, 400",
    })
    void refusesTargets(String beginning, String code) throws IOException, GeneralSecurityException {
        assertThat(codes(beginning + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(code);
    }

    @Test
    void answersWhatIsUnusualAndValid() throws IOException, GeneralSecurityException {
        String chunked = "GET /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(codes(chunked + "5;a=b\r\nhello\r\n0\r\nExpires: now\r\n\r\n" + LAST))
                .isEqualTo("200 200");
        assertThat(codes("GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\n\r\n" + LAST))
                .isEqualTo("200 200");
        assertThat(codes("\r\n" + LAST)).isEqualTo("200");
        String upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        assertThat(codes("GET /health HTTP/1.1\r\nHost: localhost\r\n" + upgrade + "\r\n" + LAST))
                .isEqualTo("200 200");
        String awaiting =
                "POST /reload HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
        assertThat(codes(awaiting + "{}" + LAST)).isEqualTo("100 200 200");
    }

    @Test
    void saysWhatIsWrong() throws IOException, GeneralSecurityException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("Allow: GET, HEAD, POST\r\n")
                    .contains("Connection: close\r\n")
                    .contains("Content-Type: application/problem+json\r\n")
                    .contains("\"detail\":\"this server supports GET, HEAD and POST\"");
        }
    }
}

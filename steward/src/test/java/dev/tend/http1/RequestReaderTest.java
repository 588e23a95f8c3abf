package dev.tend.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as bytes. In the tables, {@code ^} stands for CR LF, and a request begins with {@code POST /x HTTP/1.1} and a Host. */
class RequestReaderTest {

    private static final String START = "POST /x HTTP/1.1\r\nHost: localhost\r\n";
    private static final String PASSED_ON = "POST /x HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Boolean> bodies = new ArrayList<>();

    /** Thrown where a request is not complete. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private RequestReader reader(String bytes) {
        var in = new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
        return new RequestReader(
                () -> {
                    int c = in.read();
                    if (c < 0) {
                        throw new Ended();
                    }
                    return c;
                },
                bodies::add);
    }

    private String read(String bytes) {
        return new String(reader(bytes).next(), ISO_8859_1);
    }

    private static String raw(String row) {
        return row.replace("^", "\r\n");
    }

    private int refusal(String bytes) {
        var refused = catchThrowableOfType(MalformedRequestException.class, () -> read(bytes));
        assertThat(refused).as(bytes).isNotNull();
        return refused.status();
    }

    // ---- framing

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^",
                "Content-Length: 0^^",
                "Content-Length: 5^^hello",
                "Content-Length: 0000000000000000000000005^^hello",
                "Transfer-Encoding: chunked^^0^^",
                "Transfer-Encoding: CHUNKED^^5^hello^0^^",
                "Transfer-Encoding: chunked^^00005^hello^000^^",
                "Transfer-Encoding: chunked^^a^0123456789^A^0123456789^0^^",
                "Transfer-Encoding: chunked^^5;a=b^hello^0;c^^",
                "Transfer-Encoding: chunked^^5;a=b;c;d=\"e;f\\\"g\"^hello^0^^",
                "Transfer-Encoding: chunked^^5 ; a = b^hello^0^^",
                "Transfer-Encoding: chunked^^5^hello^0^Expires: never^X:^^",
                "Transfer-Encoding: chunked^^9^0^^ GET^0^^",
            })
    void findsTheEndOfABody(String row) {
        var reader = reader(START + raw(row) + "GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(new String(reader.next(), ISO_8859_1)).isEqualTo(PASSED_ON);
        assertThat(new String(reader.next(), ISO_8859_1)).startsWith("GET /next ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // chunks
                "Transfer-Encoding: chunked^^5^helloX^0^^                | 400",
                "Transfer-Encoding: chunked^^5^helloXY0^^                | 400",
                "Transfer-Encoding: chunked^^6^hello^0^^                 | 400",
                "Transfer-Encoding: chunked^^zz^hello^0^^                | 400",
                "Transfer-Encoding: chunked^^^hello^0^^                  | 400",
                "Transfer-Encoding: chunked^^-5^hello^0^^                | 400",
                "Transfer-Encoding: chunked^^+5^hello^0^^                | 400",
                "Transfer-Encoding: chunked^^0x5^hello^0^^               | 400",
                "Transfer-Encoding: chunked^^5 ^hello^0^^                | 400",
                "Transfer-Encoding: chunked^^5 hello^0^^                 | 400",
                "Transfer-Encoding: chunked^^5;^hello^0^^                | 400",
                "Transfer-Encoding: chunked^^5;=b^hello^0^^              | 400",
                "Transfer-Encoding: chunked^^5;a=^hello^0^^              | 400",
                "Transfer-Encoding: chunked^^5;a=\"b^hello^0^^           | 400",
                "Transfer-Encoding: chunked^^10001^                      | 413",
                "Transfer-Encoding: chunked^^7fffffff^                   | 413",
                "Transfer-Encoding: chunked^^80000000^                   | 413",
                "Transfer-Encoding: chunked^^FFFFFFFF^                   | 413",
                "Transfer-Encoding: chunked^^ffffffffffffffff^           | 413",
                "Transfer-Encoding: chunked^^10000000000000005^hello^0^^ | 413",
                // trailers
                "Transfer-Encoding: chunked^^0^bad^^                     | 400",
                "Transfer-Encoding: chunked^^0^A: b^ folded^^            | 400",
                // which framing
                "Transfer-Encoding: chunked^Content-Length: 5^^0^^       | 400",
                "Content-Length: 5^Transfer-Encoding: chunked^^0^^       | 400",
                "Transfer-Encoding: gzip, chunked^^0^^                   | 501",
                "Transfer-Encoding: gzip^Transfer-Encoding: chunked^^0^^ | 501",
                "Transfer-Encoding: chunked, chunked^^0^^                | 400",
                "Transfer-Encoding: chunked, gzip^^0^^                   | 400",
                "Transfer-Encoding: identity^^                           | 400",
                "Transfer-Encoding: xchunked^^                           | 400",
                "Transfer-Encoding: \"chunked\"^^                        | 400",
                "Transfer-Encoding: chunked;q=1^^                        | 400",
                "Transfer-Encoding:^^                                    | 400",
                "Transfer-Encoding : chunked^^                           | 400",
                "Content-Length: 5^Content-Length: 5^^hello              | 400",
                "Content-Length: 5^Content-Length: 6^^hello              | 400",
                "Content-Length: 5, 5^^hello                             | 400",
                "Content-Length: -1^^                                    | 400",
                "Content-Length: +5^^hello                               | 400",
                "Content-Length: 0x5^^hello                              | 400",
                "Content-Length: 5 5^^hello                              | 400",
                "Content-Length: five^^                                  | 400",
                "Content-Length:^^                                       | 400",
                "Content-Length: 65537^^                                 | 413",
                "Content-Length: 4294967301^^                            | 413",
                "Content-Length: 18446744073709551621^^                  | 413",
                // the header
                "X: a^ b^^                                               | 400",
                "X: a^\tb^^                                              | 400",
                "X^^                                                     | 400",
                ": a^^                                                   | 400",
                "X : a^^                                                 | 400",
                "X(Y): a^^                                               | 400",
                "Host: localhost^^                                       | 400",
                "Expect: 100-continue, x^^                               | 417",
                "Expect: 200-ok^^                                        | 417",
            })
    void refusesWhatCouldBeReadInTwoWays(String row, int status) {
        assertThat(refusal(START + raw(row))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: a\n\r\n",
                "X: a\rb\r\n\r\n",
                "X: a\r\r\n\r\n",
                "X\0: a\r\n\r\n",
                "X: a\0b\r\n\r\n",
                "X: \u007f\r\n\r\n",
                "X: \u0001\r\n\r\n",
                "X\u00e4: a\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n0\r\n\r\n",
                "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n"
            })
    void refusesLineEndsAndControlCharactersThatAreNone(String header) {
        assertThat(refusal(START + header)).isEqualTo(400);
    }

    @Test
    void boundsWhatFramingMayTake() {
        String chunked = START + "Transfer-Encoding: chunked\r\n\r\n";
        assertThat(refusal(chunked + "0".repeat(2000))).isEqualTo(400);
        assertThat(refusal(chunked + ("1;" + "a".repeat(1000) + "\r\nx\r\n").repeat(100)))
                .isEqualTo(413);
        assertThat(refusal(chunked + "0\r\n" + "X: a\r\n".repeat(101) + "\r\n")).isEqualTo(431);
        assertThat(refusal(START + "X: a\r\n".repeat(101))).isEqualTo(431);
        assertThat(refusal(START + "X: " + "a".repeat(17_000))).isEqualTo(431);
        assertThat(refusal("GET /" + "a".repeat(5000))).isEqualTo(414);
    }

    @Test
    void passesNothingOnThatConcernsTheConnection() {
        assertThat(read(START
                        + "Connection: Upgrade, HTTP2-Settings, Close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"
                        + "Keep-Alive: 5\r\nTE: trailers\r\nExpect: 100-continue\r\nAccept: a\r\nX: \u00e4\t\r\n\r\n"))
                .isEqualTo(
                        "POST /x HTTP/1.1\r\nHost: localhost\r\naccept: a\r\nx: \u00e4\r\nConnection: close\r\n\r\n");
        assertThat(bodies).isEmpty();
    }

    @Test
    void notifiesOfBodies() {
        read(START + "Content-Length: 1\r\n\r\nx");
        read(START + "Content-Length: 1\r\nExpect: 100-Continue\r\n\r\nx");
        assertThat(bodies).containsExactly(false, true);
    }

    // ---- targets

    @ParameterizedTest
    @CsvSource({
        "/, localhost, /",
        "/a%2Fb?c=d/e?f, LOCALHOST:80, /a%2Fb?c=d/e?f",
        "//a, [::1]:8180, //a",
        "http://localhost, evil.example, /",
        "http://localhost/a?b, localhost, /a?b",
        "HTTPS://[::1]:1?b, localhost, /?b",
    })
    void makesATargetAPath(String target, String host, String path) {
        String expected = target.contains("://") ? target.replaceAll("^[a-zA-Z]*://([^/?]*).*", "$1") : host;
        assertThat(read("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .isEqualTo("GET " + path + " HTTP/1.1\r\nHost: " + expected + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET / HTTP/1.0|505",
                "GET / HTTP/2.0|505",
                "GET / HTTP/1.2|505",
                "GET / HTTP/1.10|400",
                "GET / http/1.1|400",
                "GET /|400",
                "GET  / HTTP/1.1|400",
                "GET / HTTP/1.1 |400",
                " GET / HTTP/1.1|400",
                "GET\t/ HTTP/1.1|400",
                "G(T / HTTP/1.1|400",
                "GET x HTTP/1.1|400",
                "GET * HTTP/1.1|400",
                "GET /% HTTP/1.1|400",
                "GET /%4 HTTP/1.1|400",
                "GET /%zz HTTP/1.1|400",
                "GET /#a HTTP/1.1|400",
                "GET /a?%z1 HTTP/1.1|400",
                "GET /\\a HTTP/1.1|400",
                "GET /<a> HTTP/1.1|400",
                "GET ?a HTTP/1.1|400",
                "OPTIONS * HTTP/1.1|405",
                "TRACE / HTTP/1.1|405",
                "CONNECT localhost:80 HTTP/1.1|405",
                "GET localhost:80 HTTP/1.1|400",
                "GET ftp://localhost/ HTTP/1.1|400",
                "GET http:/// HTTP/1.1|400",
                "GET http://a@localhost/ HTTP/1.1|400",
                "GET http://localhost:99999/ HTTP/1.1|400",
                "GET http://[::1/ HTTP/1.1|400",
                "GET http://localhost/%zz HTTP/1.1|400",
                "GET file:///etc/passwd HTTP/1.1|400",
            })
    void refusesTargets(String line, int status) {
        assertThat(refusal(line + "\r\nHost: localhost\r\n\r\n")).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host:",
                "Host: a b",
                "Host: a/b",
                "Host: a@b",
                "Host: a:b",
                "Host: a:80:80",
                "Host: a:-1",
                "Host: a:65536",
                "Host: [a",
                "Host: [::1]x",
                "Host: a\r\nHost: a",
                "Host: a\r\nhost: b",
                "Host: a, b",
                "Host: a%"
            })
    void wantsOneHost(String host) {
        String header = host.isEmpty() ? "" : host + "\r\n";
        assertThat(refusal("GET / HTTP/1.1\r\n" + header + "\r\n")).isEqualTo(400);
    }

    // ---- whatever comes

    /** Neither reads past what is refused nor throws anything else, whatever is changed in good requests. */
    @Test
    void survivesWhateverComes() {
        long seed = 1;
        var random = new Random(seed);
        String good = START
                + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n5;a=\"b\"\r\nhello\r\n0\r\nX: y\r\n\r\n";
        String marks = "\r\n\0 \t:;=\"\\,0aAfF-+%/?#[]\u00ff";
        for (int i = 0; i < 50_000; i++) {
            var bytes = new StringBuilder(good);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(bytes.length());
                switch (random.nextInt(3)) {
                    case 0 -> bytes.deleteCharAt(at);
                    case 1 -> bytes.insert(at, marks.charAt(random.nextInt(marks.length())));
                    default -> bytes.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
                }
            }
            assertThat(outcome(bytes.toString()))
                    .as("seed %d, round %d", seed, i)
                    .isNotEqualTo("status 500");
        }
    }

    private String outcome(String bytes) {
        try {
            return read(bytes);
        } catch (MalformedRequestException refused) {
            return "status " + refused.status();
        } catch (Ended incomplete) {
            return "";
        }
    }
}

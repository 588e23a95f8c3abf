package dev.tend.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Requests over HTTP, valid ones and others. */
final class HttpMessages {

    private static final List<String> PATHS = List.of(
            "/services",
            "/services/web",
            "/services/nobody",
            "/services/writer/logs?lines=10",
            "/services/writer/logs?lines=10000",
            "/services/web/logs?lines=-1",
            "/plan",
            "/health",
            "/ready",
            "/metrics",
            "/openapi.json");

    private static final List<String> STREAMS =
            List.of("/services/writer/logs?lines=10000&follow", "/services/writer/logs?lines=0&follow", "/events");

    private static final List<String> STRANGE_TARGETS = List.of(
            "http://evil.example/services",
            "http://localhost/services",
            "https://localhost:1/health",
            "*",
            "localhost:80",
            "//health",
            "/services/..%2f..%2fetc%2fpasswd",
            "/../../etc/passwd",
            "/%00",
            "/%zz",
            "/services/web?a=%ff&&&=&lines=99999999999999999999",
            "/services/\u00e9\u0001",
            "/health#x",
            "");

    private static final List<String> STRANGE_HEADERS = List.of(
            "Host: evil.example",
            "Host: localhost, localhost",
            "Host:",
            "Host : localhost",
            "Content-Length: -1",
            "Content-Length: 5, 6",
            "Content-Length: 99999999999999999999",
            "Content-Length: +5",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding:\tchunked",
            "Transfer-Encoding : chunked",
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Expect: 100-continue",
            "Expect: the impossible",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Range: bytes=0-0,1-1,2-2",
            "Accept-Encoding: gzip;q=9",
            "Origin: null",
            "Last-Event-ID: -9223372036854775809",
            "X-\u0000: \u0001",
            " folded: line",
            "NoColon",
            ": empty");

    private static final List<String> BODIES = List.of(
            "",
            "hello",
            "5\r\nhello\r\n0\r\n\r\n",
            "5;a=b\r\nhello\r\n0\r\n\r\n",
            "5\r\nhelloX0\r\n\r\n",
            "5\nhello\n0\n\n",
            "-5\r\nhello\r\n0\r\n\r\n",
            "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
            "0x5\r\nhello\r\n0\r\n\r\n",
            " 5\r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\r\nTrailer: x\r\n\r\n",
            "5\r\nhello\r\n",
            "5",
            "zz\r\n");

    private HttpMessages() {}

    static String path(Random random) {
        return Requests.one(random, PATHS);
    }

    static String stream(Random random) {
        return Requests.one(random, STREAMS);
    }

    /** A request as it should be. @param token or "" for none */
    static String request(String method, String target, String token, String more) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n") + more + "\r\n";
    }

    /** A request that is malformed, or unusual in one way or more. */
    static String strange(Random random, String token) {
        String method = Requests.one(
                random,
                List.of(
                        "GET",
                        "GET",
                        "POST",
                        "HEAD",
                        "OPTIONS",
                        "CONNECT",
                        "TRACE",
                        "PUT",
                        "DELETE",
                        "get",
                        "G\u0000T",
                        "",
                        "X".repeat(5_000)));
        String target = random.nextBoolean() ? path(random) : Requests.one(random, STRANGE_TARGETS);
        String version = Requests.one(
                random, List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "http/1.1", ""));
        String end = Requests.one(random, List.of("\r\n", "\r\n", "\r\n", "\n", "\r"));
        var text = new StringBuilder(method + " " + target + " " + version + end);
        if (random.nextInt(4) > 0) {
            text.append("Host: localhost").append(end);
        }
        text.append("Authorization: Bearer ").append(token).append(end);
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append(Requests.one(random, STRANGE_HEADERS)).append(end);
        }
        return text.append(end).append(Requests.one(random, BODIES)).toString();
    }

    /** A request with more of something than is allowed. */
    static String huge(Random random, String token) {
        int size = Requests.one(random, List.of(4_000, 16_300, 17_000, 70_000, 300_000));
        return switch (random.nextInt(4)) {
            case 0 -> request("GET", "/" + "a".repeat(size), token, "");
            case 1 -> request("GET", "/health", token, "X: " + "a".repeat(size) + "\r\n");
            case 2 -> request("GET", "/health", token, "X: a\r\n".repeat(size / 6));
            default -> request("POST", "/reload", token, "Content-Length: " + size + "\r\n") + "a".repeat(size);
        };
    }

    /** HTTP/2: its preface, and then frames of any type and of random content. */
    static byte[] http2(Random random) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        if (random.nextInt(4) > 0) {
            frame(bytes, 4, 0, 0, new byte[0]);
        }
        int count = 1 + random.nextInt(200);
        boolean same = random.nextBoolean();
        int type = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(40)];
            random.nextBytes(content);
            frame(bytes, same ? type : random.nextInt(12), random.nextInt(256), random.nextInt(8), content);
        }
        return bytes.toByteArray();
    }

    private static void frame(ByteArrayOutputStream bytes, int type, int flags, int stream, byte[] content) {
        bytes.write(content.length >> 16);
        bytes.write(content.length >> 8);
        bytes.write(content.length);
        bytes.write(type);
        bytes.write(flags);
        bytes.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        bytes.writeBytes(content);
    }
}

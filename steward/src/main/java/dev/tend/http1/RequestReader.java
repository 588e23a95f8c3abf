package dev.tend.http1;

import static dev.tend.http1.MalformedRequestException.EXPECTATION_FAILED;
import static dev.tend.http1.MalformedRequestException.URI_TOO_LONG;
import static dev.tend.http1.MalformedRequestException.bad;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Set;

/**
 * Reads the requests of a connection, one after the other, and writes each again for the server behind it: a head that
 * has one Host, a path as its target, and no body. The body, which no route needs, has been read by then. So that
 * server finds no framing that it could understand differently.
 */
public final class RequestReader {

    private static final int LONGEST_LINE = 4 << 10;
    private static final int LARGEST_HEADER = 16 << 10;

    /** Fields that concern this connection or the framing, and are not passed on. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Lines lines;
    private final BodyListener listener;

    /** Is notified before a body is read. */
    public interface BodyListener {

        /** A body follows. @param awaitsContinue whether the client waits for {@code 100 Continue} before it sends it */
        void begin(boolean awaitsContinue);
    }

    public RequestReader(ByteSource source, BodyListener listener) {
        lines = new Lines(source);
        this.listener = listener;
    }

    /**
     * Reads the next request, with its body.
     *
     * @return its head, as the server behind this is to see it
     * @throws MalformedRequestException where it is refused; nothing may be read after that
     */
    public byte[] next() {
        var line = RequestLine.parse(firstLine());
        var header = HeaderFields.read(lines, LARGEST_HEADER);
        String host = host(header, line);
        var body = Body.of(header);
        boolean awaitsContinue = awaitsContinue(header);
        if (!(body instanceof Body.None)) {
            listener.begin(awaitsContinue);
            body.skip(lines, LARGEST_HEADER);
        }
        return head(line, host, header);
    }

    /** One empty line before it is tolerated (RFC 9112, 2.2). */
    private String firstLine() {
        var tooLong =
                new MalformedRequestException(URI_TOO_LONG, "the first line has more than " + LONGEST_LINE + " bytes");
        String line = lines.next(LONGEST_LINE, tooLong);
        return line.isEmpty() ? lines.next(LONGEST_LINE, tooLong) : line;
    }

    private static String host(HeaderFields header, RequestLine line) {
        var hosts = header.values("host");
        if (hosts.size() != 1 || !Syntax.isHost(hosts.getFirst())) {
            throw bad("there is not one Host field with a valid name or address");
        }
        return line.authority().orElse(hosts.getFirst());
    }

    private static boolean awaitsContinue(HeaderFields header) {
        var expectations = header.items("expect");
        if (!expectations.isEmpty() && !expectations.equals(List.of("100-continue"))) {
            throw new MalformedRequestException(EXPECTATION_FAILED, "the only expectation supported is 100-continue");
        }
        return !expectations.isEmpty();
    }

    private static byte[] head(RequestLine line, String host, HeaderFields header) {
        var head = new StringBuilder(line.method() + " " + line.path() + " HTTP/1.1\r\nHost: " + host + "\r\n");
        for (var field : header.all()) {
            if (!HOP_BY_HOP.contains(field.name())) {
                head.append(field.name()).append(": ").append(field.value()).append("\r\n");
            }
        }
        if (header.items("connection").contains("close")) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(ISO_8859_1);
    }
}

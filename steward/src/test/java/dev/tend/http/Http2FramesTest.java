package dev.tend.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of HTTP/2 (RFC 9113) that no client library sends, before the real server. */
class Http2FramesTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String VALID = ":method:GET ; :scheme:http ; :path:/health ; :authority:localhost";
    private static final Pattern STATUS = Pattern.compile("\"status\":(\\d{3})");

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;

    /** Rows of the static table of HPACK (RFC 7541, appendix A): the server accepts these names only in this form. */
    private static final Map<String, Integer> INDEXED = Map.of(":authority", 1, ":method", 2, ":path", 4, ":scheme", 6);

    @RegisterExtension
    final LoggedExceptions logged = new LoggedExceptions();

    private final TestingSite site = new TestingSite("");

    @AfterEach
    void close() {
        site.close();
    }

    // ---- what is sent

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
    }

    /** Returns header fields without compression; {@code ^} stands for CR LF, and {@code ~} for NUL. */
    private static byte[] fields(String row) {
        var out = new ByteArrayOutputStream();
        for (String field : row.split(" ; ", -1)) {
            int colon = field.indexOf(':', 1);
            String name = field.substring(0, colon);
            int index = INDEXED.getOrDefault(name, 0);
            out.write(index);
            if (index == 0) {
                writeString(out, name);
            }
            writeString(out, field.substring(colon + 1));
        }
        return out.toByteArray();
    }

    private static void writeString(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.replace("^", "\r\n").replace("~", "\0").getBytes(ISO_8859_1);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static ByteArrayOutputStream opening() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(PREFACE.getBytes(ISO_8859_1));
        frame(out, SETTINGS, 0, 0, new byte[0]);
        return out;
    }

    // ---- what is answered

    /**
     * Sends it, and reads until the last stream or the connection has ended.
     *
     * @return for each stream the status of the answer or {@code reset CODE}, for 0 {@code closed} where the connection has ended
     */
    private Map<Integer, String> outcomes(ByteArrayOutputStream sent, int lastStream) throws IOException {
        var seen = new TreeMap<Integer, String>();
        try (Socket socket = site.connect()) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(sent.toByteArray());
            var in = new DataInputStream(socket.getInputStream());
            while (seen.size() < lastStream && !seen.containsKey(0)) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                in.readUnsignedByte();
                int stream = in.readInt();
                note(seen, type, stream, in.readNBytes(length));
            }
        } catch (EOFException | SocketException end) {
            seen.put(0, "closed");
        }
        return seen;
    }

    private static void note(Map<Integer, String> seen, int type, int stream, byte[] payload) {
        switch (type) {
            case DATA -> {
                var status = STATUS.matcher(new String(payload, ISO_8859_1));
                seen.put(stream, status.find() ? status.group(1) : "200");
            }
            case RESET ->
                seen.put(stream, "reset " + HexFormat.of().formatHex(payload).replaceAll("^0+", ""));
            case GO_AWAY -> seen.put(0, "closed");
            default -> {}
        }
    }

    // ---- tests

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":method:GET ; :scheme:http ; :path:/health ; :authority:localhost                               | 200",
                ":method:GET ; :scheme:http ; :path:/health ; host:localhost                                     | 200",
                ":method:TRACE ; :scheme:http ; :path:/health ; :authority:localhost                             | 405",
                ":method:GET ; :scheme:http ; :path:/health ; :authority:evil.example                            | 421",
                ":method:OPTIONS ; :scheme:http ; :path:* ; :authority:localhost                                 | 400",
                ":method:GET ; :scheme:http ; :path:health ; :authority:localhost                                | 400",
                ":method:GET ; :scheme:http ; :path:http://evil.example/health ; :authority:localhost            | 400",
                ":method:GET ; :scheme:http ; :path:/health ; :authority:localhost ; content-length:5            | reset 1",
            })
    void refusesTheStreamAlone(String row, String outcome) throws IOException {
        var sent = opening();
        frame(sent, HEADERS, END_STREAM | END_HEADERS, 1, fields(row));
        frame(sent, HEADERS, END_STREAM | END_HEADERS, 3, fields(VALID));
        assertThat(outcomes(sent, 2)).isEqualTo(Map.of(1, outcome, 3, "200"));
        assertThat(logged.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ":method:CONNECT ; :authority:localhost:80",
        ":method:CONNECT ; :scheme:http ; :path:/ ; :protocol:websocket ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop HTTP/1.1 ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop^X: y ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop~ ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/%zz/stop ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; host:evil.example",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:evil.example ; host:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; :authority:evil.example",
        ":method:GET ; :method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/health ; :path:/services/db/stop ; :authority:localhost",
        ":scheme:http ; :path:/services/db/stop ; :authority:localhost",
        ":method:POST ; :path:/services/db/stop ; :authority:localhost",
        ":method:POST ; :scheme:http ; :authority:localhost",
        ":method:POST ; :scheme:http ; x:y ; :path:/services/db/stop ; :authority:localhost",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; :unknown:x",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; X-Upper:x",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; connection:close",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; transfer-encoding:chunked",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; te:gzip",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; x:a^y: b",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; x y:a",
        ":method:POST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost ; x:a~",
        ":method:P ST ; :scheme:http ; :path:/services/db/stop ; :authority:localhost",
    })
    void closesTheConnectionOfARequestThatIsMalformed(String row) throws IOException {
        var sent = opening();
        frame(sent, HEADERS, END_STREAM | END_HEADERS, 1, fields(row));
        frame(sent, HEADERS, END_STREAM | END_HEADERS, 3, fields(VALID));
        assertThat(outcomes(sent, 2)).isEqualTo(Map.of(0, "closed"));
        assertThat(site.keeper().asked()).noneMatch(Request.Change.class::isInstance);
        assertThat(logged.all()).isEmpty();
    }

    @Test
    void readsHeadersUpToALimit() throws IOException {
        var sent = opening();
        frame(sent, HEADERS, END_STREAM, 1, fields(VALID));
        byte[] more = fields("x:" + "y".repeat(100));
        for (int i = 0; i < 2_000; i++) {
            frame(sent, CONTINUATION, 0, 1, more);
        }
        assertThat(outcomes(sent, 1)).isEqualTo(Map.of(0, "closed"));
        assertThat(logged.all()).isEmpty();
    }

    /** The attack that is known as rapid reset. */
    @Test
    void closesTheConnectionOfAClientThatResetsAllItAsks() throws IOException {
        var sent = opening();
        for (int stream = 1; stream < 4_000; stream += 2) {
            frame(sent, HEADERS, END_STREAM | END_HEADERS, stream, fields(VALID));
            frame(sent, RESET, 0, stream, new byte[] {0, 0, 0, 8});
        }
        assertThat(outcomes(sent, 2_000)).containsEntry(0, "closed");
        assertThat(logged.all()).isEmpty();
    }
}

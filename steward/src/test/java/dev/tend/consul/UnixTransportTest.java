package dev.tend.consul;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnixTransportTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @TempDir
    private Path folder;

    private ServerSocketChannel server;
    private UnixTransport transport;
    private volatile String answer = "";
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("consul")));
        transport = new UnixTransport(folder.resolve("consul"));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        transport.close();
        server.close();
    }

    private void serve() {
        try {
            while (true) {
                try (var channel = server.accept()) {
                    var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), ISO_8859_1));
                    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                        asked.add(line);
                    }
                    channel.write(ByteBuffer.wrap(answer.getBytes(ISO_8859_1)));
                    if (answer.isEmpty()) {
                        in.readLine(); // says nothing until the other end is gone
                    }
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private Reply get(Duration patience) throws IOException, InterruptedException {
        return transport.get("/v1/kv/a?index=1", Map.of("X-Consul-Token", "secret"), patience);
    }

    @Test
    void readsAnswersWithALength() throws Exception {
        answer = OK + "X-Consul-Index: 7\r\nContent-Length: 4\r\n\r\ntext and more";

        var reply = get(LONG);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.index()).hasValue(7);
        assertThat(reply.body()).isEqualTo("text");
        assertThat(asked).contains("GET /v1/kv/a?index=1 HTTP/1.1", "X-Consul-Token: secret", "Connection: close");
    }

    @Test
    void readsAnswersInChunks() throws Exception {
        answer = OK + "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\ntext\r\nA\r\n, and more.\r\n0\r\n\r\n";

        assertThat(get(LONG).body()).isEqualTo("text, and more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 many\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nno length",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort",
                "HTTP/1.1 200 OK\r\nContent-Le"
            })
    void refusesWhatIsNoWholeAnswer(String garbage) {
        answer = garbage;

        assertThatThrownBy(() -> get(LONG)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWhatIsTooLarge() {
        answer = OK + "Content-Length: " + (Transport.LARGEST + 1) + "\r\n\r\n";
        assertThatThrownBy(() -> get(LONG)).isInstanceOf(OversizedException.class);

        answer = OK + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n";
        assertThatThrownBy(() -> get(LONG)).isInstanceOf(OversizedException.class);

        answer = OK + "X: " + "x".repeat(10_000) + "\r\n\r\n";
        assertThatThrownBy(() -> get(LONG)).hasMessageContaining("too long");
    }

    @Test
    void waitsOnlySoLong() {
        assertThatThrownBy(() -> get(Duration.ofMillis(20))).isInstanceOf(IOException.class);
    }

    @Test
    void reportsASocketThatIsNotThere() {
        try (var nowhere = new UnixTransport(folder.resolve("none"))) {
            assertThatThrownBy(() -> nowhere.get("/", Map.of(), LONG)).isInstanceOf(IOException.class);
        }
    }
}

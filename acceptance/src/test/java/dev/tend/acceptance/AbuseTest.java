package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the control socket that do not behave: the keeper answers them if it can, and everybody else in any case. */
class AbuseTest {

    private static final String ASK = "{\"ask\":\"status\",\"names\":[]}\n";

    @RegisterExtension
    final Tend tend = new Tend();

    private long keeper;

    @BeforeEach
    void hasAKeeper() {
        for (int number = 0; number < 20; number++) {
            tend.service("web-" + number, "cmd=sleep 1000");
        }
        tend.up();
        keeper = tend.keeper().pid();
    }

    @AfterEach
    void lives() {
        assertThat(tend.keeper().isAlive()).isTrue();
        assertThat(tend.done("status", "--json").out()).contains("web-19");
        Tend.awaiting().untilAsserted(() -> assertThat(Proc.descriptors(keeper)).hasSizeLessThan(60));
    }

    private Path socket() throws IOException {
        try (var files = Files.walk(tend.run())) {
            return files.filter(file -> Files.exists(file) && isSocket(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            int type = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
            return type == 0140000;
        } catch (IOException e) {
            return false;
        }
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket()));
        return channel;
    }

    private static String line(SocketChannel channel) throws IOException {
        var reader = Channels.newReader(channel, UTF_8);
        var line = new StringBuilder();
        for (int read = reader.read(); read >= 0 && read != '\n'; read = reader.read()) {
            line.append((char) read);
        }
        return line.toString();
    }

    @Test
    void belongsToItsUserAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\n",
                "\n",
                "{\n",
                "{}\n",
                "[]\n",
                "{\"ask\":\"dance\"}\n",
                "{\"ask\":7}\n",
                "{\"ask\":\"status\",\"names\":\"web\"}\n",
                "{\"ask\":\"change\",\"verb\":\"start\"}\n",
                "\u0000\u0001\u0002\n",
                "GET / HTTP/1.1\r\n\r\n",
                "{\"ask\":\"status\",\"names\":[\"\\ud800\"]}\n"
            })
    void answersGarbageWithOneSentence(String garbage) throws IOException {
        try (var channel = connect()) {
            channel.write(ByteBuffer.wrap(garbage.getBytes(UTF_8)));
            channel.shutdownOutput();
            String answer = line(channel);
            if (!answer.isEmpty()) {
                Tend.json(answer);
            }
        }
    }

    @Test
    void survivesDeepNesting() throws IOException {
        try (var channel = connect()) {
            channel.write(ByteBuffer.wrap(("{\"ask\":" + "[".repeat(4000) + "\n").getBytes(UTF_8)));
            channel.shutdownOutput();
            line(channel);
        }
    }

    @Test
    void survivesALineOfAMegabyte() throws IOException {
        try (var channel = connect()) {
            var megabyte = ByteBuffer.wrap("x".repeat(1 << 20).getBytes(UTF_8));
            try {
                while (megabyte.hasRemaining()) {
                    channel.write(megabyte);
                }
                channel.write(ByteBuffer.wrap("\n".getBytes(UTF_8)));
                line(channel);
            } catch (IOException closed) {
                assertThat(closed).hasMessageFindingMatch("(?i)broken pipe|reset");
            }
        }
    }

    @Test
    @Tag("figures")
    void survivesAClientThatStopsReading() throws IOException {
        try (var channel = connect()) {
            channel.configureBlocking(false);
            int taken = 1;
            for (int request = 0; request < 10_000 && taken > 0; request++) {
                try {
                    taken = channel.write(ByteBuffer.wrap(ASK.getBytes(UTF_8)));
                } catch (IOException closed) {
                    taken = 0;
                }
            }
            assertThat(tend.status()).hasSize(20);
            assertThat(residentKb()).isLessThan(16 * 1024);
        }
    }

    @Test
    void survivesClientsThatGoAway() throws IOException {
        for (int time = 0; time < 100; time++) {
            try (var channel = connect()) {
                channel.write(ByteBuffer.wrap((time % 2 == 0 ? ASK : "{\"ask\":\"fol").getBytes(UTF_8)));
            }
        }
    }

    @Test
    void answersTwoHundredClientsAtOnce() throws IOException {
        var clients = new ArrayList<SocketChannel>();
        try {
            for (int client = 0; client < 200; client++) {
                clients.add(connect());
            }
            for (var client : clients) {
                client.write(ByteBuffer.wrap(ASK.getBytes(UTF_8)));
            }
            for (var client : clients) {
                assertThat(line(client)).contains("web-0");
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private long residentKb() {
        return Long.parseLong(Proc.status(keeper, "VmRSS").replace(" kB", ""));
    }
}

package dev.tend.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.wire.Reply;
import dev.tend.wire.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperSocketTest {

    private static final String INFO =
            "{\"keeper\":{\"version\":\"1\",\"pid\":1,\"uptime\":1.5,\"folders\":[],\"run-folder\":\"\",\"log-folder\":\"\",\"services\":0}}\n";
    private static final String END = "{\"end\":{\"code\":0,\"error\":\"\"}}\n";

    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private KeeperSocket socket() {
        return new KeeperSocket(folder.resolve("control"));
    }

    /** Takes so many connections, and answers so many requests over each with the same before it hangs up. */
    private ServerSocketChannel keeper(int connections, int requests, String answer) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("control")));
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < connections; i++) {
                serve(server, requests, answer);
            }
        });
        return server;
    }

    private void serve(ServerSocketChannel server, int requests, String answer) {
        try (SocketChannel channel = server.accept();
                var in = new BufferedReader(Channels.newReader(channel, UTF_8))) {
            for (int i = 0; i < requests; i++) {
                lines.add(in.readLine());
                channel.write(ByteBuffer.wrap(answer.getBytes(UTF_8)));
            }
        } catch (IOException closed) {
            lines.add("closed");
        }
    }

    @Test
    void asksAndReadsTheWholeAnswer() throws IOException {
        try (var _ = keeper(1, 1, INFO + END)) {
            assertThat(socket().about().version()).isEqualTo("1");
            assertThat(lines).containsExactly("{\"ask\":\"info\"}");
        }
    }

    @Test
    void asksAgainWhereTheKeeperWasReplaced() throws IOException {
        try (var _ = keeper(2, 1, INFO + END)) {
            var keeper = socket();
            assertThat(keeper.about().pid()).isEqualTo(1);
            assertThat(keeper.about().pid()).isEqualTo(1);
            assertThat(lines).hasSize(2);
        }
    }

    @Test
    void neverChangesSomethingTwice() throws IOException {
        try (var _ = keeper(2, 1, "")) {
            assertThatThrownBy(() -> socket().signal("web", 1))
                    .isInstanceOf(KeeperException.class)
                    .hasMessageContaining("it has hung up");
            assertThat(lines).hasSize(1);
        }
    }

    @Test
    void saysThatThereIsNobody() {
        assertThatThrownBy(() -> socket().about())
                .isInstanceOf(KeeperException.class)
                .hasMessageStartingWith("no keeper answers on " + folder.resolve("control"));
    }

    @Test
    void givesUpOnGarbage() throws IOException {
        try (var _ = keeper(1, 1, "what?\n")) {
            assertThatThrownBy(() -> socket().about()).hasMessageStartingWith("the keeper speaks strangely: ");
        }
    }

    @Test
    void readsBitByBitUntilTheEnd() throws IOException {
        try (var _ = keeper(1, 1, "{\"text\":{\"name\":\"web\",\"text\":\"a\\n\"}}\n" + END);
                var replies = socket().begin(new Request.Logs(List.of("web"), 1, false))) {
            assertThat(replies.next()).contains(new Reply.Text("web", "a\n"));
            assertThat(replies.next()).isEmpty();
        }
    }

    /** A server that takes connections, and no more: frozen, as by SIGSTOP. */
    private ServerSocketChannel frozen(int places) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return server.bind(UnixDomainSocketAddress.of(folder.resolve("control")), places);
    }

    private KeeperSocket impatient() {
        return new KeeperSocket(folder.resolve("control"), Duration.ofMillis(100));
    }

    @Test
    void doesNotWaitForAFrozenKeeper() throws IOException {
        try (var _ = frozen(16)) {
            var keeper = impatient();
            assertThatThrownBy(keeper::about)
                    .isInstanceOf(KeeperException.class)
                    .hasMessageContaining("has not answered in time");
            assertThatThrownBy(() -> keeper.change(Request.Verb.STOP, "web", Duration.ofMillis(50)))
                    .hasMessageContaining("has not answered in time");
            try (var logs = keeper.begin(new Request.Logs(List.of("web"), 1, false))) {
                assertThatThrownBy(logs::next).hasMessageContaining("has not answered in time");
            }
        }
    }

    /** The connection itself has to wait for its place. */
    @Test
    void doesNotWaitToBeConnected() throws IOException {
        try (var _ = frozen(1)) {
            var keeper = impatient();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(keeper::about).hasMessageContaining("has not answered in time");
            }
            assertThatThrownBy(() -> {
                        while (true) {
                            keeper.begin(new Request.Logs(List.of("web"), 1, true));
                        }
                    })
                    .hasMessageContaining("has not answered in time");
        }
    }

    @Test
    void letsWhoFollowsWait() throws IOException {
        try (var _ = frozen(16)) {
            var keeper = impatient();
            var replies = keeper.begin(new Request.Logs(List.of("web"), 1, true));
            var next = CompletableFuture.supplyAsync(replies::next);
            assertThatThrownBy(keeper::about).isInstanceOf(KeeperException.class);
            assertThat(next).isNotDone(); // though so much time has passed
            replies.close();
            assertThat(next.join()).isEmpty();
        }
    }

    @Test
    void followsFromWhenTheKeeperKnowsOfIt() throws IOException {
        try (var _ = keeper(1, 2, INFO + END);
                var _ = socket().begin(new Request.Follow())) {
            assertThat(lines.getFirst()).isEqualTo("{\"ask\":\"info\"}");
        }
        Files.delete(folder.resolve("control"));
        try (var _ = frozen(16)) {
            var keeper = impatient();
            assertThatThrownBy(() -> keeper.begin(new Request.Follow())).isInstanceOf(KeeperException.class);
        }
    }

    @Test
    void refusesToAskForTooMuchAtOnce() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("control"));
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address, 256);
            var keeper = socket();
            var follow = new Request.Logs(List.of("web"), 1, true);
            for (int i = 0; i < ConnectionLimits.MOST_STREAMS; i++) {
                keeper.begin(follow);
            }
            assertThatThrownBy(() -> keeper.begin(follow)).isInstanceOf(BusyException.class);
        }
        assertThat(Files.exists(folder.resolve("control"))).isTrue();
    }

    /** The reply of the keeper to a client over the limit, before that sends a request. */
    private static final String FULL = "{\"end\":{\"code\":75,\"error\":\"too many connections: more than 256\"}}\n";

    @Test
    void saysThatTheKeeperAcceptsNoMoreConnections() throws IOException {
        try (var _ = keeper(9, 1, FULL)) {
            var keeper = socket();
            assertThatThrownBy(keeper::about).isInstanceOf(BusyException.class);
            assertThatThrownBy(keeper::status).isInstanceOf(BusyException.class);
            assertThatThrownBy(() -> keeper.change(Request.Verb.START, "web", Duration.ofSeconds(1)))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("too many connections");
            try (var logs = keeper.begin(new Request.Logs(List.of("web"), 1, false))) {
                assertThatThrownBy(logs::next).isInstanceOf(BusyException.class);
            }
            assertThatThrownBy(KeeperSocket.forProbes(folder.resolve("control"))::about)
                    .isInstanceOf(KeeperException.class);
        }
    }
}

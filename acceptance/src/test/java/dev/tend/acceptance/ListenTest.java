package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sockets that stay open while processes come and go: guests under way do not notice. */
class ListenTest {

    private static final String SERVER = "cmd=perl " + Tend.resource("listen/server.pl");
    private static final int SOME = 200;

    @RegisterExtension
    final Tend tend = new Tend();

    private int serve(String... more) throws IOException {
        int port = Ports.free();
        tend.service("web", SERVER, "ready=notify", "listen=tcp:127.0.0.1:" + port, String.join("\n", more))
                .up();
        return port;
    }

    @Test
    void losesNoRequestInARollingRestart() throws IOException {
        int port = serve("instances=2");
        int first = tend.awaitState("web@1", "ready").pid();
        int second = tend.awaitState("web@2", "ready").pid();

        try (var load = new Load(port)) {
            load.awaitMore(SOME);
            var rolled = tend.done("restart", "--rolling", "web");
            load.awaitMore(SOME).close();

            assertThat(load.failures()).isEmpty();
            int newFirst = tend.status("web@1").pid();
            int newSecond = tend.status("web@2").pid();
            assertThat(newFirst).isNotEqualTo(first);
            assertThat(newSecond).isNotEqualTo(second);
            assertThat(rolled.out())
                    .isEqualTo("web@1: ready, pid " + newFirst + "\nweb@2: ready, pid " + newSecond + "\n");
        }
    }

    @Test
    void hasGuestsWaitWhileItsOnlyProcessIsRestarted() throws IOException {
        int port = serve();
        int pid = tend.awaitState("web", "ready").pid();

        try (var load = new Load(port)) {
            load.awaitMore(SOME);
            tend.done("restart", "web");
            load.awaitMore(SOME).close();

            assertThat(load.failures()).isEmpty();
            assertThat(tend.status("web").pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void takesTheSocketBackFromItsServiceAfterItsOwnDeath() throws IOException {
        int port = serve();
        int pid = tend.awaitState("web", "ready").pid();

        try (var load = new Load(port)) {
            load.awaitMore(SOME);
            tend.killKeeper();
            load.awaitMore(SOME);
            tend.up();
            assertThat(tend.awaitState("web", "ready").pid()).isEqualTo(pid);
            tend.done("restart", "web");
            load.awaitMore(SOME).close();

            assertThat(load.failures()).isEmpty();
            assertThat(tend.status("web").pid()).isNotEqualTo(pid);
        }
    }

    @Test
    void stopsRollingAtTheFirstThatDoesNotBecomeReady() {
        tend.service(
                        "web",
                        "shell=test ! -e " + tend.path("broken") + " || exit 7; exec sleep 1000",
                        "instances=3",
                        "restart=never")
                .up();
        int third = tend.awaitState("web@3", "ready").pid();
        tend.awaitState("web@1", "ready");
        tend.file("broken", "");

        var rolled = tend.verb("restart", "--rolling", "web");

        assertThat(rolled.code()).isEqualTo(1);
        assertThat(rolled.out()).isEmpty();
        assertThat(rolled.err())
                .contains("web@1: failed: exited with code 7")
                .contains("web@2: not touched")
                .contains("web@3: not touched");
        assertThat(tend.status("web@3").pid()).isEqualTo(third);
    }

    /** Another program's socket stays as it is; a socket that a program has left behind is replaced. */
    @Test
    void takesNoSocketOverThatSomebodyListensOn() throws IOException {
        var path = tend.path("web.sock");
        var address = UnixDomainSocketAddress.of(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        tend.service("web", "cmd=sleep 1000", "listen=unix:" + path).up();

        assertThat(tend.awaitState("web", "waiting").why())
                .contains("cannot listen on unix:" + path + ": address already in use");
        SocketChannel.open(address).close();
        tend.done("stop", "web");
        SocketChannel.open(address).close();

        server.close();
        tend.done("start", "web");
        SocketChannel.open(address).close();
    }

    @Test
    void saysWhyItCannotListen() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "tcp:127.0.0.1:" + taken.getLocalPort();
            tend.service("web", SERVER, "listen=" + address).up();

            var status = tend.awaitState("web", "waiting");

            assertThat(status.why()).contains("cannot listen on " + address + ": address already in use");
        }
        tend.awaitUp("web");
    }

    @Test
    void opensAndClosesWhatAnEditAddsAndTakesAway() throws IOException {
        int port = serve();
        tend.awaitState("web", "ready");
        int other = Ports.free();

        tend.service("web", SERVER, "ready=notify", "listen=tcp:127.0.0.1:" + other);
        tend.done("reload");

        Tend.awaiting()
                .untilAsserted(() -> assertThatThrownBy(() -> Load.ask(port)).isInstanceOf(ConnectException.class));
        assertThat(Load.ask(other)).startsWith("HTTP/1.1 200 OK");
        Files.delete(tend.services().resolve("web"));
        tend.done("reload");
        Tend.awaiting()
                .untilAsserted(() -> assertThatThrownBy(() -> Load.ask(other)).isInstanceOf(ConnectException.class));
    }

    @Test
    void makesTheFileOfAUnixSocketAndRemovesIt() throws IOException {
        var socket = tend.path("web.sock");
        tend.service("web", "cmd=sleep 1000", "listen=unix:" + socket + ":0600").up();
        var status = tend.awaitUp("web");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(Proc.environment(status.pid()))
                .containsEntry("LISTEN_FDS", "1")
                .containsEntry("LISTEN_PID", String.valueOf(status.pid()))
                .containsEntry("LISTEN_FDNAMES", "unix-" + socket);
        assertThat(Proc.descriptors(status.pid())).containsExactly(0, 1, 2, 3);

        Files.delete(tend.services().resolve("web"));
        tend.done("reload");
        Tend.awaiting().until(() -> !Files.exists(socket));
    }

    @Test
    void keepsSocketsAndThePipeForItsSignApart() throws IOException {
        int port = Ports.free();
        tend.service(
                        "web",
                        "shell=echo ready >&5; exec sleep 1000",
                        "ready=fd:5",
                        "listen=tcp:127.0.0.1:" + port + " udp:127.0.0.1:" + port)
                .up();

        int pid = tend.awaitState("web", "ready").pid();

        assertThat(Proc.link(pid, "fd/3")).startsWith("socket:");
        assertThat(Proc.link(pid, "fd/4")).startsWith("socket:");
        assertThat(Proc.link(pid, "fd/5")).startsWith("pipe:");
    }
}

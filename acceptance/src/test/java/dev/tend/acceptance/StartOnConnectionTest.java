package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services that are started by their first client, and stopped when they have none. */
class StartOnConnectionTest {

    private static final String SERVER = "cmd=perl " + Tend.resource("listen/server.pl");

    @RegisterExtension
    final Tend tend = new Tend();

    private void awaitWaiting() {
        Tend.awaiting().until(() -> {
            var status = tend.status("web");
            return status.state().equals("waiting") && status.why().equals("waits for a connection");
        });
    }

    private void upUntilIdle(int port) {
        tend.service(
                        "web",
                        SERVER,
                        "ready=notify",
                        "listen=tcp:127.0.0.1:" + port,
                        "start-on=connection",
                        "idle-timeout=1s")
                .up();
    }

    @Test
    void itsFirstClientStartsItAndIsServed() throws IOException {
        int port = Ports.free();
        tend.service("web", SERVER, "ready=notify", "listen=tcp:127.0.0.1:" + port, "start-on=connection")
                .service("app", "shell=echo started; exec sleep 1000", "requires=web")
                .up();
        tend.awaitLog("app", "started");
        awaitWaiting();
        assertThat(tend.done("status", "web").code()).isZero();

        assertThat(Load.ask(port)).contains("pid ");

        var status = tend.awaitState("web", "ready");
        assertThat(status.why()).isEqualTo("a client connected");
        assertThat(tend.done("events", "web").out()).contains("waits for a connection", "a client connected");
    }

    @Test
    void isStoppedWhenIdleAndLosesNoClient() throws IOException {
        int port = Ports.free();
        upUntilIdle(port);
        awaitWaiting();
        for (int i = 0; i < 2; i++) {
            assertThat(Load.ask(port)).contains("pid ");
            awaitWaiting();
        }
        assertThat(tend.done("events", "web").out()).contains("nobody was connected for 1 s");

        try (var guest = new Socket(InetAddress.getLoopbackAddress(), port)) { // who says nothing yet
            int pid = tend.awaitState("web", "ready").pid();
            tend.service("tick", "type=task", "shell=echo tick", "schedule=@every 1s");
            Tend.awaiting().until(() -> tend.log("tick").startsWith("tick\ntick\ntick\ntick\n"));
            assertThat(tend.status("web").pid()).isEqualTo(pid);
            assertThat(guest.isConnected()).isTrue();
        }
        awaitWaiting();
    }

    @Test
    void theNextKeeperGoesOn() throws IOException {
        int port = Ports.free();
        upUntilIdle(port);
        awaitWaiting();
        tend.killKeeper();
        tend.up();
        awaitWaiting();
        assertThat(Load.ask(port)).contains("pid ");
        tend.killKeeper();
        tend.up();
        awaitWaiting();
        assertThat(Load.ask(port)).contains("pid ");
    }

    @Test
    void aServiceThatAcceptsNobodyIsGivenUp() throws IOException {
        var socket = tend.path("s");
        tend.service("web", "shell=exit 3", "listen=unix:" + socket, "start-on=connection", "give-up=3 in 1m")
                .up();
        awaitWaiting();

        try (var guest = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            assertThat(tend.awaitState("web", "failed").why()).contains("gave up after 3 failures");
            assertThat(guest.isConnected()).isTrue();
        }
    }

    @Test
    void countsTheClientsOfAUnixSocket() throws IOException {
        var socket = tend.path("s");
        tend.service("web", SERVER, "ready=notify", "listen=unix:" + socket, "start-on=connection", "idle-timeout=1s")
                .service("tick", "type=task", "shell=echo tick", "schedule=@every 1s")
                .up();
        awaitWaiting();
        try (var guest = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            int pid = tend.awaitState("web", "ready").pid();
            int ticks = tend.logLines("tick").size();
            Tend.awaiting().until(() -> tend.logLines("tick").size() > ticks + 3);
            assertThat(tend.status("web").pid()).isEqualTo(pid);
            assertThat(guest.isConnected()).isTrue();
        }
        awaitWaiting();
    }
}

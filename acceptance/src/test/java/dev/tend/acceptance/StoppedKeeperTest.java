package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A keeper that a signal has stopped: its clients give up, and it does nothing later for requests that were given up.
 */
class StoppedKeeperTest {

    /** More than its queue of connections holds. */
    private static final int MANY = 150;

    @RegisterExtension
    final Tend tend = new Tend();

    private static final List<List<String>> VERBS = List.of(
            List.of("status"),
            List.of("stop", "--timeout", "2s", "web"),
            List.of("stop", "web"),
            List.of("restart", "--no-wait", "web"),
            List.of("kill", "web"),
            List.of("signal", "KILL", "web"),
            List.of("plan"),
            List.of("reload"),
            List.of("shutdown", "--timeout", "2s"));

    private List<Ran> all(List<List<String>> verbs) {
        return verbs.parallelStream()
                .map(words -> tend.verb(words.toArray(String[]::new)))
                .toList();
    }

    @Test
    void isGivenUpByEveryVerbAndDoesNothingOfItLater() {
        tend.service("web", "cmd=sleep 1000").up();
        int pid = tend.awaitState("web", "ready").pid();
        Proc.signal(tend.keeper().pid(), "STOP");

        assertThat(all(VERBS)).allSatisfy(ran -> {
            assertThat(ran.code()).isEqualTo(75);
            assertThat(ran.err())
                    .contains("(pid " + tend.keeper().pid() + ") does not answer: it is stopped: kill -CONT ");
        });
        Proc.signal(tend.keeper().pid(), "CONT");

        assertThat(tend.status("web").pid()).isEqualTo(pid);
        assertThat(tend.done("why", "web").out()).doesNotContain("by hand");
        assertThat(tend.keeper().isAlive()).isTrue();
    }

    @Test
    void isGivenUpWhereItsQueueOfConnectionsIsFull() throws IOException {
        tend.service("web", "cmd=sleep 1000").up();
        tend.awaitState("web", "ready");
        Proc.signal(tend.keeper().pid(), "STOP");
        var queue = new ArrayList<SocketChannel>();
        var address = UnixDomainSocketAddress.of(tend.run().resolve("control"));
        try {
            IntStream.range(0, MANY).forEach(_ -> connect(address, queue));

            var ran = tend.verb("stop", "web");

            assertThat(ran.code()).isEqualTo(75);
            assertThat(ran.err()).contains("has accepted no connection for 10 s");
        } finally {
            for (var channel : queue) {
                channel.close();
            }
            Proc.signal(tend.keeper().pid(), "CONT");
        }
        assertThat(tend.status("web").state()).isEqualTo("ready");
    }

    private static void connect(UnixDomainSocketAddress address, List<SocketChannel> connected) {
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            connected.add(channel);
            channel.configureBlocking(false);
            channel.connect(address);
        } catch (IOException full) {
            return;
        }
    }
}

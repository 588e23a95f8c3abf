package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients of the control socket that leave, do not read, or ask for much. The keeper outlives them, and gives back what they took. */
class ControlClientsTest {

    private static final String STATUS = "{\"ask\":\"status\"}\n";
    private static final String FOLLOW = "{\"ask\":\"logs\",\"names\":[\"*\"],\"lines\":10000,\"follow\":true}\n";

    /** The memory limit of a keeper with a few services at rest, in kB; while it serves hundreds, three times that. */
    private static final long RESIDENT_KB = 8 * 1024;

    @RegisterExtension
    final Tend tend = new Tend();

    private final List<ControlClient> clients = new ArrayList<>();
    private long keeper;
    private int descriptors;

    @AfterEach
    void lives() throws IOException {
        for (var client : clients) {
            client.close();
        }
        assertThat(tend.keeper().isAlive()).isTrue();
        assertThat(tend.done("status", "--json").out()).contains("\"web");
        Tend.awaiting().untilAsserted(() -> assertThat(Proc.descriptors(keeper)).hasSizeLessThanOrEqualTo(descriptors));
    }

    private void startsWith(int instances) {
        tend.service("web", "cmd=sleep 1000", "instances=" + instances);
        tend.up();
        tend.done("start", "web");
        tend.done("restart", "web"); // from its first sweep on, the keeper holds the list of its children open
        keeper = tend.keeper().pid();
        descriptors = Proc.descriptors(keeper).size();
    }

    private ControlClient client() throws IOException {
        var client = ControlClient.of(tend);
        clients.add(client);
        return client;
    }

    private long residentKb() {
        return Long.parseLong(Proc.status(keeper, "VmRSS").replace(" kB", ""));
    }

    private void writesLogs(int lines) {
        for (var status : tend.status()) {
            tend.file("log/" + status.name() + "/current", ("x".repeat(99) + "\n").repeat(lines));
        }
    }

    @Test
    void survivesReadersOfManyLogsWhoHangUp() throws IOException {
        startsWith(3);
        writesLogs(10_000);
        for (int time = 0; time < 50; time++) {
            try (var client = ControlClient.of(tend)) {
                assertThat(client.send(FOLLOW).line()).contains("xxx");
            }
        }
    }

    /** The address sanitizer keeps what is freed. */
    @Tag("unsanitized")
    @Test
    void givesBackWhatHundredsOfLogReadersTook() throws IOException {
        startsWith(1);
        writesLogs(10_000);
        for (int time = 0; time < 800; time++) {
            try (var client = ControlClient.of(tend)) {
                client.send(FOLLOW);
            }
        }
        Tend.awaiting().untilAsserted(() -> assertThat(residentKb()).isLessThan(RESIDENT_KB));
    }

    @Test
    void survivesAReaderLostAmidstTheEndOfARollingRestart() throws IOException {
        startsWith(300);
        var client = client();
        client.send("{\"ask\":\"usage\"}\n".repeat(20)); // more than a socket takes
        client.send("{\"ask\":\"restart\",\"names\":[\"*\"],\"patience\":0.001,\"rolling\":true}\n");
        client.send("{\"ask\":\"usage\"}\n".repeat(20));
        var other = client();
        other.send("{\"ask\":\"restart\",\"names\":[\"*\"],\"patience\":0.001,\"rolling\":true}\n");
        assertThat(other.end()).contains("timed out");
        client.close();
    }

    @Test
    void answersThousandsOfRequestsSentAhead() throws Exception {
        startsWith(1);
        var client = client();
        String restart = "{\"ask\":\"restart\",\"names\":[\"web\"],\"patience\":30}\n";
        String start = "{\"ask\":\"start\",\"names\":[\"web\"],\"patience\":30}\n";
        var sender = Thread.ofVirtual().start(() -> {
            try {
                client.send(restart + start.repeat(2_000)).endRequests();
            } catch (IOException lost) {
                throw new AssertionError(lost);
            }
        });
        int answers = 0;
        while (!client.end().isEmpty()) {
            answers++;
        }
        sender.join();
        assertThat(answers).isEqualTo(2_001);
    }

    @Test
    @Tag("figures")
    void staysSmallWhereHundredsDoNotRead() throws IOException {
        startsWith(50);
        writesLogs(10_000);
        var requests =
                List.of(FOLLOW, STATUS, "{\"ask\":\"plan\"}\n", "{\"ask\":\"graph\"}\n", "{\"ask\":\"usage\"}\n");
        for (int number = 0; number < 230; number++) {
            client().offer(bytes(requests.get(number % requests.size()).repeat(100)));
        }
        assertThat(tend.status()).hasSize(50);
        assertThat(residentKb()).isLessThan(3 * RESIDENT_KB);
    }

    @Test
    void cutsOffWhoCostsMostAndTellsHim() throws IOException {
        startsWith(100);
        String large = "{\"ask\":\"status\",\"names\":[\"web" + "\",\"web".repeat(8_000) + "\"]}\n";
        var unsent = new ArrayList<ByteBuffer>();
        for (int number = 0; number < 12; number++) {
            client();
            unsent.add(bytes(large.repeat(40)));
        }
        Tend.awaiting().until(() -> !anyTakes(unsent));
        var ends = new ArrayList<String>();
        for (var client : clients) {
            client.endRequests();
            var last = "";
            for (var end = client.end(); !end.isEmpty(); end = client.end()) {
                last = end;
            }
            ends.add(last);
        }
        assertThat(ends).anyMatch(end -> end.contains("\"code\":75") && end.contains("the keeper has no more room"));
    }

    /** Tells whether any client sends something before others had a turn. */
    private boolean anyTakes(List<ByteBuffer> unsent) throws IOException {
        boolean any = false;
        for (int number = 0; number < unsent.size(); number++) {
            any |= clients.get(number).offer(unsent.get(number));
        }
        tend.done("status");
        return any;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void answersWhereAllPlacesAreTaken() throws IOException {
        startsWith(1);
        for (int number = 0; number < 300; number++) {
            client();
        }
        assertThat(tend.status()).hasSize(1);
    }

    /** The address sanitizer keeps what is freed. */
    @Tag("unsanitized")
    @Test
    void givesEverythingBackAfterThousandsOfSessions() throws IOException {
        startsWith(3);
        writesLogs(1_000);
        var random = new Random(7);
        var requests = List.of(
                FOLLOW,
                STATUS,
                "{\"ask\":\"follow\"}\n",
                "{\"ask\":\"usage\"}\n",
                "{\"ask\":\"stop\",\"names\":[\"web@1\"],\"patience\":60}\n",
                "{\"ask\":\"start\",\"names\":[\"*\"],\"patience\":60}\n",
                "{\"ask\":\"restart\",\"names\":[\"*\"],\"patience\":60,\"rolling\":true}\n",
                "{\"ask\":",
                "[".repeat(5_000) + "\n");
        for (int session = 0; session < 5_000; session++) {
            try (var client = ControlClient.of(tend)) {
                client.send(requests.get(random.nextInt(requests.size())).repeat(1 + random.nextInt(3)));
                if (random.nextInt(4) == 0) {
                    client.send(STATUS).endRequests();
                }
            }
        }
        Tend.awaiting().untilAsserted(() -> assertThat(residentKb()).isLessThan(RESIDENT_KB));
    }
}

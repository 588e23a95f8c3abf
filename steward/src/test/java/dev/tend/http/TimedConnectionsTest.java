package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow clients and strange ones, before a real server. */
class TimedConnectionsTest {

    private static final int MOST_CONNECTIONS = 8;
    private static final String OK = "HTTP/1.1 200";
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /** Frames of HTTP/2: SETTINGS of nothing; and HEADERS of stream 1 that do not end with it, nor with what comes. */
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private static final byte[] HEADERS = {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82};
    private static final byte[] CONTINUATION = {0, 0, 1, 9, 0, 0, 0, 0, 1, (byte) 0x82};

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch here = new CountDownLatch(MOST_CONNECTIONS);
    private final CountDownLatch maySay = new CountDownLatch(1);
    private final CountDownLatch saidMuch = new CountDownLatch(1);
    private final TimedConnections reception =
            new TimedConnections(MOST_CONNECTIONS, Duration.ofMillis(200), Duration.ofMillis(200));
    private final WebServer server = server();

    private WebServer server() {
        var builder = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .routing(reception
                        .routing()
                        .get("/late", (_, response) -> sayLate(response))
                        .get("/much", (_, response) -> sayMuch(response))
                        .any((_, response) -> response.send("answered")));
        reception.attend(builder);
        return builder.build().start();
    }

    private void sayLate(ServerResponse response) throws InterruptedException {
        most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
        here.countDown();
        maySay.await();
        waiting.decrementAndGet();
        response.send("at last");
    }

    private void sayMuch(ServerResponse response) {
        try {
            response.send(new byte[64 << 20]);
        } finally {
            saidMuch.countDown();
        }
    }

    @AfterEach
    void close() {
        server.stop();
        reception.close();
    }

    private Guest guest() throws IOException {
        return new Guest(server.port());
    }

    // ---- slow ones

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "P", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "PRI", PREFACE})
    void hangsUpOnWhoTrickles(String beginning) throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(beginning).isHungUpOn((byte) 'x')).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", PREFACE})
    void hangsUpOnWhoFallsSilent(String beginning) throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(beginning).isHungUpOn()).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoTricklesHisNextRequest() throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(GET).answer()).isEqualTo(OK);
            assertThat(guest.say("GET /").isHungUpOn((byte) 'x')).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoHasNoMoreRequests() throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(GET).answer()).isEqualTo(OK);
            assertThat(guest.isHungUpOn()).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoTricklesABody() throws IOException {
        try (var guest = guest()) {
            guest.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n");
            assertThat(guest.isHungUpOn((byte) 'x')).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoseHeadersDoNotEndInHttp2() throws IOException {
        try (var guest = guest()) {
            guest.say(PREFACE).say(SETTINGS).say(HEADERS);
            assertThat(guest.isHungUpOn(CONTINUATION)).isTrue();
        }
    }

    @Test
    void hangsUpOnWhoTakesNoAnswer() throws IOException, InterruptedException {
        try (var _ = guest().say("GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            assertThat(saidMuch.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesItsOwnTime() throws IOException {
        try (var guest = guest();
                var other = guest()) {
            guest.say("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(other.isHungUpOn()).isTrue(); // so much time has passed
            maySay.countDown();
            assertThat(guest.answer()).isEqualTo(OK);
        }
    }

    @Test
    void answersWhoSendsABody() throws IOException {
        try (var guest = guest()) {
            guest.say("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(guest.answer()).isEqualTo(OK);
        }
    }

    @Test
    void letsOthersInWhenSilentOnesAreHungUpOn() throws IOException {
        var silent = new ArrayList<Guest>();
        try {
            for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
                silent.add(guest());
            }
            try (var guest = guest()) {
                assertThat(guest.say(GET).answer()).isEqualTo(OK);
            }
        } finally {
            for (Guest each : silent) {
                each.close();
            }
        }
    }

    @Test
    void takesNoMoreThanItsNumberAtOnce() throws IOException, InterruptedException {
        var guests = new ArrayList<Guest>();
        try {
            for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
                guests.add(guest().say("GET /late HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            }
            assertThat(here.await(20, TimeUnit.SECONDS)).isTrue();
            maySay.countDown();
            for (Guest guest : guests) {
                assertThat(guest.answer()).isEqualTo(OK);
            }
            assertThat(most).hasValue(MOST_CONNECTIONS);
        } finally {
            for (Guest guest : guests) {
                guest.close();
            }
        }
    }

    // ---- strange ones

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"})
    void saysWhichVersionsItSpeaks(String request) throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(request).answer()).isEqualTo("HTTP/1.1 505");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /\r\n\r\n", "\u0016\u0003\u0001\u0002\r\n\r\n", "nonsense\r\n\r\n", "\r\n\r\n"})
    void refusesWhatIsNoRequest(String request) throws IOException {
        try (var guest = guest()) {
            assertThat(guest.say(request).answer()).isEqualTo("HTTP/1.1 400");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "GET /"})
    void tellsWhoSendsTooMuch(String beginning) throws IOException {
        try (var guest = guest()) {
            guest.say(beginning).say("a".repeat(1 << 20)).say(" HTTP/1.1\r\n\r\n");
            assertThat(guest.answer()).startsWith("HTTP/1.1 4");
        }
    }
}

package dev.tend.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The memory that the steward keeps after an attack. */
@Tag("figures")
class StewardMemoryTest {

    /** The code that was compiled meanwhile stays. */
    private static final int MOST_LEFT_KB = 16_000;

    @RegisterExtension
    private final Tend tend = new Tend();

    private final Web web = new Web();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void givesMemoryBackAfterAnAttack() throws IOException {
        tend.service("web", "cmd=sleep 1000");
        int pid = web.start(tend).pid();
        int before = resident(pid);
        attack();
        assertThat(resident(pid)).as("has to grow, or the attack is none").isGreaterThan(before + MOST_LEFT_KB);
        Awaitility.await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(resident(pid))
                .isLessThan(before + MOST_LEFT_KB));
        assertThat(web.get("/health").statusCode()).isEqualTo(200);
        assertThat(tend.status("steward").restarts()).isZero();
    }

    /** Headers that do not end, over as many connections as there may be, several times. */
    private void attack() throws IOException {
        for (int round = 0; round < 4; round++) {
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < 900; i++) {
                var socket = web.connect();
                socket.getOutputStream()
                        .write(("GET /services HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nX: "
                                        + "x".repeat(15_000))
                                .getBytes(UTF_8));
                sockets.add(socket);
            }
            for (Socket socket : sockets) {
                assertThat(socket.getInputStream().read()).isNotNegative();
                socket.close();
            }
        }
    }

    private static int resident(int pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

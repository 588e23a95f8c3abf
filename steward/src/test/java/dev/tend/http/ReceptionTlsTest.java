package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose handshake does not end. */
class ReceptionTlsTest {

    private static final String PASSWORD = "secret";

    /** The beginning of a record with a ClientHello of 512 bytes, from which on nothing is wrong. */
    private static final byte[] HELLO = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    @TempDir
    private Path folder;

    private SSLContext context() throws IOException, GeneralSecurityException, InterruptedException {
        String keys = folder.resolve("keys.p12").toString();
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys);
        assertThat(keytool.redirectErrorStream(true).start().waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(keys))) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void hangsUpOnWhoseHandshakeDoesNotEnd() throws IOException, GeneralSecurityException, InterruptedException {
        var reception = new TimedConnections(8, Duration.ofMillis(200), Duration.ofMillis(200));
        var builder = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .tls(Tls.builder().sslContext(context()).build())
                .routing(reception.routing().any((_, response) -> response.send("answered")));
        reception.attend(builder);
        var server = builder.build().start();
        try (var silent = new Guest(server.port());
                var slow = new Guest(server.port());
                var between = new Guest(server.port())) {
            assertThat(slow.say(HELLO).isHungUpOn((byte) 0)).isTrue();
            assertThat(between.say(HELLO).isHungUpOn()).isTrue();
            assertThat(silent.isHungUpOn()).isTrue();
        } finally {
            server.stop();
            reception.close();
        }
    }
}

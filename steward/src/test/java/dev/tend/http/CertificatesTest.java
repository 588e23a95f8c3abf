package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.certificate.Pems;
import dev.tend.settings.SettingsException;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server with these keys and certificates, and a client that checks them. */
class CertificatesTest {

    @RegisterExtension
    static final Pems PEMS = new Pems();

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private int times;

    private Certificates certificates(String chain, String key) throws IOException {
        put(chain, "server.pem");
        put(key, "server.key");
        return Certificates.of(
                folder.resolve("server.pem"), folder.resolve("server.key"), Optional.empty(), false, now::get);
    }

    /** Puts a file there, at a time that no file before had. */
    private void put(String file, String name) throws IOException {
        Files.write(folder.resolve(name), Files.readAllBytes(PEMS.file(file)));
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(1_000_000L + times++));
    }

    /** As if so much time had passed that changed files have come to rest. */
    private static void lookTwice(Certificates certificates) {
        certificates.look();
        certificates.look();
    }

    /** The subject of the certificate that a client of the authority is shown. */
    private static String shown(Certificates certificates, String authority)
            throws IOException, GeneralSecurityException, InterruptedException {
        var reception = new TimedConnections(8);
        var builder = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .tls(certificates.tls())
                .routing(reception.routing().any((_, response) -> response.send("answered")));
        reception.attend(builder);
        var server = builder.build().start();
        try (var client =
                HttpClient.newBuilder().sslContext(PEMS.trusting(authority)).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/"));
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("answered");
            return subject(answer.sslSession().orElseThrow());
        } finally {
            server.stop();
            reception.close();
        }
    }

    private static String subject(SSLSession session) throws IOException {
        return ((X509Certificate) session.getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    @ParameterizedTest
    @CsvSource({
        "plain.pem, plain.key, plain.pem, CN=plain",
        "chain.pem, server.key, root.pem, CN=server",
        "chain.pem, server-sec1.key, root.pem, CN=server",
        "p384.pem, p384-sec1.key, p384.pem, CN=p384",
        "rsa.pem, rsa-pkcs1.key, rsa.pem, CN=rsa",
        "pss.pem, pss.key, pss.pem, CN=pss",
        "ed25519.pem, ed25519.key, ed25519.pem, CN=ed25519",
    })
    void areShownToClients(String chain, String key, String authority, String subject) throws Exception {
        assertThat(shown(certificates(chain, key), authority)).isEqualTo(subject);
    }

    @Test
    void refuseToBeginWithFilesThatDoNotGoTogether() {
        assertThatThrownBy(() -> certificates("chain.pem", "other.key"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("cannot use TLS: the key in ");
    }

    @Test
    void areReplacedByNewOnes() throws Exception {
        var certificates = certificates("plain.pem", "plain.key");
        put("ed25519.key", "server.key");
        put("ed25519.pem", "server.pem");
        lookTwice(certificates);
        assertThat(certificates.problem()).isEmpty();
        assertThat(shown(certificates, "ed25519.pem")).isEqualTo("CN=ed25519");
        assertThat(certificates.names()).contains("tend.example");
    }

    @Test
    void stayWhereTheNewOnesCannotBeUsed() throws Exception {
        var certificates = certificates("plain.pem", "plain.key");
        put("rsa.pem", "server.pem");
        lookTwice(certificates);
        assertThat(certificates.problem().orElseThrow())
                .contains("does not belong to the certificate")
                .endsWith("the former ones stay in force");
        assertThat(shown(certificates, "plain.pem")).isEqualTo("CN=plain");
        put("rsa.key", "server.key");
        lookTwice(certificates);
        assertThat(certificates.problem()).isEmpty();
        assertThat(shown(certificates, "rsa.pem")).isEqualTo("CN=rsa");
    }

    /** A certificate that is half written, or whose key follows in a moment, is no problem yet. */
    @Test
    void waitUntilFilesHaveComeToRest() throws Exception {
        var certificates = certificates("plain.pem", "plain.key");
        put("rsa.pem", "server.pem");
        certificates.look();
        assertThat(certificates.problem()).isEmpty();
        put("rsa.key", "server.key");
        certificates.look();
        assertThat(certificates.problem()).isEmpty();
        certificates.look();
        assertThat(shown(certificates, "rsa.pem")).isEqualTo("CN=rsa");
    }

    @Test
    void sayThatTheyHaveExpired() throws Exception {
        var certificates = certificates("plain.pem", "plain.key");
        now.set(Instant.parse("2400-01-01T00:00:00Z"));
        certificates.look();
        assertThat(certificates.problem().orElseThrow()).contains("has expired on ");
    }
}
